// The whole tree at a glance: a drawing that fits, and on a phone a list.

import assert from "node:assert/strict";
import { test } from "node:test";

import { WIDTHS, start } from "./helpers.js";
import { treesOf } from "./trees.js";

const site = await start();
const trees = treesOf(site);
const RESULT = "trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2";

/** @param {import("playwright-core").Page} page */
const scale = (page) =>
  page.locator(".diagram").evaluate((drawing) => {
    return drawing.getBoundingClientRect().width / Number(drawing.getAttribute("width"));
  });

/** @param {import("playwright-core").Page} page */
const goesOn = (page) =>
  page.locator(".diagram-frame").evaluate((frame) => frame.scrollWidth - frame.clientWidth);

for (const width of [WIDTHS.laptop, 1280]) {
  test(`at ${width} pixels every drawing fits its frame, or says that it goes on`, async () => {
    const { page } = await site.visitor({ width });
    let fitting = 0;
    for (const path of trees.keys()) {
      await page.goto(site.address(path));
      await page.locator(".walking").waitFor();
      const by = await scale(page);
      assert.ok(by >= 0.74 && by <= 1, `${path}: ${by}`);
      const isFitting = (await goesOn(page)) <= 0;
      const button = page.getByRole("button", { name: "Fit to the page" });
      assert.equal(await button.isVisible(), !isFitting, path);
      if (isFitting) fitting += 1;
    }
    assert.ok(fitting >= (width === 1280 ? trees.size - 1 : trees.size), `${fitting} fit`);
  });
}

test("a drawing that goes on can be fitted, and shown in its size again", async () => {
  const { page } = await site.visitor({ width: 760 });
  await page.goto(site.address("trees/change-or-stay/"));
  assert.ok((await goesOn(page)) > 0);
  assert.ok(await page.locator(".diagram-frame.wide").isVisible(), "an edge is to be seen");
  await page.getByRole("button", { name: "Fit to the page" }).click();
  assert.ok((await goesOn(page)) <= 0);
  await page.getByRole("button", { name: "Full size" }).click();
  assert.ok((await goesOn(page)) > 0);
});

test("lines have arrow heads, and all of every condition is drawn", async () => {
  const { page } = await site.visitor();
  for (const [path, tree] of trees) {
    await page.goto(site.address(path));
    const head = await page.locator(".diagram g[marker-end]").getAttribute("marker-end");
    assert.equal(head, "url(#tree-arrow)");
    assert.equal(await page.locator("marker#tree-arrow").count(), 1);
    // A longer one is told by its title when it is pointed at.
    const drawn = await page
      .locator(".diagram g:not(:has(> title)) > .row, .diagram .mark:not(:has(> title)) > .title")
      .allTextContents();
    assert.deepEqual(
      drawn.filter((text) => text.includes("…")),
      [],
      tree.id,
    );
  }
});

test("the path taken is marked, and what no longer lies ahead steps back", async () => {
  for (const [picture, width] of [
    [".diagram", WIDTHS.laptop],
    [".outline", WIDTHS.phone],
  ]) {
    const { page } = await site.visitor({ width: Number(width) });
    await page.goto(site.address(RESULT));
    const drawing = page.locator(String(picture));
    assert.ok(await drawing.isVisible());
    assert.equal(await drawing.locator(".way.taken").count(), 2);
    const marks = (/** @type {string} */ which) =>
      drawing
        .locator(which)
        .evaluateAll((all) => all.map((mark) => mark.getAttribute("data-mark")));
    assert.deepEqual(await marks(".passed"), ["without", "cost"]);
    assert.deepEqual(await marks("[aria-current=step]"), ["p2"]);
    assert.ok((await marks(".past")).includes("write-the-sentence-first"));
    await page.context().close();
  }
});

test("at the result the outcome is in sight in the drawing, however narrow its frame", async () => {
  const { page } = await site.visitor({ width: 760 });
  await page.goto(site.address("trees/change-or-stay/?attempts=0&trigger=not-sure"));
  const frame = (await page.locator(".diagram-frame").boundingBox()) ?? assert.fail();
  const end = (await page.locator(".diagram [aria-current]").boundingBox()) ?? assert.fail();
  assert.ok(end.x >= frame.x && end.x + end.width <= frame.x + frame.width);
});

test("on a phone the tree is a list whose entries lead to their questions", async () => {
  const { page, problems } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address("trees/change-or-stay/"));
  assert.equal(await page.locator(".diagram").isVisible(), false);
  await page.locator(".outline").getByRole("link", { name: "What has changed?" }).click();
  assert.ok(await page.getByText("You are looking ahead").isVisible());
  assert.deepEqual(problems, []);
});

test("a single question is not drawn", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("authoring/trees/which-form-fits/"));
  assert.equal(await page.locator(".diagram, .outline").count(), 0);
});

test("every worked example says where it ends before it is opened", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/"));
  assert.equal(
    (await page.locator(".scenarios summary").first().innerText()).trim(),
    "Week three wobble → Stay the course",
  );
});
