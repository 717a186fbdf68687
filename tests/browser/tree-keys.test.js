// A tree is walked without leaving the upper rows of the keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start } from "./helpers.js";
import { focusIsOn, shown } from "./trees.js";

const site = await start();
const TREE = site.address("trees/change-or-stay/");
const TRIGGER = "What set this question off?";
const ATTEMPTS = "How many full attempts have fallen short?";
const CHANGED = "What has changed?";

test("numbers give answers, and u and Backspace go back", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(TREE);
  await page.keyboard.press("6");
  await focusIsOn(page, ATTEMPTS);
  await page.keyboard.press("2");
  assert.deepEqual(await shown(page), [CHANGED]);
  assert.equal(page.url(), `${TREE}?attempts=1&trigger=not-sure#changed`);
  await page.keyboard.press("u");
  assert.deepEqual(await shown(page), [ATTEMPTS]);
  await page.keyboard.press("Backspace");
  assert.deepEqual(await shown(page), [TRIGGER]);
  await page.keyboard.press("u");
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.deepEqual(problems, []);
});

test("numbers tick what applies", async () => {
  const { page } = await site.visitor();
  await page.goto(`${TREE}?attempts=1&trigger=not-sure#changed`);
  const ticked = page.locator("input:checked");
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  assert.equal(await ticked.count(), 2);
  await page.keyboard.press("2");
  assert.equal(await ticked.count(), 1);
  await page.keyboard.press("4");
  assert.deepEqual(await ticked.evaluateAll((all) => all.map((one) => one.getAttribute("value"))), [
    "none-of-these",
  ]);
});

test("Enter continues after ticking by number, and presses what has the focus", async () => {
  const { page } = await site.visitor();
  await page.goto(`${TREE}?attempts=1&trigger=not-sure#changed`);
  for (const key of ["2", "Enter"]) await page.keyboard.press(key);
  assert.deepEqual(await shown(page), ["Change strategy"]);
  await page.keyboard.press("u");
  assert.deepEqual(await shown(page), [CHANGED]);
  await page.getByRole("checkbox").nth(3).focus();
  for (const key of ["Space", "Enter"]) await page.keyboard.press(key);
  assert.deepEqual(await shown(page), ["Stay the course"]);
  await page.keyboard.press("u");
  await page.locator(".path a").first().focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await shown(page), [TRIGGER]);
});

test("a number that is no answer does nothing, nor does one with another key or in a box", async () => {
  const { page } = await site.visitor();
  await page.goto(TREE);
  for (const key of ["7", "9", "0", "Control+1", "Alt+1", "Meta+u"]) await page.keyboard.press(key);
  assert.equal(page.url(), TREE);
  await page.getByRole("searchbox", { name: "Filter the contents" }).pressSequentially("12u");
  assert.equal(page.url(), TREE);
});

test("y copies the link of the walk, without what was left out", async () => {
  const { page } = await site.visitor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${TREE}?attempts=1&from=chat&trigger=not-sure`);
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("Link copied.").waitFor();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${TREE}?attempts=1&trigger=not-sure#changed`,
  );
});

test("assistive technology is told of the keys of the question in sight", async () => {
  const { page } = await site.visitor();
  await page.goto(TREE);
  const told = () =>
    page
      .locator("tree-walk [aria-keyshortcuts]:visible")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-keyshortcuts")));
  assert.deepEqual(await told(), ["1", "2", "3", "4", "5", "6"]);
  await page.keyboard.press("6");
  assert.deepEqual(await told(), ["u", "1", "2", "3", "y"]);
});

test("with keys turned off, numbers do nothing and none are shown", async () => {
  const { page } = await site.visitor();
  await page.addInitScript(() => localStorage.setItem("fieldbook-keys", "off"));
  await page.goto(TREE);
  for (const key of ["1", "u", "Backspace"]) await page.keyboard.press(key);
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(await page.locator("main [aria-keyshortcuts]").count(), 0);
  assert.equal(await numbers(page), 0);
});

test("? lists the keys of the walk where there is one", async () => {
  const { page } = await site.visitor();
  const listed = async (/** @type {string} */ path) => {
    await page.goto(site.address(path));
    await page.keyboard.press("?");
    return page.getByRole("dialog", { name: "Keyboard shortcuts" }).innerText();
  };
  const walk = await listed("trees/change-or-stay/?trigger=not-sure");
  assert.match(walk, /1 2 3\s+Give an answer/);
  assert.match(walk, /Backspace u\s+One question back/);
  const ticks = await listed("trees/change-or-stay/?attempts=1&trigger=not-sure#changed");
  assert.match(ticks, /Enter\s+Continue after ticking/);
  for (const path of [PAGES.sop, PAGES.note, PAGES["list of trees"]]) {
    assert.doesNotMatch(await listed(path), /Give an answer|One question back/, path);
  }
});

/** How many answers show their number. @param {import("playwright-core").Page} page */
function numbers(page) {
  return page
    .locator(".node:visible a[data-answer]")
    .evaluateAll(
      (links) =>
        links.filter((link) => getComputedStyle(link, "::before").content !== "none").length,
    );
}

test("the numbers are shown to who has a mouse, and not to who has a finger", async () => {
  const { page } = await site.visitor();
  await page.goto(TREE);
  assert.equal(await numbers(page), 6);
  const phone = await page
    .context()
    .browser()
    ?.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const far = (await phone?.newPage()) ?? assert.fail();
  await far.goto(TREE);
  assert.equal(await numbers(far), 0);
});
