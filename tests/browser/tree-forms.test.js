// Questions that take more than one answer, or a number: nothing is chosen for the reader, and
// what cannot be taken is said where it is.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focused, shown, skipToText, tabTo } from "./trees.js";

const TREE = `---
type: decision-tree
title: How long has it been like this?
---

## How many weeks? {#weeks}

Answer: whole number, 0 to 52

- 0–3 → Wait
- 4–52 → What did you try?

## What did you try? {#tried}

- [ ] Asked
- [ ] Waited

→ Enough

## Enough

First match wins.

| If | → |
|---|---|
| tried >= 2 | Act |
| weeks >= 40 | Act |
| otherwise | Wait |

## Wait

Look again next week.

## Act

Take the first step today.
`;

const site = await start((book) => writeFileSync(join(book, "content/trees/how-long.md"), TREE));
const CHANGED = "What has changed?";
const TICKS = site.address("trees/change-or-stay/?attempts=1&trigger=not-sure#changed");
const NUMBER = site.address("trees/how-long/");

/** @param {import("playwright-core").Page} page */
const ticked = (page) =>
  page
    .locator("input:checked")
    .evaluateAll((boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).value));

test("nothing is ticked, chosen or filled in before the reader does it", async () => {
  const { page } = await site.visitor();
  await page.goto(TICKS);
  assert.equal(await page.getByRole("checkbox").count(), 4);
  assert.deepEqual(await ticked(page), []);
  await page.goto(NUMBER);
  assert.equal(await page.getByRole("textbox").inputValue(), "");
  await page.goto(site.address("trees/change-or-stay/"));
  assert.equal(
    await page.locator(".node:visible [aria-current], .node:visible :checked").count(),
    0,
  );
});

test("none of these and the other ticks rule each other out", async () => {
  const { page } = await site.visitor();
  await page.goto(TICKS);
  await page.getByLabel("The market moved sharply").check();
  await page.getByLabel("We learnt something").check();
  assert.equal((await ticked(page)).length, 2);
  await page.getByLabel("None of these").check();
  assert.deepEqual(await ticked(page), ["none-of-these"]);
  await page.getByLabel("The market moved sharply").check();
  assert.deepEqual(await ticked(page), ["the-market-moved-sharply"]);
});

test("Continue without a tick: the error is announced, has the focus, and leads to the list", async () => {
  const { page } = await site.visitor();
  await page.goto(TICKS);
  await skipToText(page);
  await tabTo(page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  assert.equal(await alert.textContent(), "Tick what applies, or “None of these”.");
  assert.equal(await focused(page), await alert.textContent());
  assert.deepEqual(await shown(page), [CHANGED]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(
    await page.evaluate(() => /** @type {any} */ (document.activeElement).value),
    "a-belief-that-everything-rests",
  );
  assert.equal(page.url(), TICKS);
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page), ["Change strategy"]);
  assert.equal(await page.getByRole("alert").count(), 0);
});

test("two errors in a row show one message", async () => {
  const { page } = await site.visitor();
  await page.goto(TICKS);
  const go = page.getByRole("button", { name: "Continue" });
  await go.click();
  await go.click();
  assert.equal(await page.getByRole("alert").count(), 1);
});

test("a list without “none” may be left empty", async () => {
  const { page } = await site.visitor();
  await page.goto(`${NUMBER}?weeks=4#tried`);
  await page.getByRole("button", { name: "Continue" }).click();
  assert.deepEqual(await shown(page), ["Wait"]);
  assert.equal(page.url(), `${NUMBER}?tried=&weeks=4#wait`);
  await page.reload();
  assert.deepEqual(await shown(page), ["Wait"]);
});

test("a number field says its range and is named by its question", async () => {
  const { page } = await site.visitor();
  await page.goto(NUMBER);
  const field = page.getByRole("textbox", { name: "How many weeks?" });
  assert.equal(await field.getAttribute("inputmode"), "numeric");
  const described = await field.getAttribute("aria-describedby");
  assert.equal(
    await page.locator(`[id="${described}"]`).textContent(),
    "A whole number from 0 to 52",
  );
});

for (const junk of [
  "",
  " ",
  "-1",
  "53",
  "3.5",
  "1e1",
  "four",
  "0x10",
  "999999999999999999999",
  "٣",
  "<b>",
]) {
  test(`a number field does not take “${junk}”, keeps it, and says what it takes`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(NUMBER);
    const field = page.getByRole("textbox");
    await field.fill(junk);
    await field.press("Enter");
    const alert = page.getByRole("alert");
    assert.equal(await alert.textContent(), "Write a whole number from 0 to 52.");
    assert.equal(await field.inputValue(), junk);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await alert.getByRole("link").click();
    assert.ok(await field.evaluate((field) => field === document.activeElement));
    assert.deepEqual(problems, []);
  });
}

for (const [number, wanted] of /** @type {const} */ ([
  ["0", "Wait"],
  ["3", "Wait"],
  [" 4 ", "What did you try?"],
  ["52", "What did you try?"],
  ["007", "What did you try?"],
])) {
  test(`a number field takes “${number}”`, async () => {
    const { page } = await site.visitor();
    await page.goto(NUMBER);
    await page.getByRole("textbox").fill(number);
    await page.getByRole("textbox").press("Enter");
    assert.deepEqual(await shown(page), [wanted]);
  });
}

test("a number that a rule tells apart is among what would change the result", async () => {
  const { page } = await site.visitor();
  await page.goto(`${NUMBER}?tried=asked&weeks=6`);
  await page.getByText("What would change this").click();
  assert.deepEqual(await page.locator(".flips li").allTextContents(), [
    "How many weeks? 40 → Act",
    "What did you try? Asked, Waited → Act",
  ]);
});

test("going back to a form shows what was given", async () => {
  const { page } = await site.visitor();
  await page.goto(`${NUMBER}?tried=asked&weeks=6`);
  await page.locator(".path a", { hasText: "How many weeks?" }).click();
  assert.equal(await page.getByRole("textbox").inputValue(), "6");
  await page.goto(`${NUMBER}?tried=asked&weeks=6#tried`);
  assert.deepEqual(await ticked(page), ["asked"]);
});
