// A book in a language that is written from right to left.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, WIDTHS, start, violationsButColours } from "./helpers.js";

const site = await start((book) => {
  const file = join(book, "book.toml");
  writeFileSync(file, readFileSync(file, "utf8").replace('language = "en"', 'language = "ar"'));
});

for (const width of [320, ...Object.values(WIDTHS)]) {
  test(`at ${width} pixels a page of each type is mirrored and whole`, async () => {
    const faults = await site.faults({ width }, async (page) => {
      const found = await page.evaluate(() => [
        document.dir,
        document.documentElement.lang,
        document.documentElement.scrollWidth,
      ]);
      return [
        ...(`${found}` === `rtl,ar,${width}` ? [] : found),
        ...(await violationsButColours(page)),
      ];
    });
    assert.deepEqual(faults, {});
  });
}

test("on a laptop the sidebar of each type of page is at the right", async () => {
  const faults = await site.faults({ width: WIDTHS.laptop }, async (page) => {
    const sidebar = await page.locator(".sidebar").boundingBox();
    const main = await page.locator("main").boundingBox();
    return sidebar && main && sidebar.x > main.x ? [] : [{ sidebar, main }];
  });
  assert.deepEqual(faults, {});
});

test("the contents of a phone come from the right", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES.entry));
  await page.locator(".menu-button").click();
  const box = await page.locator(".sidebar").boundingBox();
  assert.equal(Math.round((box?.x ?? 0) + (box?.width ?? 0)), WIDTHS.phone);
});
