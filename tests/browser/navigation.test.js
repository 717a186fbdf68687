// Getting around: the sidebar, the contents of a page, and the way in.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start } from "./helpers.js";

const site = await start();

/** @param {import("playwright-core").Page} page */
const bar = (page) => page.getByRole("navigation", { name: "Playbook" });

test("a long sidebar is open at the current page and can be opened elsewhere", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const sections = bar(page).locator(":scope > ul > li");
  const open = sections.locator("> details[open]");
  assert.equal(await open.count(), 1);
  assert.equal(await open.locator("[aria-current=page]").count(), 1);
  const other = sections.filter({ has: page.locator("> details:not([open])") }).first();
  await other.locator("summary").first().click();
  assert.equal(await open.count(), 2);
});

test("the next page has the sidebar as it was left, from its first frame", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const closed = bar(page).locator("details:not([open]) > summary");
  while (await closed.count()) await closed.first().click();
  const count = await bar(page).locator("details").count();
  await bar(page).evaluate((bar) => (bar.scrollTop = 120));
  await page.addInitScript(() => {
    const seen = /** @type {string[]} */ ([]);
    Object.assign(window, { seen });
    const look = () => {
      const bar = document.querySelector(".sidebar");
      if (document.getElementById("main")) {
        seen.push(`${bar?.querySelectorAll("[open]").length} ${bar?.scrollTop}`);
      }
      if (seen.length < 3) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(site.address("execution/ship-and-learn/"));
  await page.waitForFunction(() => /** @type {any} */ (window).seen.length === 3);
  const seen = await page.evaluate(() => /** @type {any} */ (window).seen);
  assert.deepEqual([...new Set(seen)], [`${count} 120`]);
});

test("the filter leaves what holds all words, and everything again when it is empty", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const box = page.getByRole("searchbox", { name: "Filter the contents" });
  const before = await bar(page).locator("details[open]").count();
  await box.fill("LEVEL optics");
  const seen = bar(page).locator(":scope > ul:not(.beside) a:visible");
  assert.deepEqual(await seen.allInnerTexts(), [
    "Three levels of product work",
    "The optics level",
  ]);
  assert.equal(await bar(page).getByRole("status").innerText(), "1 found");
  await box.fill("");
  assert.equal(await bar(page).locator("li[hidden]").count(), 0);
  assert.equal(await bar(page).locator("details[open]").count(), before);
});

test("the contents of a page mark what is being read", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.entry));
  const contents = page.getByRole("navigation", { name: "On this page" });
  const links = contents.getByRole("link");
  const at = Math.floor((await links.count()) / 2);
  await links.nth(at).click();
  await page.waitForFunction((at) => {
    const links = [...document.querySelectorAll(".contents a")];
    return links[at].getAttribute("aria-current") === "location";
  }, at);
  assert.equal(await contents.locator("[aria-current]").count(), 1);
});

test("on a phone the contents of a page are folded above the text, with and without script", async () => {
  for (const script of [true, false]) {
    const { page } = await site.visitor({ width: WIDTHS.phone, script });
    await page.goto(site.address(PAGES.entry));
    const contents = page.getByRole("navigation", { name: "On this page" });
    assert.equal(await contents.getByRole("link").first().isVisible(), false);
    await contents.getByText("On this page").click();
    assert.ok(await contents.getByRole("link").first().isVisible());
    const { y } = (await contents.boundingBox()) ?? { y: 0 };
    assert.ok(y < ((await page.locator(".prose").boundingBox())?.y ?? 0));
  }
});

test("who leaves the open contents of a phone with the Tab key leaves them closed", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES.entry));
  await page.getByRole("button", { name: "Contents" }).click();
  await bar(page).getByRole("link").last().focus();
  await page.keyboard.press("Tab");
  await bar(page).waitFor({ state: "hidden" });
});

test("Escape closes the contents of a phone and gives the focus back", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES.entry));
  const button = page.getByRole("button", { name: "Contents" });
  await button.focus();
  await page.keyboard.press("Enter");
  await bar(page).getByRole("link").nth(1).focus();
  await page.keyboard.press("Escape");
  await bar(page).waitFor({ state: "hidden" });
  assert.ok(await button.evaluate((button) => button === document.activeElement));
});

test("the first page names ways in, and each leads to a page", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  const ways = page.getByRole("navigation", { name: "Ways in" });
  await ways.getByRole("link", { name: "Walk a decision" }).click();
  await page.waitForURL(site.address("decisions/"));
});
