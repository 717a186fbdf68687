// Going back shows a page as it was left, at once, because nothing keeps it from being frozen.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { launchWithWindow } from "./browser.js";
import { PAGES, start, visitor } from "./helpers.js";

const site = await start();
// The browser without a window keeps no pages.
const browser = await launchWithWindow(["--disable-back-forward-cache"]);
after(() => browser.close());

test("a page of each type comes back as it was left", async () => {
  const { page } = await visitor(browser);
  await page.addInitScript(() => {
    const shows = /** @type {boolean[]} */ ([]);
    Object.assign(window, { shows });
    addEventListener("pageshow", ({ persisted }) => shows.push(persisted));
  });
  /** @type {Record<string, boolean>} */
  const kept = {};
  for (const [type, path] of Object.entries(PAGES)) {
    await page.goto(site.address(path));
    await page.evaluate(() => Object.assign(window, { left: true }));
    await page.goto(site.address(type === "glossary" ? PAGES.sop : PAGES.glossary));
    await page.goBack({ waitUntil: "commit" });
    // Shown for the second time, or for the first time, as another page.
    const shown = await page.waitForFunction(() => {
      const { shows, left } = /** @type {any} */ (window);
      return shows?.length === (left ? 2 : 1) && shows;
    });
    kept[type] = (await shown.jsonValue()).at(-1);
  }
  const wanted = Object.fromEntries(Object.keys(PAGES).map((type) => [type, true]));
  assert.deepEqual(kept, wanted);
});
