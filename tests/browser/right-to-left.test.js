// A book in a language that is written from right to left.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, WIDTHS, start, violations } from "./helpers.js";

const site = await start((book) => {
  const file = join(book, "book.toml");
  writeFileSync(file, readFileSync(file, "utf8").replace('language = "en"', 'language = "ar"'));
});

for (const [type, path] of Object.entries(PAGES)) {
  test(`${type}: the page is mirrored and whole`, async () => {
    for (const width of [320, ...Object.values(WIDTHS)]) {
      const { page } = await site.visitor({ width });
      await page.goto(site.address(path));
      assert.deepEqual(await page.evaluate(() => [document.dir, document.documentElement.lang]), [
        "rtl",
        "ar",
      ]);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      assert.deepEqual(await violations(page), []);
      if (width !== WIDTHS.laptop) continue;
      const [sidebar, main] = [
        await page.locator(".sidebar").boundingBox(),
        await page.locator("main").boundingBox(),
      ];
      assert.ok((sidebar?.x ?? 0) > (main?.x ?? 0), "the sidebar is at the right");
    }
  });
}

test("the contents of a phone come from the right", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES.entry));
  await page.locator(".menu-button").click();
  const box = await page.locator(".sidebar").boundingBox();
  assert.equal(Math.round((box?.x ?? 0) + (box?.width ?? 0)), WIDTHS.phone);
});
