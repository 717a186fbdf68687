// The question comes first: what a reader sees of a walk without scrolling.

import assert from "node:assert/strict";
import { test } from "node:test";

import { WIDTHS, start } from "./helpers.js";
import { shown, treesOf } from "./trees.js";

const site = await start();
const trees = treesOf(site);
const TREE = "trees/change-or-stay/";
const TRIGGER = "What set this question off?";

/** How far below the top of a phone the first answer may start. */
const ANSWER = 400;

/** @param {import("playwright-core").Locator} part */
const top = async (part) => (await part.boundingBox())?.y ?? assert.fail(`${part} is not there`);

/** @param {import("playwright-core").Page} page */
const firstAnswer = (page) =>
  page.locator(".node:visible :is(a[data-answer], fieldset label, input)").first();

/** Every question of a tree, by the shortest of its worked examples that ask it. */
for (const [path, tree] of trees) {
  test(`${tree.id} on a phone: every question of the worked examples starts at the top`, async () => {
    const { page } = await site.visitor({ width: WIDTHS.phone });
    await page.goto(site.address(path));
    const asked = new Map([["", ""]]);
    const walks = await page
      .locator(".scenarios details a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    for (const walk of walks) {
      const [query] = walk.split("#");
      for (const id of new URLSearchParams(query).keys()) asked.set(id, `${query}#${id}`);
    }
    for (const [id, address] of asked) {
      await page.goto(site.address(path + address));
      const y = await top(firstAnswer(page));
      assert.ok(y < ANSWER, `${id || "start"}: the first answer is at ${y}`);
      assert.equal(await page.evaluate(() => scrollY), 0, id);
    }
  });

  test(`${tree.id} on a phone: the first line of a result is in sight`, async () => {
    const { page } = await site.visitor({ width: WIDTHS.phone });
    await page.goto(site.address(path));
    const walk = await page.locator(".scenarios details a").first().getAttribute("href");
    await page.goto(site.address(path + walk));
    const text = page.locator(".node.outcome:visible").first();
    assert.ok((await top(text.locator("h2"))) < 250);
    assert.equal(await page.evaluate(() => scrollY), 0);
  });
}

test("the start says what is decided and how many questions there are; then both are a line", async () => {
  for (const width of Object.values(WIDTHS)) {
    const { page } = await site.visitor({ width });
    await page.goto(site.address(TREE));
    assert.ok(await page.getByText("Tell an ordinary wobble").isVisible());
    assert.equal(await page.locator(".walk-top").innerText(), "Question 1 of 2 to 4");
    assert.equal(await page.getByText("only weeks").isVisible(), false);
    await page.locator("a[data-answer]:visible").last().click();
    assert.equal(await page.getByText("Tell an ordinary wobble").isVisible(), false);
    const title = page.getByRole("heading", { level: 1 });
    assert.ok(((await title.boundingBox())?.height ?? 99) < 30, "the title is one line");
    await page.getByText("About this decision").click();
    assert.ok(await page.getByText("Tell an ordinary wobble").isVisible());
    assert.ok(await page.getByText("only weeks").isVisible());
    await page.context().close();
  }
});

test("without JavaScript the introduction is there, and no fold", async () => {
  const { page } = await site.visitor({ script: false });
  await page.goto(site.address(TREE));
  assert.ok(await page.getByText("Tell an ordinary wobble").isVisible());
  assert.ok(await page.getByText("only weeks").isVisible());
  assert.equal(await page.getByText("About this decision").isVisible(), false);
});

test("progress counts what was answered and what can still come", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(TREE));
  const progress = page.locator(".walk-top");
  await page.locator("#trigger a", { hasText: "The team is struggling" }).click();
  assert.match(await progress.innerText(), /Question 2 of 2 to 4$/);
  await page.locator("#back a", { hasText: "Yes, once" }).click();
  assert.match(await progress.innerText(), /Question 3 of 3 to 4$/);
  await page.locator("#attempts a[data-answer]").last().click();
  assert.match(await progress.innerText(), /Question 4 of 4$/);
  await page.getByRole("link", { name: "Back", exact: true }).click();
  assert.match(await progress.innerText(), /Question 3 of 3 to 4$/);
});

test("a single question has no progress", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("authoring/trees/which-form-fits/"));
  assert.equal(
    await page
      .getByText(/Question \d/)
      .filter({ visible: true })
      .count(),
    0,
  );
  assert.equal(await page.locator(".walk-top").innerText(), "");
});

test("Back is at the same place at every question and at the result", async () => {
  for (const width of Object.values(WIDTHS)) {
    const { page } = await site.visitor({ width });
    await page.goto(site.address(TREE));
    const places = new Set();
    for (const answer of ["The team is struggling", "Yes, once", "0"]) {
      await page.locator("a[data-answer]:visible", { hasText: answer }).first().click();
      const box = await page.getByRole("link", { name: "Back", exact: true }).boundingBox();
      places.add(`${box?.x} ${box?.y}`);
    }
    assert.deepEqual(await shown(page), ["Stay the course"]);
    assert.equal(places.size, 1, [...places].join());
    await page.context().close();
  }
});

test("on a phone the answers so far are a line in which each can be changed", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(`${TREE}?attempts=1&back=yes-once&trigger=the-team-is-struggling`));
  const line = page.locator(".path");
  assert.ok(((await line.boundingBox())?.height ?? 99) < 50, "it is one line");
  assert.deepEqual(await line.locator(".given:visible").allInnerTexts(), [
    "The team is struggling",
    "Yes, once",
    "1",
  ]);
  await line.getByRole("link", { name: TRIGGER }).click();
  assert.deepEqual(await shown(page), [TRIGGER]);
});

test("an answer is seen to be chosen before the next question comes, and at once without motion", async () => {
  const { page } = await site.visitor();
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.goto(site.address(TREE));
  const seen = await page
    .locator("#trigger a[data-answer]")
    .last()
    .evaluate((link) => {
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      return [link.classList.contains("chosen"), location.search];
    });
  assert.deepEqual(seen, [true, ""]);
  await page.getByRole("heading", { name: "How many full attempts" }).waitFor();
  assert.equal(await page.locator(".chosen").count(), 0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const next = await page
    .locator("#attempts a[data-answer]")
    .first()
    .evaluate((link) => {
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      return location.search;
    });
  assert.match(next, /attempts=0/);
});

test("a pointer that rests tints no answer of the next question until it moves", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(`${TREE}?trigger=not-sure#attempts`));
  const answer = page.locator("#attempts a[data-answer]").nth(1);
  const { x, y } = (await answer.boundingBox()) ?? assert.fail();
  await page.mouse.move(x + 40, y + 20);
  await page.mouse.down();
  await page.mouse.up();
  const tint = () =>
    page.evaluate(() => {
      const under = document.querySelector("#changed label:hover");
      const other = document.querySelector("#changed label:not(:hover)");
      if (!under || !other) return "no pointer";
      return getComputedStyle(under).borderColor !== getComputedStyle(other).borderColor;
    });
  await page.waitForFunction(() => document.querySelector("#changed label:hover"));
  assert.equal(await tint(), false);
  await page.mouse.move(x + 44, y + 21);
  assert.equal(await tint(), true);
});
