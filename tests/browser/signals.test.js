// The page of all signals: a list for everyone, and a field for the words that were heard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start, violationsByDayAndNight } from "./helpers.js";

/** @typedef {import("playwright-core").Page} Page */

const site = await start();

/** @param {Page} page */
const field = (page) =>
  page.getByRole("search").getByRole("searchbox", { name: "In the words you heard" });

/** Waits for what is said of the results. @param {Page} page @param {RegExp} said */
const says = (page, said) =>
  page.getByRole("main").getByRole("status").filter({ hasText: said }).waitFor();

/** @param {Page} page */
const results = (page) => page.locator("signal-search > ol > li");

test("without script every signal is listed below its entry and leads to its place there", async () => {
  const reader = await site.visitor({ script: false });
  const { page } = reader;
  await page.goto(site.address(PAGES.home));
  await page.getByRole("link", { name: "What are you hearing?" }).first().click();
  await page.waitForURL(site.address(PAGES.signals));
  assert.equal(await page.getByRole("searchbox").count(), 0);
  assert.ok(await page.getByRole("heading", { level: 2, name: "Quality bar" }).isVisible());
  await page.getByRole("link", { name: "It works on my machine." }).click();
  await page.waitForURL(
    site.address("execution/quality-bar/#context-signals-that-should-trigger-this-sop"),
  );
});

test("signals of front matter lead to the page that shows them", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.signals));
  await page.getByRole("link", { name: "Maybe we picked the wrong market." }).click();
  await page.waitForURL(site.address("trees/change-or-stay/#page-signals"));
  assert.ok(await page.getByRole("heading", { name: "You might hear" }).isVisible());
});

for (const [heard, first, entry] of [
  ["everything is urgent", "Everything is P0.", "Ruthless prioritisation"],
  ["too many priorities", "They are all top priority.", "Execution over strategy"],
  ["it runs on my machines", "It works on my machine.", "Quality bar"],
  ["when was our last release", "When did we last ship something?", "Weekly rhythm"],
  ["nobody owns this, I thought you had it", "I thought you had it.", "Ownership"],
  ["pivot?", "Maybe it is time to pivot.", "Execution over strategy"],
]) {
  test(`"${heard}" finds "${first}"`, async () => {
    const reader = await site.visitor();
    const { page } = reader;
    await page.goto(site.address(PAGES.signals));
    await field(page).fill(heard);
    assert.match(
      (await results(page).first().textContent()) ?? "",
      new RegExp(`“${first.replace(/[.?]/g, "\\$&")}” ${entry.replace("?", "\\?")}`),
    );
    assert.deepEqual(reader.problems, []);
  });
}

test("typing says how many there are, and the address keeps the words", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.signals));
  await field(page).pressSequentially("machine");
  await says(page, /^1 signal, the nearest first$/);
  assert.equal(new URL(page.url()).search, "?q=machine");
  assert.equal(
    await page.getByRole("heading", { level: 2, name: "Quality bar" }).isVisible(),
    false,
  );
  await page.reload();
  assert.equal(await field(page).inputValue(), "machine");
  await says(page, /^1 signal/);
  assert.equal(await results(page).count(), 1);
  await field(page).fill("");
  assert.equal(page.url(), site.address(PAGES.signals));
  await says(page, /^$/);
  assert.equal(await results(page).count(), 0);
  assert.ok(await page.getByRole("heading", { level: 2, name: "Quality bar" }).isVisible());
});

test("words that nobody said leave the whole list", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(`${site.address(PAGES.signals)}?q=zyzzyva`);
  await says(page, /everything/);
  assert.ok(await page.getByRole("heading", { level: 2, name: "Quality bar" }).isVisible());
});

for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"]) {
  test(`"${word}", which every object of a script knows, is a word like others`, async () => {
    const reader = await site.visitor();
    const { page } = reader;
    await page.goto(`${site.address(PAGES.signals)}?q=${word}`);
    await says(page, /everything/);
    await page.goto(`${site.address(PAGES.search)}?q=${word}`);
    await page.getByRole("status").filter({ hasText: /./ }).first().waitFor();
    assert.deepEqual(reader.problems, []);
  });
}

test("Enter opens the first, also from disk", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(PAGES.signals));
  await field(page).fill("machine");
  await page.keyboard.press("Enter");
  await page.waitForURL(
    `${site.onDisk("execution/quality-bar/")}#context-signals-that-should-trigger-this-sop`,
  );
  assert.deepEqual(reader.problems, []);
});

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`with results, ${device}: axe finds nothing, by day or by night`, async () => {
    const reader = await site.visitor({ width });
    const { page } = reader;
    await page.goto(`${site.address(PAGES.signals)}?q=ship`);
    await results(page).first().waitFor();
    assert.deepEqual(await violationsByDayAndNight(page), []);
  });
}
