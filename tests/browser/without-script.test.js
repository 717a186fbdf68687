// With JavaScript off, nothing is missing but comfort.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start } from "./helpers.js";

const site = await start();

test("on a page of each type the text and the way to other pages are there", async () => {
  const faults = await site.faults({ script: false }, async (page) => {
    const hasTitle = await page.getByRole("heading", { level: 1 }).isVisible();
    const { length } = await page.getByRole("main").innerText();
    const menu = page.getByRole("navigation", { name: "Playbook" });
    await menu.getByRole("link", { name: "Words we use" }).click();
    await page.waitForURL(site.address("glossary/"));
    return hasTitle && length > 100 ? [] : [{ hasTitle, length }];
  });
  assert.deepEqual(faults, {});
});

test("the contents open on a phone, lead on, and close", async () => {
  const reader = await site.visitor({ script: false, width: WIDTHS.phone });
  const { page } = reader;
  await page.goto(site.address(PAGES.entry));
  const menu = page.getByRole("navigation", { name: "Playbook" });
  assert.equal(await menu.isVisible(), false);
  await page.getByRole("button", { name: "Contents" }).click();
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Contents" }).click();
  await menu.getByRole("link", { name: "Words we use" }).click();
  await page.waitForURL(site.address("glossary/"));
});

test("no button is shown that does nothing", async () => {
  const reader = await site.visitor({ script: false });
  await reader.page.goto(site.address(PAGES.entry));
  assert.equal(await reader.page.getByRole("button").count(), 0);
});
