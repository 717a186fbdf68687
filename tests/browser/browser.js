// The browser of the tests: the system's Chromium, which must not talk to anybody.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Browser} Browser */

/** What keeps the browser quiet. */
export const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const WITH_WINDOW = ["chromium", "chromium-browser", "google-chrome"];

/** The same engine without a window, which takes a third of the time, comes first. */
const ANY = ["chromium-headless-shell", ...WITH_WINDOW];

export function findChromium(names = ANY) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = paths.find((path) => existsSync(path));
  if (!path) throw new Error(`none of ${names.join(", ")} is on the PATH`);
  return path;
}

export function launch() {
  return chromium.launch(options(ANY));
}

/** Starts a browser that other programs can use, by its `wsEndpoint()`. */
export function launchServer() {
  return chromium.launchServer(options(ANY));
}

/**
 * Starts the whole browser, though nobody sees its window.
 *
 * @param {string[]} [without] options that Playwright gives it and that a test can do without
 */
export function launchWithWindow(without = []) {
  return chromium.launch({ ...options(WITH_WINDOW), ignoreDefaultArgs: without });
}

/** The browser that `run.js` has started for this file of tests, else one of its own. */
export function browserOfTests() {
  const endpoint = process.env.FIELDBOOK_BROWSER;
  return endpoint ? chromium.connect(endpoint) : launch();
}

// No patience of its own: a slow machine is no fault.
/** @param {string[]} names */
function options(names) {
  return { executablePath: findChromium(names), args: OPTIONS, timeout: 0 };
}
