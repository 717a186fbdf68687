// Nothing moves when a walk starts: what is painted before the script has come stays where it is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { WIDTHS, start } from "./helpers.js";
import { shown } from "./trees.js";

const site = await start();

/** Addresses, and what is asked or found there. */
const ARRIVALS = {
  "at the start": ["trees/change-or-stay/", "What set this question off?"],
  "at a number": ["trees/every-kind/", "How many days has it waited?"],
  "on the way": [
    "trees/p0-this-quarter/?count=3&without=no-the-quarter-fails-without-it#replace",
    "Does the quarter need it more than one of those?",
  ],
  "at a list of ticks": [
    "trees/change-or-stay/?attempts=1&trigger=not-sure#changed",
    "What has changed?",
  ],
  "at an outcome with a caveat": [
    "trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2",
    "P2",
  ],
  "ahead of any answer": ["trees/change-or-stay/#weigh-it", "Weigh it"],
};

/**
 * A page whose script of the walk is held back until it is let go.
 *
 * @param {string} path
 * @param {number} width
 */
async function early(path, width) {
  const { page, problems } = await site.visitor({ width });
  let go = () => {};
  const held = new Promise((done) => (go = () => done(undefined)));
  await page.route(/\/tree\.\w+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.address(path), { waitUntil: "commit" });
  await page.locator(".entry-footer").waitFor({ state: "attached" });
  await page.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint").length > 0,
  );
  return { page, problems, go };
}

/**
 * Runs in the page: notes where everything is that is in sight, seen from its top. The contents
 * stand beside the text and stay with the reader.
 */
function note() {
  const parts = document.querySelectorAll(
    "main :is(h1, h2, h3, p, a, .label, summary, td, th):not(.contents *)",
  );
  const place = (/** @type {Element} */ part) => {
    const { x, y } = part.getBoundingClientRect();
    return `${Math.round(x)} ${Math.round(y - (document.querySelector("main")?.getBoundingClientRect().y ?? 0))}`;
  };
  const isSeen = (/** @type {Element} */ part) =>
    part.checkVisibility({ visibilityProperty: true });
  const noted = [...parts].filter(isSeen).map((part) => ({ part, at: place(part) }));
  /** @type {any} */ (globalThis).moved = () =>
    noted
      .filter(({ part, at }) => isSeen(part) && place(part) !== at)
      .map(({ part }) => part.outerHTML);
  return noted.length;
}

/** Runs in the page, after `note`: what was in sight then, and is elsewhere now. */
const moved = () => /** @type {any} */ (globalThis).moved();

for (const [where, [path, title]] of Object.entries(ARRIVALS)) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    test(`${where}, ${device}: no other node is in sight before the walk starts, and nothing moves then`, async () => {
      const { page, problems, go } = await early(path, width);
      assert.deepEqual(await shown(page), path.endsWith("/") ? [title] : []);
      assert.equal(await page.locator(".whole-tree").isVisible(), false, "what may move waits");
      assert.ok((await page.evaluate(note)) >= 2, "the title and its fold are in sight");
      go();
      await page.locator(".walking").waitFor();
      assert.deepEqual(await page.evaluate(moved), []);
      assert.deepEqual(await shown(page), [title]);
      assert.ok(await page.locator(".whole-tree").isVisible());
      assert.deepEqual(problems, []);
    });
  }
}

test("in an article, nothing below a tree moves when its script comes", async () => {
  const { page, go } = await early("execution/execution-over-strategy/", WIDTHS.phone);
  assert.ok((await page.evaluate(note)) > 20);
  go();
  await page.locator(".embedded-tree .walking").waitFor();
  assert.deepEqual(await page.evaluate(moved), []);
});

const SOP = "execution/execution-over-strategy/";

/** Addresses that hold answers to a tree in an article: its prefix, and what is asked or found. */
const ANSWERED = {
  "on the way": [
    `${SOP}?good-enough-strategy.threshold=not-sure#good-enough-strategy--ready`,
    "good-enough-strategy",
    "Which of these do we already have?",
  ],
  "on the way, without a node": [
    `${SOP}?good-enough-strategy.threshold=not-sure`,
    "good-enough-strategy",
    "Which of these do we already have?",
  ],
  "at an outcome": [
    `${SOP}?good-enough-strategy.threshold=yes#good-enough-strategy--execute`,
    "good-enough-strategy",
    "Execute",
  ],
  "in a list that was found": [
    `${SOP}?threshold-test.could-it-get-us-there=no#threshold-test--refine-the-strategy`,
    "threshold-test",
    "Refine the strategy",
  ],
};

for (const [where, [path, prefix, title]] of Object.entries(ANSWERED)) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    test(`in an article ${where}, ${device}: no question is in sight before the walk starts, and nothing moves then`, async () => {
      const { page, problems, go } = await early(path, width);
      const tree = page.locator(`tree-walk[data-prefix="${prefix}."]`);
      assert.deepEqual(await shown(tree), []);
      assert.ok((await page.evaluate(note)) >= 4, "what stands before the tree is in sight");
      go();
      await page.locator(`.walking[data-prefix="${prefix}."]`).waitFor();
      assert.deepEqual(await page.evaluate(moved), []);
      assert.deepEqual(await shown(tree), [title]);
      assert.ok(await page.locator(".entry-footer").isVisible());
      assert.deepEqual(problems, []);
    });
  }
}

for (const address of [`${SOP}#why`, `${SOP}?from=chat`]) {
  test(`${address} holds no answers, so that all of its page is in sight from the first paint on`, async () => {
    const { page, go } = await early(address, WIDTHS.laptop);
    const seen = await page.evaluate(note);
    assert.ok(await page.locator(".entry-footer").isVisible());
    go();
    await page.locator("site-search button").waitFor();
    assert.deepEqual(await page.evaluate(moved), []);
    assert.ok(seen > 20);
  });
}

test("answers to a tree of an article do not hide it for good where the script never comes", async () => {
  const { page } = await site.visitor();
  await page.route(/\/tree\.\w+\.js$/, (route) => route.abort());
  await page.goto(site.address(ANSWERED["on the way"][0]));
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  assert.deepEqual(await shown(page.locator(".embedded-tree")), [ANSWERED["on the way"][2]]);
  assert.ok(await page.locator(".entry-footer").isVisible());
});

test("a script that never comes leaves the whole page to be read, and answers that lead on", async () => {
  const { page } = await site.visitor();
  await page.route(/\/tree\.\w+\.js$/, (route) => route.abort());
  await page.goto(site.address("trees/change-or-stay/"));
  await page.locator("#trigger a[data-answer]").last().click();
  assert.deepEqual(await shown(page), ["How many full attempts have fallen short?"]);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  assert.ok(await page.getByRole("heading", { name: "The whole tree" }).isVisible());
});
