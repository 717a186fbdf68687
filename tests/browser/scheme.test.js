// The reader's choice of colours.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start } from "./helpers.js";

const site = await start();

/** @param {import("playwright-core").Page} page */
const paper = (page) =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test("the switch goes from the system's colours to light to dark and back", async () => {
  const reader = await site.visitor({ scheme: "dark" });
  const { page } = reader;
  await page.goto(site.address(PAGES.entry));
  const night = await paper(page);
  const button = page.getByRole("button", { name: "Colours" });
  const seen = [];
  for (let press = 0; press < 3; press += 1) {
    await button.click();
    seen.push([await button.getAttribute("aria-label"), (await paper(page)) === night]);
  }
  assert.deepEqual(seen, [
    ["Colours: Light", false],
    ["Colours: Dark", true],
    ["Colours: Auto", true],
  ]);
});

test("the choice holds on every page and after a new visit", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.home));
  const day = await paper(page);
  const button = page.getByRole("button", { name: "Colours" });
  await button.click();
  await button.click();
  const night = await paper(page);
  assert.notEqual(night, day);
  for (const path of [PAGES.sop, PAGES["not found"], PAGES.home]) {
    await page.goto(site.address(path));
    assert.equal(await paper(page), night, path);
    assert.equal(await button.getAttribute("aria-label"), "Colours: Dark");
  }
});

test("a chosen night is dark from the first frame, before the page's script has come", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.addInitScript(() => {
    localStorage.setItem("fieldbook-scheme", "dark");
    const frames = /** @type {string[]} */ ([]);
    Object.assign(window, { seen: frames });
    const look = () => {
      const { backgroundColor } = getComputedStyle(document.documentElement);
      if (document.body) frames.push(backgroundColor);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((done) => (release = () => done(undefined)));
  await page.route(/\/script\.\w+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.address(PAGES.entry), { waitUntil: "commit" });
  await page.waitForFunction(() => /** @type {any} */ (window).seen.length > 3);
  assert.equal(await page.locator("scheme-switch button").count(), 0, "the script is held");
  const before = await page.evaluate(() => /** @type {any} */ (window).seen);
  release();
  await page.getByRole("button", { name: "Colours: Dark" }).waitFor();
  assert.deepEqual([...new Set(before)], [await paper(page)]);
});

test("without storage the choice holds for the page", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(site.address(PAGES.entry));
  const button = page.getByRole("button", { name: "Colours" });
  await button.click();
  assert.equal(await button.getAttribute("aria-label"), "Colours: Light");
  assert.deepEqual(reader.problems, []);
});
