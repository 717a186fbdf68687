// Every page type, by day and by night, on a laptop and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, SCHEMES, WIDTHS, start, violations } from "./helpers.js";

const site = await start();

for (const [type, path] of Object.entries(PAGES)) {
  for (const scheme of SCHEMES) {
    for (const [device, width] of Object.entries(WIDTHS)) {
      test(`${type}, ${scheme}, ${device}: axe finds nothing`, async () => {
        const reader = await site.visitor({ scheme, width });
        await reader.page.goto(site.address(path));
        assert.deepEqual(await violations(reader.page), []);
      });
    }
  }
}

test("every entry: axe finds nothing", async () => {
  const reader = await site.visitor();
  for (const path of site.paths) {
    await reader.page.goto(site.address(path));
    assert.deepEqual(await violations(reader.page), [], path);
  }
});

test("the open contents of a phone: axe finds nothing", async () => {
  const reader = await site.visitor({ width: WIDTHS.phone });
  await reader.page.goto(site.address(PAGES.entry));
  await reader.page.getByRole("button", { name: "Contents" }).click();
  await reader.page.getByRole("navigation", { name: "Playbook" }).waitFor();
  assert.deepEqual(await violations(reader.page), []);
});

for (const [type, path] of Object.entries(PAGES)) {
  test(`${type}: the first stop of the Tab key skips to the text`, async () => {
    const reader = await site.visitor();
    const { page } = reader;
    await page.goto(site.address(path));
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the text" });
    assert.ok(await skip.evaluate((link) => link === document.activeElement));
    assert.ok(((await skip.boundingBox())?.y ?? -1) >= 0, "the link is in sight");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  });
}
