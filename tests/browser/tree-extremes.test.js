// Trees that nobody should write, and that must not break a page.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focusIsOn, shown } from "./trees.js";

const HEAD = (/** @type {string} */ title) => `---\ntype: decision-tree\ntitle: ${title}\n---\n\n`;
const STEPS = 10_000;

/** Questions of which each leads on. @param {number} steps */
function chain(steps) {
  const questions = Array.from({ length: steps - 1 }, (_, index) => {
    const next = index === steps - 2 ? "end" : `q${index + 1}`;
    return `## Question ${index}? {#q${index}}\n\n- Yes → [on](#${next})\n- No → [on](#${next})\n`;
  });
  return `${HEAD("A very long way")}${questions.join("\n")}\n## The end {#end}\n\nDone.\n`;
}

/** Questions of which each can end it. @param {number} steps */
function checks(steps) {
  const answers = (/** @type {string} */ next) => `- Yes → [on](#${next})\n- No → [Stop](#stop)\n`;
  const questions = Array.from(
    { length: steps },
    (_, index) =>
      `## Check ${index}? {#q${index}}\n\n${answers(index + 1 < steps ? `q${index + 1}` : "go")}`,
  );
  return `${HEAD(`${steps} checks`)}${questions.join("\n")}\n## Go {#go}\n\nGo on.\n\n## Stop {#stop}\n\nStop here.\n`;
}

const ODD = `${HEAD("Odd names")}## First? {#__proto__}

- Yes → [on](#constructor)
- No → [on](#toString)

## Second? {#constructor}

- toString → [on](#toString)
- valueOf → [on](#valueOf)

## Third? {#toString}

- [ ] valueOf
- [ ] constructor
- [ ] hasOwnProperty \`none\`

→ [on](#hasOwnProperty)

## Owned {#hasOwnProperty}

Done.

## Valued {#valueOf}

Done.
`;

const site = await start((book) => {
  writeFileSync(join(book, "content/trees/long.md"), chain(STEPS));
  for (const steps of [100, 300])
    writeFileSync(join(book, `content/trees/checks-${steps}.md`), checks(steps));
  writeFileSync(join(book, "content/trees/odd.md"), ODD);
});

test("a chain of ten thousand questions: the page opens, and its answers work", async () => {
  const { page, problems } = await site.visitor();
  // From disk, because a browser gives up on a server whose answer it takes a minute to read.
  await page.goto(site.onDisk("trees/long/"));
  for (let question = 0; question < 3; question += 1) {
    assert.deepEqual(await shown(page), [`Question ${question}?`]);
    await page
      .locator(`#q${question} a[data-answer]`)
      .nth(question % 2)
      .click();
    await focusIsOn(page, `Question ${question + 1}?`);
  }
  await page.goBack();
  assert.deepEqual(await shown(page), ["Question 2?"]);
  await page.getByRole("link", { name: "Start again" }).click();
  assert.deepEqual(await shown(page), ["Question 0?"]);
  assert.deepEqual(problems, []);
});

for (const [steps, lists] of [
  [100, 1],
  [300, 0],
]) {
  test(`after ${steps} answers the result says ${lists ? "" : "no more "}what each of them would change`, async () => {
    const { page, problems } = await site.visitor();
    const query = Array.from({ length: steps }, (_, index) => `q${index}=yes`).join("&");
    await page.goto(`${site.onDisk(`trees/checks-${steps}/`)}?${query}`);
    assert.deepEqual(await shown(page), ["Go"]);
    assert.equal(await page.locator(".path li").count(), steps);
    assert.equal(await page.locator(".flips").count(), lists);
    assert.deepEqual(problems, []);
  });
}

test("names that every object has are names like others", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("trees/odd/"));
  assert.deepEqual(await shown(page), ["First?"]);
  await page.getByRole("main").locator(".node:visible a[data-answer]").first().click();
  assert.deepEqual(await shown(page), ["Second?"]);
  await page.locator(".node:visible a[data-answer]").first().click();
  assert.deepEqual(await shown(page), ["Third?"]);
  await page.getByLabel("valueOf").check();
  await page.getByLabel("constructor").check();
  await page.getByRole("button", { name: "Continue" }).click();
  assert.deepEqual(await shown(page), ["Owned"]);
  await page.reload();
  assert.deepEqual(await shown(page), ["Owned"]);
  assert.equal(await page.locator(".path li").count(), 3);
  assert.deepEqual(problems, []);
});
