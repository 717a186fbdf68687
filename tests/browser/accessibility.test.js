// Every page type, by day and by night, on a laptop and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  PAGES,
  WIDTHS,
  start,
  violations,
  violationsButColours,
  violationsByDayAndNight,
} from "./helpers.js";

const site = await start();

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`a page of each type, ${device}: axe finds nothing, by day or by night`, async () => {
    assert.deepEqual(await site.faults({ width }, violationsByDayAndNight), {});
  });
}

test("every other page that has something new: axe finds nothing", async () => {
  const { page } = await site.visitor();
  const seen = new Set(/** @type {string[]} */ (Object.values(PAGES)));
  for (const path of site.distinct.filter((path) => !seen.has(path))) {
    await page.goto(site.address(path));
    assert.deepEqual(await violationsButColours(page), [], path);
  }
});

test("the open contents of a phone: axe finds nothing", async () => {
  const reader = await site.visitor({ width: WIDTHS.phone });
  await reader.page.goto(site.address(PAGES.entry));
  await reader.page.getByRole("button", { name: "Contents" }).click();
  await reader.page.getByRole("navigation", { name: "Playbook" }).waitFor();
  assert.deepEqual(await violations(reader.page), []);
});

test("the first stop of the Tab key skips to the text", async () => {
  const faults = await site.faults({}, async (page) => {
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the text" });
    const isFirst = await skip.evaluate((link) => link === document.activeElement);
    const isSeen = ((await skip.boundingBox())?.y ?? -1) >= 0;
    await page.keyboard.press("Enter");
    const at = await page.evaluate(() => document.activeElement?.id);
    return isFirst && isSeen && at === "main" ? [] : [{ isFirst, isSeen, at }];
  });
  assert.deepEqual(faults, {});
});
