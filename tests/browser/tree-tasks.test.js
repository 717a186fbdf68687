// What readers come for, in as few clicks and screens as it takes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start } from "./helpers.js";
import { shown } from "./trees.js";

const site = await start();
const ADDRESS = "trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2";

/** Where a thumb reaches on a phone that is held in one hand. */
const THUMB = 800;

/**
 * Follows links by touching them, and counts touches, and screens that had to be scrolled.
 *
 * @param {import("playwright-core").Page} page
 */
function thumb(page) {
  const count = { touches: 0, screens: 0 };
  return {
    count,
    /** @param {import("playwright-core").Locator} target */
    async touch(target) {
      const place = async () => (await target.boundingBox()) ?? assert.fail(`${target}`);
      while ((await place()).y + (await place()).height > THUMB) {
        await page.evaluate(() => scrollBy(0, innerHeight * 0.8));
        count.screens += 1;
        assert.ok(count.screens < 9, `${target} is never in reach`);
      }
      await target.click();
      count.touches += 1;
    },
  };
}

test("from the first page to a result on a phone with one thumb", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES.home));
  const { touch, count } = thumb(page);
  await touch(page.locator("main a[href^='trees/']").first());
  await page.locator(".walking").waitFor();
  const toTree = { ...count };
  const answers = page.locator(".node:visible :is(a[data-answer], fieldset label, button.go)");
  while (await answers.count()) {
    const first = answers.first();
    const isTick = await first.evaluate((answer) => answer.matches("label"));
    await touch(first);
    if (isTick) await touch(answers.last());
  }
  assert.ok(await page.locator(".node.outcome:visible").count());
  const steps = await page.locator(".path li").count();
  assert.ok(count.touches - toTree.touches <= 2 * steps, JSON.stringify(count));
  assert.equal(count.screens, toTree.screens, "no question has to be scrolled");
  assert.ok(toTree.touches === 1 && toTree.screens <= 4, JSON.stringify(toTree));
});

test("one answer is changed from the result with two touches, and the others stay", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(ADDRESS));
  const { touch, count } = thumb(page);
  await touch(page.locator(".path a").last());
  await touch(page.locator("#cost a[data-answer]").first());
  assert.deepEqual(await shown(page), ["P1"]);
  assert.equal(await page.locator(".path .given").first().innerText(), "Yes, but we would feel it");
  assert.equal(count.touches, 2);
  assert.ok(count.screens <= 1, `${count.screens} screens`);
});

test("the record is copied with a note, with one click after typing", async () => {
  const { page } = await site.visitor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.setFixedTime(new Date("2026-11-21T09:00:00"));
  await page.goto(site.address(ADDRESS));
  await page.getByRole("textbox", { name: "Your note" }).fill("Ask again in spring.");
  await page.getByRole("button", { name: "Copy as decision record" }).click();
  await page.getByText("Decision record copied.").waitFor();
  const record = await page.evaluate(() => navigator.clipboard.readText());
  for (const part of [
    "# Is this P0 this quarter?",
    "Decided on 2026-11-21: **P2**",
    "Until somebody can name the cost",
    "Nice to have.",
    "- **Do:** Note it and say so",
    "- **Who:** The PM",
    "- **By when:** When you next speak",
    "- What would it cost to wait three months? **Not sure**",
    "**Note:** Ask again in spring.",
    "version 1.0.0",
    site.address(ADDRESS),
  ]) {
    assert.ok(record.includes(part), `${part} in\n${record}`);
  }
});

test("the note stays while answers are changed, and is gone with the page", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(ADDRESS));
  const note = page.getByRole("textbox", { name: "Your note" });
  await note.fill("Ask again in spring.");
  await page.locator(".path a").last().click();
  await page.locator("#cost a[data-answer]").first().click();
  assert.equal(await note.inputValue(), "Ask again in spring.");
  await page.reload();
  assert.equal(await note.inputValue(), "");
});

test("the result is printed with one click", async () => {
  const { page } = await site.visitor();
  await page.addInitScript(() => {
    globalThis.print = () => document.documentElement.setAttribute("data-printed", "yes");
  });
  await page.goto(site.address(ADDRESS));
  await page.locator("main").getByRole("button", { name: "Print", exact: true }).click();
  assert.equal(await page.locator("html[data-printed]").count(), 1);
  assert.equal(await page.locator(".worksheet").count(), 0);
  await page.getByRole("button", { name: "Print the worksheet" }).click();
  assert.equal(await page.locator(".worksheet").count(), 1);
});

test("the address alone brings a reader back to the result, and the start is one click away", async () => {
  const { page, problems } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(ADDRESS));
  assert.deepEqual(await shown(page), ["P2"]);
  assert.equal(await page.locator(".path .given").count(), 2);
  await page.getByRole("link", { name: "Start again" }).click();
  assert.equal(page.url(), site.address("trees/p0-this-quarter/#without"));
  assert.equal(await page.locator(".path li").count(), 0);
  assert.deepEqual(problems, []);
});
