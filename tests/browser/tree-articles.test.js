// Trees inside an article: found in its lists, or asked for by name.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focusIsOn, shown } from "./trees.js";

const site = await start();
const SOP = site.address("execution/execution-over-strategy/");

/** @param {import("playwright-core").Page} page */
async function parts(page) {
  await page.goto(SOP);
  const offers = page.locator("details.inline-tree");
  return {
    title: await page.title(),
    offer: offers.first(),
    summary: offers.first().getByText("Walk through this decision"),
    found: offers.first().locator("tree-walk"),
    embedded: page.locator(".embedded-tree tree-walk"),
  };
}

test("a decision that was found stays the list that it was", async () => {
  for (const script of [true, false]) {
    const { page } = await site.visitor({ script });
    const { found } = await parts(page);
    const list = page.locator("main li", { hasText: "→ Refine the strategy (and set the date" });
    assert.ok(await list.first().isVisible());
    assert.equal(await found.isVisible(), false);
  }
});

test("it is walked in place, and the address keeps its state", async () => {
  const { page, problems } = await site.visitor();
  const { title, summary, found, offer } = await parts(page);
  await summary.focus();
  await page.keyboard.press("Enter");
  await found.getByRole("link", { name: "No", exact: false }).first().click();
  const ends = await shown(found);
  assert.equal(ends.length, 1);
  await focusIsOn(page, ends[0]);
  assert.equal(await page.title(), title);
  const { search, hash } = new URL(page.url());
  const prefix = await found.getAttribute("data-prefix");
  assert.ok(search.startsWith(`?${prefix}`), search);
  assert.ok(hash.includes("--"), hash);
  await page.reload();
  assert.ok(
    await offer.evaluate((details) => /** @type {HTMLDetailsElement} */ (details).open),
    "it is open",
  );
  assert.deepEqual(await shown(found), ends);
  await page.goBack();
  assert.equal(page.url(), SOP);
  assert.notDeepEqual(await shown(found), ends);
  assert.deepEqual(problems, []);
});

test("two trees on one page keep their answers apart", async () => {
  const { page, problems } = await site.visitor();
  const { summary, found, embedded } = await parts(page);
  const first = await shown(embedded);
  await summary.click();
  const asked = await shown(found);
  await found.locator("a[data-answer]:visible").first().click();
  assert.deepEqual(await shown(embedded), first);
  const ended = await shown(found);
  await embedded.locator("a[data-answer]:visible").nth(1).click();
  const second = await shown(embedded);
  assert.notDeepEqual(second, first);
  await focusIsOn(page, second[0]);
  assert.deepEqual(await shown(found), ended);
  await page.reload();
  assert.deepEqual([await shown(found), await shown(embedded)], [ended, second]);
  await page.goBack();
  assert.deepEqual([await shown(found), await shown(embedded)], [ended, first]);
  await page.goBack();
  assert.deepEqual([await shown(found), await shown(embedded)], [asked, first]);
  assert.deepEqual(problems, []);
});

test("Start again in one leaves the other", async () => {
  const { page } = await site.visitor();
  const { summary, found, embedded } = await parts(page);
  await summary.click();
  await found.locator("a[data-answer]:visible").first().click();
  const ended = await shown(found);
  await embedded.locator("a[data-answer]:visible").first().click();
  await embedded.getByRole("link", { name: "Start again" }).click();
  assert.deepEqual(await shown(found), ended);
  assert.equal(await embedded.locator(".path li").count(), 0);
});

test("a place of the article in the address is not taken over by its trees", async () => {
  const { page } = await site.visitor();
  await page.goto(`${SOP}#step-2-choose-two-or-three-things`);
  assert.equal(page.url(), `${SOP}#step-2-choose-two-or-three-things`);
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Step 5/ })
    .first()
    .click();
  assert.match(page.url(), /#step-5/);
  assert.ok(await page.evaluate(() => document.activeElement?.closest("tree-walk") === null));
});

test("the address that the page of a decision had opens it in its entry", async () => {
  const { page } = await site.visitor();
  await page.goto(`${SOP}threshold-test/`);
  await page.waitForURL(/#threshold-test--/);
  const open = await page.locator("details.inline-tree[open]").count();
  assert.equal(open, 1);
});

test("a fence without JavaScript is the tree as sections, with links that lead", async () => {
  const { page } = await site.visitor({ script: false });
  const { embedded } = await parts(page);
  assert.ok((await embedded.locator(".node:visible").count()) >= 5);
  await embedded.locator("a[data-answer]").first().click();
  assert.ok(await page.locator(":target").isVisible());
});

test("a decision with several answers has a page of its own, and one with two has not", async () => {
  const { page, problems } = await site.visitor();
  const { offer } = await parts(page);
  assert.equal(await offer.getByText("Open it on its own page").count(), 0);
  const several = page
    .locator("details.inline-tree", { hasText: "Open it on its own page" })
    .first();
  await several.getByText("Walk through this decision").click();
  await several.getByRole("link", { name: "Open it on its own page" }).click();
  await page.waitForURL(/execution-over-strategy\/.+\//);
  await page.locator("a[data-answer]:visible").first().click();
  assert.equal(await page.locator(".path li").count(), 1);
  assert.deepEqual(problems, []);
});

test("from disk a tree is walked as on a server", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.onDisk("trees/change-or-stay/"));
  await page.locator("#trigger a[data-answer]").nth(1).click();
  await page.locator("#back a[data-answer]").nth(2).click();
  assert.deepEqual(await shown(page), ["Look below the execution problem"]);
  await page.reload();
  assert.deepEqual(await shown(page), ["Look below the execution problem"]);
  await page.locator(".node:visible a[data-carries]").click();
  await page.waitForURL(/execution-or-deeper\/index\.html\?back=yes-twice-or-more/);
  assert.deepEqual(problems, []);
});
