// The list of all entries, and the boxes that narrow it down.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start, violations } from "./helpers.js";

const site = await start();

/** @param {import("./helpers.js").Page} page */
const shown = (page) => page.locator(".filtered > li:visible > a").allInnerTexts();

/** @param {import("./helpers.js").Page} page */
const search = (page) => page.evaluate(() => location.search);

test("ticked values narrow the list down, and the address and the counts follow", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.browse));
  const all = (await shown(page)).length;
  await page.getByLabel("optics").check();
  const optics = await shown(page);
  assert.ok(optics.includes("The optics level") && !optics.includes("Weekly rhythm"));
  assert.equal(
    await page.getByRole("main").getByRole("status").innerText(),
    `${optics.length} of ${all} entries`,
  );
  assert.equal(await search(page), "?levels=optics");
  await page.getByLabel("impact").check();
  assert.ok((await shown(page)).length > optics.length, "either level will do");
  await page.getByLabel("Decision tree").check();
  const trees = await shown(page);
  assert.ok(trees.includes("Which level is this conversation on?"));
  assert.ok(!trees.includes("The optics level"), "but each facet counts");
  assert.equal(await search(page), "?levels=impact&levels=optics&type=decision-tree");
  const sop = page.locator("li", { has: page.getByLabel("SOP", { exact: true }) });
  assert.equal(await sop.locator(".count").innerText(), "2");
  assert.deepEqual(reader.problems, []);
});

test("an address narrows the list down, and a link undoes it", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(`${PAGES.browse}?levels=optics&tags=communication`));
  assert.ok(await page.getByLabel("optics").isChecked());
  assert.ok(
    await page.getByLabel("communication").isVisible(),
    "a fold with a ticked value is open",
  );
  assert.ok((await shown(page)).length < 10);
  await page.getByRole("link", { name: "Show all" }).click();
  await page.waitForURL(site.address(PAGES.browse));
  assert.ok((await shown(page)).length > 40);
  assert.ok(await page.getByText("Show all").isHidden());
});

test("the boxes are worked by keyboard", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.browse));
  await page.getByLabel("impact").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByRole("main").getByRole("status").filter({ hasText: " of " }).waitFor();
  assert.equal(await search(page), "?levels=execution");
});

test("without script every value is a link to its entries", async () => {
  const reader = await site.visitor({ script: false });
  const { page } = reader;
  await page.goto(site.address(PAGES.browse));
  await page.getByRole("main").getByRole("link", { name: "optics", exact: true }).click();
  await page.waitForURL(site.address("browse/levels/optics/"));
  await page.getByRole("link", { name: "The optics level" }).last().click();
  await page.waitForURL(site.address("levels/optics/"));
});

test("from disk the list is narrowed down too", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(PAGES.browse));
  await page.getByLabel("optics").check();
  assert.equal(await search(page), "?levels=optics");
  await page.reload();
  assert.ok(await page.getByLabel("optics").isChecked());
  assert.deepEqual(reader.problems, []);
});

for (const width of Object.values(WIDTHS)) {
  test(`a narrowed list at ${width} pixels: axe finds nothing`, async () => {
    const reader = await site.visitor({ width });
    await reader.page.goto(site.address(`${PAGES.browse}?levels=optics&tags=conflict`));
    assert.deepEqual(await violations(reader.page), []);
  });
}
