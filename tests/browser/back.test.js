// Going back shows a page as it was left, at once, because nothing keeps it from being frozen.

import assert from "node:assert/strict";
import { after, test } from "node:test";

import { PAGES, launch, start, visitor } from "./helpers.js";

const site = await start();
const browser = await launch(["--disable-back-forward-cache"]);
after(() => browser.close());

for (const [type, path] of Object.entries(PAGES)) {
  test(`${type}: comes back as it was left`, async () => {
    const { page } = await visitor(browser);
    await page.addInitScript(() => {
      addEventListener("pageshow", ({ persisted }) => Object.assign(window, { persisted }));
    });
    await page.goto(site.address(path));
    await page.goto(site.address(type === "glossary" ? PAGES.sop : PAGES.glossary));
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => "persisted" in window);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).persisted), true);
    await page.context().close();
  });
}
