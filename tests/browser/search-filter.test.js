// Results that are narrowed down: by kind and by the facets of the book, alone and together.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start } from "./helpers.js";

const site = await start();

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const view = (page) => page.locator("search-view");

/** @param {Page} page */
const status = (page) => view(page).getByRole("status");

/** The kinds of the results. @param {Page} page */
const kinds = async (page) =>
  (await page.locator("search-view .place").allTextContents()).map(
    (place) => place.split(" · ")[0],
  );

/** @param {Page} page @param {string} name of a value, without its count */
const toggle = (page, name) =>
  view(page).getByRole("button", { name: new RegExp(`^${name} \\d+$`) });

/** The number on a toggle. @param {Page} page @param {string} name */
const count = async (page, name) => Number(await toggle(page, name).locator("small").textContent());

/** What has the focus. @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.textContent);

/** Opens the dialog with a question. @param {Page} page @param {string} query */
async function ask(page, query) {
  await page.keyboard.press("/");
  await page.getByRole("dialog", { name: "Search" }).getByRole("searchbox").fill(query);
  await page.waitForFunction(
    (asked) => /** @type {any} */ (document.querySelector("search-view"))?.answered === asked,
    query,
  );
}

/** Waits until the status says something. @param {Page} page @param {RegExp} said */
const says = (page, said) => status(page).filter({ hasText: said }).waitFor();

test("a kind narrows the results down to as many as it says, and lets them go again", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.home));
  await ask(page, "strategy");
  const all = (await status(page).textContent()) ?? "";
  const trees = await count(page, "Decision tree");
  assert.ok(trees > 2 && new Set(await kinds(page)).size > 1);
  await toggle(page, "Decision tree").click();
  await says(page, new RegExp(`^${trees} of \\d+ pages$`));
  assert.equal(await toggle(page, "Decision tree").getAttribute("aria-pressed"), "true");
  assert.deepEqual(new Set(await kinds(page)), new Set(["Decision tree"]));
  await toggle(page, "Decision tree").hover();
  const [ink, paper] = await toggle(page, "Decision tree").evaluate((button) => [
    getComputedStyle(button).color,
    getComputedStyle(button).backgroundColor,
  ]);
  assert.notEqual(ink, paper, "it can be read below the pointer");
  await toggle(page, "Decision tree").click();
  await says(page, new RegExp(`^${all}$`));
  assert.deepEqual(reader.problems, []);
});

test("of one facet any value will do, of several each must be there, and the counts say what comes", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "strategy");
  await view(page).getByRole("button", { name: "Tags", exact: true }).click();
  const [notes, trees] = [await count(page, "Note"), await count(page, "Decision tree")];
  await toggle(page, "Note").click();
  await says(page, new RegExp(`^${notes} of`));
  assert.equal(await count(page, "Decision tree"), trees, "what it would add");
  const both = await count(page, "diagnosis");
  assert.ok(both < notes);
  await toggle(page, "diagnosis").click();
  await says(page, new RegExp(`^${both} of`));
  await toggle(page, "Decision tree").click();
  const more = await count(page, "diagnosis");
  await says(page, new RegExp(`^${more} of`));
  assert.ok(more > both);
  await view(page).getByRole("button", { name: "Show all" }).click();
  await says(page, /^\d+ pages?/);
  assert.equal(await view(page).locator('[aria-pressed="true"]').count(), 0);
});

test("every facet of the book is offered, and a closed one says what is chosen of it", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "the");
  const names = await view(page).locator("[aria-expanded]").allTextContents();
  assert.deepEqual(names, ["Levels", "Owner", "Tags", "Part"]);
  const levels = view(page).getByRole("button", { name: "Levels" });
  await levels.click();
  const group = view(page).getByRole("group", { name: "Levels" });
  assert.deepEqual(
    (await group.getByRole("button").allTextContents()).map((text) => text.split(" ")[0]),
    ["impact", "execution", "optics"],
    "in the order of the vocabulary",
  );
  await toggle(page, "impact").click();
  await levels.click();
  assert.equal(await levels.textContent(), "Levels: impact");
  assert.equal(await group.count(), 0);
});

test("it works by keyboard alone, and the focus stays where it was", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "strategy");
  await page.keyboard.press("Tab");
  assert.match((await focused(page)) ?? "", /^Decision tree \d+$/);
  await page.keyboard.press("Space");
  await says(page, /^\d+ of \d+ pages$/);
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed")),
    "true",
  );
  while ((await focused(page)) !== "Tags") await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("aria-expanded")),
    "true",
  );
  while ((await focused(page)) !== "Show all") await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await says(page, /^\d+ pages?/);
  assert.ok(
    await view(page).evaluate((view) => view.contains(document.activeElement)),
    "nothing sends the reader away",
  );
  await page.keyboard.press("Escape");
  await view(page).waitFor({ state: "hidden" });
});

test("the address of the page keeps what is chosen and brings it back, from disk too", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  for (const address of [site.address("search/"), site.onDisk("search/")]) {
    await page.goto(`${address}?q=strategy&type=Note&levels=execution`);
    await says(page, /^\d+ of \d+ pages$/);
    const narrowed = await status(page).textContent();
    assert.deepEqual(new Set(await kinds(page)), new Set(["Note"]));
    await view(page).getByRole("button", { name: "Levels: execution" }).click();
    await toggle(page, "execution").click();
    await page.waitForURL(`${address}?q=strategy&type=Note`);
    await page.goto(
      `${address}?q=strategy&type=Note&type=SOP&levels=execution&tags=nobody-has-this`,
    );
    await says(page, /^\d+ of \d+ pages$/);
    assert.notEqual(await status(page).textContent(), narrowed);
    assert.deepEqual(new Set(await kinds(page)), new Set(["Note", "SOP"]));
  }
  assert.deepEqual(reader.problems, []);
});

test("without a word everything that is chosen is shown, and what leaves nothing says so", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("search/?type=SOP"));
  await says(page, /^\d+ of \d+ pages$/);
  assert.deepEqual(new Set(await kinds(page)), new Set(["SOP"]));
  await view(page).getByRole("searchbox").fill("zombie wikilinks");
  await says(page, /^(None|\d+) of \d+ pages$/);
  await page.goto(site.address("search/?q=wikilinks&levels=optics"));
  await says(page, /^None of \d+ pages$/);
  await view(page).getByRole("button", { name: "Show all" }).click();
  await says(page, /^\d+ pages?/);
});

test("nothing is offered where there is nothing to choose", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, '"protect the middle days"');
  assert.ok(await view(page).locator("search-filter").isHidden());
});

test("on a phone the buttons are large enough to touch and nothing is cut off", async () => {
  const { page } = await site.visitor({ width: 390 });
  await page.goto(site.address(PAGES.home));
  await ask(page, "strategy");
  await view(page).getByRole("button", { name: "Tags" }).click();
  for (const button of await view(page).locator("search-filter button").all()) {
    const box = await button.boundingBox();
    assert.ok(
      box && box.height >= 24 && box.width >= 24 && box.x >= 0 && box.x + box.width <= 390,
      `${await button.textContent()}`,
    );
  }
});
