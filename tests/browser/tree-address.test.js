// The state of a walk is its address: shared, reloaded, gone back from, changed, and full of junk.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { answer, focusIsOn, focused, random, shown, treesOf } from "./trees.js";

const site = await start();
const trees = treesOf(site);
const PATH = "trees/change-or-stay/";
const tree = trees.get(PATH) ?? assert.fail();
const CHANGED = "What has changed?";
const ATTEMPTS = "How many full attempts have fallen short?";
const TRIGGER = "What set this question off?";
const STAY = "Stay the course";
const DROPPED = /were left out/;

/** @param {string} state query and fragment */
const at = (state) => site.address(PATH + state);

/** @param {string} id */
const node = (id) => tree.nodes.find((node) => node.id === id) ?? assert.fail(id);

/** @param {import("playwright-core").Page} page */
const path = (page) =>
  page
    .locator(".path li")
    .evaluateAll((rows) =>
      rows.map((row) => [".asked", ".given"].map((part) => row.querySelector(part)?.textContent)),
    );

test("a shared address shows its question at once and leaves the focus alone", async () => {
  const { page, problems } = await site.visitor();
  for (const again of [
    () => page.goto(at("?attempts=1&trigger=not-sure#changed")),
    () => page.reload(),
  ]) {
    await again();
    assert.deepEqual(await shown(page), [CHANGED]);
    assert.deepEqual(await path(page), [
      [TRIGGER, "Not sure"],
      [ATTEMPTS, "1"],
    ]);
    assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
    assert.match(
      await page.title(),
      /^What has changed\? – Change strategy, or stay the course\? – /,
    );
  }
  assert.deepEqual(problems, []);
});

test("a page without a state keeps its plain address", async () => {
  const { page } = await site.visitor();
  await page.goto(at(""));
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(page.url(), at(""));
  assert.equal(await page.evaluate(() => history.length), 2);
});

test("Back and Forward of the browser go through the questions", async () => {
  const { page } = await site.visitor();
  await page.goto(at(""));
  await page.locator("#trigger a[data-answer]").last().click();
  await page.locator("#attempts a[data-answer]").nth(1).click();
  assert.deepEqual(await shown(page), [CHANGED]);
  await page.goBack();
  assert.deepEqual(await shown(page), [ATTEMPTS]);
  await focusIsOn(page, ATTEMPTS);
  await page.goBack();
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(page.url(), at(""));
  await page.goForward();
  await page.goForward();
  assert.deepEqual(await shown(page), [CHANGED]);
  assert.equal(page.url(), at("?attempts=1&trigger=not-sure#changed"));
});

test("the walk's own Back goes to the question before", async () => {
  const { page } = await site.visitor();
  await page.goto(at("?attempts=1&trigger=not-sure#changed"));
  await page.getByRole("link", { name: "Back", exact: true }).click();
  assert.deepEqual(await shown(page), [ATTEMPTS]);
  assert.equal(
    await page
      .locator(".node:visible [aria-current]")
      .textContent()
      .then((text) => text?.trim()[0]),
    "1",
  );
  await page.getByRole("link", { name: "Back", exact: true }).click();
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(await page.getByRole("link", { name: "Back", exact: true }).count(), 0);
});

test("a changed answer keeps the later ones that still fit", async () => {
  const { page } = await site.visitor();
  await page.goto(
    at("?attempts=1&changed=none-of-these&trigger=executives-are-questioning-it#changed"),
  );
  await page.goto(at("?attempts=1&changed=none-of-these&trigger=executives-are-questioning-it"));
  assert.deepEqual(await shown(page), ["Have the conversation, keep the strategy"]);
  await page.locator(".path a", { hasText: TRIGGER }).click();
  assert.deepEqual(await shown(page), [TRIGGER]);
  await answer(page, node("trigger"), "early-results-are-mixed");
  assert.deepEqual(await shown(page), [STAY]);
  assert.equal((await path(page)).length, 3);
});

test("answers off the path are kept and named, and do not count", async () => {
  const { page } = await site.visitor();
  await page.goto(
    at("?attempts=2-or-more&back=yes-once&changed=none-of-these&trigger=the-team-is-struggling"),
  );
  await page.locator(".path a", { hasText: TRIGGER }).click();
  await answer(page, node("trigger"), "something-we-believed-turned-out");
  assert.deepEqual(await shown(page), [STAY]);
  assert.deepEqual(
    (await path(page)).map(([asked]) => asked),
    [TRIGGER, CHANGED],
  );
  const unused = await page.locator(".unused").textContent();
  assert.match(unused ?? "", /^Not used on this path: .*come back after we fixed it.*attempts/);
  await page.locator(".path a", { hasText: TRIGGER }).click();
  await answer(page, node("trigger"), "the-team-is-struggling");
  assert.deepEqual(await shown(page), ["Look below the execution problem"]);
  assert.equal(await page.locator(".unused").count(), 0);
});

test("Start again forgets every answer", async () => {
  const { page } = await site.visitor();
  await page.goto(at("?attempts=0&trigger=not-sure#stay-the-course"));
  await page.getByRole("link", { name: "Start again" }).click();
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(await focused(page), TRIGGER);
  assert.equal(page.url(), at("#trigger"));
});

test("a place of the page that is no question is left to the page", async () => {
  const { page } = await site.visitor();
  await page.goto(at("?trigger=not-sure#attempts"));
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "#scenarios";
    link.textContent = "Examples";
    document.querySelector("main")?.append(link);
  });
  await page.getByRole("link", { name: "Examples" }).click();
  assert.equal(page.url(), at("?trigger=not-sure#scenarios"));
  assert.deepEqual(await shown(page), [ATTEMPTS]);
  assert.notEqual(await focused(page), ATTEMPTS);
});

test("a fragment without answers shows what it names, as ahead of any answer", async () => {
  const { page } = await site.visitor();
  await page.goto(at("#stay-the-course"));
  assert.deepEqual(await shown(page), [STAY]);
  assert.match((await page.locator(".walk-notice").textContent()) ?? "", /looking ahead/);
  assert.equal(await page.locator(".path li").count(), 0);
  await page.getByRole("link", { name: "Go to your question" }).click();
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.equal(await page.locator(".walk-notice").isVisible(), false);
});

const JUNK = {
  "an unknown question": ["?nobody=asked&trigger=not-sure#attempts", ATTEMPTS],
  "an unknown answer": ["?trigger=maybe#attempts", TRIGGER],
  "an answer that is gone from the middle": ["?attempts=17&trigger=not-sure#changed", ATTEMPTS],
  "names that every object has": [
    "?__proto__=x&constructor=y&toString=z&hasOwnProperty=1#__proto__",
    TRIGGER,
  ],
  "answers that every object has": ["?trigger=constructor#toString", TRIGGER],
  "a null byte": ["?trigger=%00&%00=1#%00", TRIGGER],
  "broken escapes": ["?trigger=%zz&%zz=%#%zz%", TRIGGER],
  "bytes that are no text": ["?trigger=%ff%fe&attempts=%ed%a0%80#%ff", TRIGGER],
  "lone surrogates": ["?trigger=\ud800#\udfff", TRIGGER],
  markup: ["?trigger=<img src=x onerror=alert(1)>#<img src=x onerror=alert(1)>", TRIGGER],
  "none with another tick": [
    "?attempts=1&changed=none-of-these.the-market-moved-sharply&trigger=not-sure",
    CHANGED,
  ],
};

for (const [what, [state, wanted]] of Object.entries(JUNK)) {
  test(`junk, ${what}: what is right is kept, and the rest is said to be left out`, async () => {
    const { page, problems } = await site.visitor();
    page.on("dialog", () => problems.push("a dialog"));
    await page.goto(at(state));
    assert.deepEqual(await shown(page), [wanted]);
    assert.match((await page.locator(".walk-notice:visible").textContent()) ?? "", DROPPED);
    await page.locator(".node:visible").locator("a[data-answer], button").first().click();
    assert.equal(await page.locator(".node:visible").count(), 1);
    assert.deepEqual(problems, []);
  });
}

test("an address of ten thousand steps starts the tree, and says so", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(`${site.onDisk(PATH)}?${"trigger=not-sure&".repeat(10_000)}`);
  assert.deepEqual(await shown(page), [TRIGGER]);
  assert.match((await page.locator(".walk-notice:visible").textContent()) ?? "", DROPPED);
  await answer(page, node("trigger"), "not-sure");
  assert.deepEqual(await shown(page), [ATTEMPTS]);
  assert.equal(new URL(page.url()).search, "?trigger=not-sure");
  assert.deepEqual(problems, []);
});

test("a fragment of a million characters leaves the answers alone", async () => {
  const { page, problems } = await site.visitor();
  for (const junk of ["x", "%ff", "%3C"]) {
    await page.goto("about:blank");
    await page.goto(at(`?trigger=not-sure#${junk.repeat(1_000_000 / junk.length)}`));
    assert.deepEqual(await shown(page), [ATTEMPTS]);
  }
  assert.deepEqual(problems, []);
});

test("a tick that is given twice counts once", async () => {
  const { page } = await site.visitor();
  await page.goto(
    at("?attempts=1&changed=the-market-moved-sharply.the-market-moved-sharply&trigger=not-sure"),
  );
  assert.deepEqual((await path(page))[2], [CHANGED, "The market moved sharply"]);
});

test("60 random addresses: a question or an outcome is in sight, and nothing breaks", async () => {
  const { page, problems } = await site.visitor();
  const below = random(20261121);
  const paths = [...trees.keys()];
  const junk = [
    "",
    "x",
    "%00",
    "%zz",
    "\ud800",
    "__proto__",
    "<b>",
    "-1",
    "1e9",
    "99999999999999999999",
    ".",
    "..",
    "a.b",
    "é",
    "%F0%9F%8E%89",
  ];
  /** @template T @param {readonly T[]} list */
  const one = (list) => list[below(list.length)];
  for (let round = 0; round < 60; round += 1) {
    const path = one(paths);
    const { nodes } = trees.get(path) ?? assert.fail();
    const pairs = Array.from({ length: below(9) }, () => {
      const node = one(nodes);
      const slugs = (node.answers ?? node.ticks ?? []).map((answer) => answer.slug);
      const value =
        below(3) && slugs.length
          ? [one(slugs), ...(below(4) ? [] : [one(slugs)])].join(".")
          : one([...junk, "0", "3"]);
      return `${below(6) ? node.id : one(junk)}=${value}`;
    });
    const state = `?${pairs.join("&")}#${below(2) ? one(nodes).id : one(junk)}`;
    await page.goto(site.address(path + state));
    assert.ok((await shown(page)).length >= 1, path + state);
    assert.deepEqual(problems, [], path + state);
  }
});
