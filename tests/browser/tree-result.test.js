// What a reader takes away from a tree: the outcome, its reasons, what would change it, a link, a
// record, and the way into another tree.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focusIsOn, focused, shown } from "./trees.js";

const site = await start();

const REFINE = site.address("trees/good-enough-strategy/?threshold=no#refine-the-strategy");

/** @param {import("playwright-core").Page} page */
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());

/** A reader who lets the page write to the clipboard. */
async function copier() {
  const reader = await site.visitor();
  await reader.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return reader;
}

test("a result shows its caveat, its reasons, and who does what by when", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(
    site.address(
      "trees/p0-this-quarter/?count=0-2&owner=not-sure&without=not-sure&success=yes-and-this-work-is-in-the#p0",
    ),
  );
  assert.deepEqual(await shown(page), ["P0, once it is staffed"]);
  const section = page.locator(".node:visible");
  assert.equal(
    await section.locator(".caveat").textContent(),
    "If you have to ask, it has neither",
  );
  const facts = await section.locator(".facts > div").allTextContents();
  assert.deepEqual(
    facts.map((fact) => fact.split(/(?<=^(?:Do|Who|By when))/)[0]),
    ["Do", "Who", "By when"],
  );
  assert.equal(await page.locator(".path li").count(), 4);
  assert.deepEqual(problems, []);
});

test("a result without a caveat on its way shows none", async () => {
  const { page } = await site.visitor();
  await page.goto(
    site.address(
      "trees/p0-this-quarter/?count=0-2&owner=no-one-is-missing&without=no-the-quarter-fails-without-it#p0",
    ),
  );
  assert.deepEqual(await shown(page), ["P0, once it is staffed"]);
  assert.equal(await page.locator(".caveat").count(), 0);
});

test("what would change a result names the question, the answer and the outcome", async () => {
  const { page } = await site.visitor();
  await page.goto(
    site.address(
      "trees/change-or-stay/?attempts=1&changed=none-of-these&trigger=executives-are-questioning-it",
    ),
  );
  await page.getByText("What would change this").click();
  const flips = await page.locator(".flips li").allTextContents();
  assert.ok(
    flips.includes("How many full attempts have fallen short? 0 → Stay the course"),
    flips.join("\n"),
  );
  assert.ok(flips.includes("What has changed? The market moved sharply → Change strategy"));
  assert.ok(flips.every((flip) => !flip.endsWith("Have the conversation, keep the strategy")));
});

test("a composed result shows every part, and once what would change it", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("trees/every-kind/?days=50&kind=about-time&true=they-wrote-twice"));
  assert.deepEqual(await shown(page), ["Write today", "Telephone"]);
  assert.deepEqual(await page.locator(".caveat").allTextContents(), ["And take your time"]);
  assert.equal(await page.locator(".flips").count(), 1);
  assert.match(await page.title(), /^Write today, Telephone – /);
  assert.deepEqual(problems, []);
});

test("the link to another tree carries what both ask, and is not asked again there", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(
    site.address("trees/change-or-stay/?back=yes-twice-or-more&trigger=the-team-is-struggling"),
  );
  assert.deepEqual(await shown(page), ["Look below the execution problem"]);
  const link = page.locator(".node:visible a[data-carries]");
  assert.equal(await link.count(), 1);
  const shared = ((await link.getAttribute("data-carries")) ?? "")
    .trim()
    .split(" ")
    .filter(Boolean);
  await link.click();
  await page.waitForURL(/execution-or-deeper/);
  const { searchParams } = new URL(page.url());
  assert.deepEqual(
    [...searchParams.keys()],
    shared.filter((id) => id === "back" || id === "trigger"),
  );
  assert.ok(searchParams.size >= 1, "the trees share a question");
  const path = await page.locator(".path .asked").allTextContents();
  const asked = await shown(page);
  assert.ok(!path.includes(asked[0]));
  assert.equal(await page.locator(".walk-notice").isVisible(), false);
  assert.deepEqual(problems, []);
});

test("answers that did not count are not carried into another tree", async () => {
  const { page } = await site.visitor();
  await page.goto(
    site.address(
      "trees/change-or-stay/?attempts=2-or-more&back=yes-once&changed=none-of-these&trigger=the-team-is-struggling",
    ),
  );
  const carried = await page.locator(".node:visible a[data-carries]").getAttribute("href");
  assert.match(carried ?? "", /\?back=yes-once$/);
  await page.goto(site.address("trees/p0-this-quarter/?without=not-sure&success=no&cost=not-sure"));
  const bare = await page.locator(".node:visible a[data-carries]").getAttribute("href");
  assert.doesNotMatch(bare ?? "", /\?/);
});

test("Copy link gives the address of what is in sight, without what was dropped", async () => {
  const { page, problems } = await copier();
  await page.goto(
    site.address("trees/change-or-stay/?attempts=1&from=chat&trigger=not-sure#somewhere"),
  );
  await page.locator("main").getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("status").getByText("Link copied.").waitFor();
  assert.equal(
    await clipboard(page),
    site.address("trees/change-or-stay/?attempts=1&trigger=not-sure#changed"),
  );
  assert.deepEqual(problems, []);
});

test("Copy as decision record gives markdown for a page of decisions", async () => {
  const { page } = await copier();
  await page.clock.setFixedTime(new Date("2026-11-21T09:00:00"));
  await page.goto(
    site.address("trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2"),
  );
  await page.getByRole("button", { name: "Copy as decision record" }).click();
  await page.getByRole("status").getByText("Decision record copied.").waitFor();
  assert.equal(
    await clipboard(page),
    `# Is this P0 this quarter?

Decided on 2026-11-21: **P2**

*Until somebody can name the cost*

Nice to have. It may ride along with something bigger, and it gets no time of its own.

- **Do:** Note it and say so
- **Who:** The PM
- **By when:** When you next speak to whoever asked

**Your answers**

- If we leave it out, can the quarter still succeed? **Yes, but we would feel it**
- What would it cost to wait three months? **Not sure**

Decision tree, version 1.0.0: <${site.address("trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2")}>
`,
  );
});

test("a record has the day of the reader, not of Greenwich", async () => {
  const { page } = await copier();
  const context = await page
    .context()
    .browser()
    ?.newContext({
      timezoneId: "Pacific/Auckland",
      permissions: ["clipboard-read", "clipboard-write"],
    });
  const far = (await context?.newPage()) ?? assert.fail();
  await far.clock.setFixedTime(new Date("2026-11-20T22:00:00Z"));
  await far.goto(REFINE);
  await far.getByRole("button", { name: "Copy as decision record" }).click();
  await far.getByText("Decision record copied.").waitFor();
  assert.match(await clipboard(far), /Decided on 2026-11-21:/);
});

test("a page that may not write to the clipboard shows the text, ready to be copied", async () => {
  const { page, problems } = await site.visitor();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("no")) },
    });
  });
  await page.goto(REFINE);
  await page.locator("main").getByRole("button", { name: "Copy link" }).click();
  const field = page.getByRole("textbox", { name: "Text to copy" });
  assert.equal(await field.inputValue(), REFINE);
  const chosen = await field.evaluate((field) => {
    const { selectionStart, selectionEnd, value } = /** @type {HTMLTextAreaElement} */ (field);
    return value.slice(selectionStart, selectionEnd);
  });
  assert.equal(chosen, REFINE);
  await page.getByRole("button", { name: "Copy as decision record" }).click();
  assert.match(await field.inputValue(), /^# Is our strategy good enough/);
  assert.deepEqual(problems, []);
});

test("after an answer the heading has the focus, and every stop of Tab can be seen", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/"));
  await page.locator("#trigger a[data-answer]").last().focus();
  await page.keyboard.press("Enter");
  await focusIsOn(page, "How many full attempts have fallen short?");
  const stops = [];
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        const element = document.activeElement ?? document.body;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return [
          element.outerHTML.slice(0, 80),
          outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        ];
      }),
    );
  }
  assert.deepEqual(
    stops.filter(([, seen]) => !seen),
    [],
  );
});

test("the title reads question, tree, site", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/"));
  const plain = await page.title();
  assert.match(
    plain,
    /^What set this question off\? – Change strategy, or stay the course\? – [^–]+$/,
  );
  await page.locator("#trigger a[data-answer]").last().click();
  assert.match(
    await page.title(),
    /^How many full attempts have fallen short\? – Change strategy, or stay the course\? – [^–]+$/,
  );
});

test("the diagram marks where you are, and follows", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/"));
  const here = page.locator(".diagram [aria-current=step]");
  assert.deepEqual(
    await here.evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-mark"))),
    ["trigger"],
  );
  await page.locator("#trigger a[data-answer]").last().click();
  assert.deepEqual(
    await here.evaluateAll((marks) => marks.map((mark) => mark.getAttribute("data-mark"))),
    ["attempts"],
  );
  assert.ok(await page.locator(".diagram .passed[data-mark=trigger]").count());
});

test("a box of the diagram shows its node, without an answer being made up", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/?trigger=not-sure#attempts"));
  await page.locator(".diagram [data-mark=changed]").click();
  assert.deepEqual(await shown(page), ["What has changed?"]);
  assert.equal(await focused(page), "What has changed?");
  assert.ok(await page.getByText("You are looking ahead").isVisible());
  assert.ok(await page.locator("#changed .ticks").isVisible(), "the ticks can be read");
  await page.locator(".diagram [data-mark=weigh-it]").click();
  assert.ok(await page.locator("#weigh-it table").isVisible());
  assert.equal(await page.locator(".path li").count(), 1);
  await page.reload();
  assert.deepEqual(await shown(page), ["Weigh it"]);
  await page.goBack();
  await page.goBack();
  assert.deepEqual(await shown(page), ["How many full attempts have fallen short?"]);
  await page.locator(".diagram [data-mark=trigger]").click();
  assert.deepEqual(await shown(page), ["What set this question off?"]);
  assert.equal(await page.getByText("You are looking ahead").isVisible(), false);
});
