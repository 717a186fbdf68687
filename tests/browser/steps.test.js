// The steps of a procedure, which a reader can work through.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { WIDTHS, start, violations, violationsByDayAndNight } from "./helpers.js";

/** @typedef {import("playwright-core").Page} Page */

const SHORT = `# In short

## Procedure

1. Ask *who* is affected.
2. Tell support.

   In writing.
`;

const site = await start((book) => {
  mkdirSync(join(book, "content/short"));
  writeFileSync(join(book, "content/short/steps.md"), SHORT);
});

const BAR = "execution/quality-bar/";

/** @param {Page} page */
const steps = (page) => page.locator("tick-list.steps");

/** @param {Page} page */
async function work(page) {
  await page.getByRole("button", { name: "Work through this" }).click();
}

/** @param {Page} page */
const kept = (page) =>
  page.evaluate(() =>
    Object.entries(localStorage).filter(([key]) => key.startsWith("fieldbook-ticks")),
  );

test("steps are an ordered list whose headings keep their names and their numbers", async () => {
  const reader = await site.visitor({ script: false });
  const { page } = reader;
  await page.goto(site.address(BAR));
  const headings = steps(page).locator("ol > li > h3");
  assert.equal(await headings.count(), 4);
  const first = page.getByRole("heading", { name: /^Step 1 ?: Ask four questions$/ });
  assert.equal(await first.getAttribute("id"), "step-1-ask-four-questions");
  assert.equal(await steps(page).getByRole("button").count(), 0);
  assert.deepEqual(reader.problems, []);
});

test("a reader ticks steps by keyboard, hears how far it is, and finds them again", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(BAR));
  const box = page.getByRole("checkbox", { name: "Step 2: Cut scope before care", exact: true });
  assert.equal(await box.isVisible(), false);
  await page.getByRole("button", { name: "Work through this" }).focus();
  await page.keyboard.press("Enter");
  await box.focus();
  await page.keyboard.press("Space");
  const status = steps(page).locator("> p").getByRole("status");
  assert.equal(await status.textContent(), "1 of 4 done");
  await page.reload();
  assert.ok(await box.isChecked());
  assert.equal(await status.textContent(), "1 of 4 done");
  assert.deepEqual(reader.problems, []);
});

test("reset takes every tick away, and what was kept with it", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(BAR));
  await work(page);
  const reset = steps(page).locator("> p").getByRole("button", { name: "Reset" });
  assert.equal(await reset.isVisible(), false);
  await page.getByRole("checkbox", { name: "Step 1" }).check();
  await reset.click();
  assert.equal(await steps(page).locator("input:checked").count(), 0);
  assert.deepEqual(await kept(page), []);
  const focused = page.getByRole("checkbox", { name: "Step 1" });
  assert.ok(
    await focused.evaluate((box) => box === document.activeElement),
    "focus stays in the list",
  );
});

test("steps that are no longer there are forgotten, the others are not", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(BAR));
  await page.evaluate(() => {
    const ticks = { "step-0-gone": true, "step-2-no-such": true, "cut-scope-before-care": true };
    localStorage.setItem(`fieldbook-ticks ${location.pathname}`, JSON.stringify(ticks));
  });
  await page.reload();
  assert.ok(await page.getByRole("checkbox", { name: "Step 2" }).isChecked());
  await page.getByRole("checkbox", { name: "Step 3" }).check();
  const [[, text]] = await kept(page);
  assert.deepEqual(JSON.parse(text), {
    "cut-scope-before-care": true,
    "step-3-write-down-what-you-left-out": true,
  });
});

test("the steps can be copied as a checklist", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.address(BAR));
  await work(page);
  await page.getByRole("checkbox", { name: "Step 1" }).check();
  await page.getByRole("button", { name: "Copy as checklist" }).click();
  await page.getByText("Copied", { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.deepEqual(text.trim().split("\n"), [
    "- [x] Step 1: Ask four questions",
    "- [ ] Step 2: Cut scope before care",
    "- [ ] Step 3: Write down what you left out",
    "- [ ] Step 4: Look at it as a customer would",
  ]);
});

test("a list below Procedure is worked through as well, and each item can be linked to", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address("short/steps/#step-2"));
  await work(page);
  await page.getByRole("checkbox", { name: "Tell support." }).check();
  assert.equal(await steps(page).getByRole("status").textContent(), "1 of 2 done");
  assert.ok(await page.locator("li#step-2 input").isChecked());
  assert.deepEqual(await violations(page), []);
});

test("without storage the ticks hold for the page", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(site.address(BAR));
  await work(page);
  await page.getByRole("checkbox", { name: "Step 1" }).check();
  assert.equal(await steps(page).locator("> p").getByRole("status").textContent(), "1 of 4 done");
  assert.deepEqual(reader.problems, []);
});

test("from disk, on paper, and in the print the buttons are gone and the boxes are empty", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(BAR));
  await work(page);
  await page.getByRole("checkbox", { name: "Step 1" }).check();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "Copy as checklist" }).isVisible(), false);
  const number = page
    .getByRole("heading", { name: /Write down what you left out/ })
    .locator(".step-number");
  assert.equal(
    await number.evaluate((shown) => getComputedStyle(shown).position),
    "static",
    "the number is not in the margin, which printers cut",
  );
  const appearance = await page.getByRole("checkbox", { name: "Step 1" }).evaluate((box) => {
    const { appearance, display, borderTopWidth } = getComputedStyle(box);
    return { appearance, shown: display !== "none", borderTopWidth };
  });
  assert.deepEqual(appearance, { appearance: "none", shown: true, borderTopWidth: "1px" });
  assert.deepEqual(reader.problems, []);
});

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`at work, ${device}: axe finds nothing, by day or by night and nothing is too wide`, async () => {
    const reader = await site.visitor({ width });
    const { page } = reader;
    await page.goto(site.address(BAR));
    await work(page);
    await page.getByRole("checkbox", { name: "Step 1" }).check();
    assert.deepEqual(await violationsByDayAndNight(page), []);
    const [inner, whole] = await page.evaluate(() => [
      innerWidth,
      document.documentElement.scrollWidth,
    ]);
    assert.ok(whole <= inner, `${whole} in ${inner}`);
  });
}
