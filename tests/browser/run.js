#!/usr/bin/env node
// Runs the browser tests: the site is built once, and as many files run at once as there are
// processors. Each lane of files has a browser of its own, so that no two files share a clipboard.
//
//     node tests/browser/run.js [FILE…]      all files of tests if none is named

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { launchServer } from "./browser.js";
import { buildAndServe } from "./built-site.js";

/** What takes longest begins first, so that no lane is left alone with it. */
const LONG = ["tree-scenarios", "accessibility", "pages", "tree-extremes", "tree-looks", "reach"];

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
/** After so many milliseconds a file of tests is stuck, however slow the machine is. */
const HANGS = 40 * 60_000;
const LANES = Math.min(4, Math.max(2, availableParallelism()));
const started = performance.now();

const queue = process.argv.length > 2 ? process.argv.slice(2).map((file) => resolve(file)) : all();
const site = await buildAndServe();
/** @type {string[]} */
const failed = [];
let tests = 0;
const lanes = Array.from({ length: Math.min(LANES, queue.length) }, lane);
await Promise.all(lanes);
await site.close();
console.log(`\n${tests} tests in ${seconds(started)}`);
if (failed.length) console.log(`\nNot passed:\n  ${failed.join("\n  ")}`);
process.exitCode = failed.length ? 1 : 0;

function all() {
  const place = (/** @type {string} */ name) => {
    const at = LONG.indexOf(basename(name, ".test.js"));
    return at < 0 ? LONG.length : at;
  };
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".test.js"));
  return names.sort((a, b) => place(a) - place(b)).map((name) => join(FOLDER, name));
}

/** Runs files of tests, one after the other, until none is left. */
async function lane() {
  const server = await launchServer();
  for (let file = queue.shift(); file; file = queue.shift()) {
    const begun = performance.now();
    const { code, output } = await run(file, server.wsEndpoint());
    const count = Number(/^ℹ tests (\d+)$/m.exec(output)?.[1] ?? 0);
    tests += count;
    if (code !== 0 || count === 0) {
      failed.push(basename(file));
      console.log(output);
    }
    const mark = code === 0 && count > 0 ? "✔" : "✖";
    console.log(`${mark} ${basename(file).padEnd(28)} ${count} tests in ${seconds(begun)}`);
  }
  await server.close();
}

/**
 * @param {string} file of tests
 * @param {string} browser its endpoint
 * @returns {Promise<{code: number | null, output: string}>}
 */
function run(file, browser) {
  const { folder, origin } = site;
  const env = {
    ...process.env,
    FIELDBOOK_BROWSER: browser,
    FIELDBOOK_SITE: JSON.stringify({ folder, origin }),
  };
  const child = spawn(process.execPath, ["--test-reporter=spec", file], { env, timeout: HANGS });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  return new Promise((done) => child.on("close", (code) => done({ code, output })));
}

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
