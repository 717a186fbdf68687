// The words of a search on the page that a result leads to: marked there, at no cost to the page,
// its address, or the next one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start, violationsByDayAndNight } from "./helpers.js";

const site = await start();

/** @typedef {import("playwright-core").Page} Page */

/** What is marked, in small letters. @param {Page} page @returns {Promise<string[]>} */
const marked = (page) =>
  page.evaluate(() =>
    [.../** @type {any} */ (CSS.highlights.get("found") ?? [])].map((range) =>
      range.startContainer.data.slice(range.startOffset, range.endOffset).toLowerCase(),
    ),
  );

/** Waits until something is marked. @param {Page} page */
const comes = async (page) => {
  await page.waitForFunction(() => CSS.highlights.get("found")?.size);
  return new Set(await marked(page));
};

/** Opens the dialog with a question. @param {Page} page @param {string} query */
async function ask(page, query) {
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Search" });
  await dialog.getByRole("searchbox").fill(query);
  await page.waitForFunction(
    (asked) => /** @type {any} */ (document.querySelector("search-view"))?.answered === asked,
    query,
  );
  return dialog;
}

test("a result leads to its words, and the page and its address stay what they are", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address("execution/weekly-rhythm/"));
  const text = await page.locator("main").innerHTML();
  await page.goto(site.address(PAGES.note));
  await ask(page, "protect middles ");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/weekly-rhythm/"));
  const found = await comes(page);
  assert.ok(
    found.has("middle") && [...found].every((word) => /^(protect|middle)/.test(word)),
    [...found].join(),
  );
  assert.equal(await page.locator("main").innerHTML(), text);
  assert.equal(
    await page.evaluate(() => sessionStorage.getItem("fieldbook-found")),
    null,
    "they travel once",
  );
  assert.deepEqual(reader.problems, []);
});

test("a section of a result is in sight with its words", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.note));
  const dialog = await ask(page, "protect middle ");
  await dialog.getByRole("link", { name: "Step 2: Protect the middle" }).click();
  await page.waitForURL(site.address("execution/weekly-rhythm/#step-2-protect-the-middle"));
  await comes(page);
  const heading = await page.locator("#step-2-protect-the-middle").boundingBox();
  assert.ok(heading && heading.y >= 0 && heading.y < 450, JSON.stringify(heading));
});

test("the marks belong to that visit: moving on is without them, back and reload with them", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.home));
  await ask(page, "zombie ");
  await page.keyboard.press("Enter");
  await comes(page);
  const address = page.url();
  await page.goto(site.address(PAGES.note));
  assert.deepEqual(await marked(page), []);
  await page.goto(address);
  assert.deepEqual(await marked(page), [], "another visit to the page");
  await page.goBack();
  await page.goBack();
  assert.equal(page.url(), address);
  await comes(page);
  await page.reload();
  await comes(page);
  await page.keyboard.press("Escape");
  assert.deepEqual(await marked(page), []);
  await page.reload();
  await page.locator("site-search button").waitFor();
  assert.ok(await page.evaluate(() => !history.state?.found), "and Escape ends it");
  assert.deepEqual(reader.problems, []);
});

test("a result on the same page marks it, and Escape closes what is open first", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("execution/weekly-rhythm/"));
  const dialog = await ask(page, "protect middle ");
  await dialog.getByRole("link", { name: "Step 2: Protect the middle" }).click();
  await dialog.waitFor({ state: "hidden" });
  await comes(page);
  await page.keyboard.press("/");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok((await marked(page)).length);
  await page.keyboard.press("Escape");
  assert.deepEqual(await marked(page), []);
});

test("what is opened in another tab leaves nothing behind in this one", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  const dialog = await ask(page, "zombie ");
  const opened = page.context().waitForEvent("page");
  await dialog
    .locator(".page-link")
    .first()
    .click({ modifiers: ["Control"] });
  await (await opened).close();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("fieldbook-found")), null);
});

test("a page that is only prepared is marked once the reader is there", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "quality bar ");
  await page.addInitScript(() => {
    Object.defineProperty(document, "prerendering", { get: () => !("arrived" in window) });
  });
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/quality-bar/"));
  await page.locator("site-search button").waitFor();
  assert.notEqual(await page.evaluate(() => sessionStorage.getItem("fieldbook-found")), null);
  await page.evaluate(() => {
    Object.assign(window, { arrived: true });
    document.dispatchEvent(new Event("prerenderingchange"));
  });
  await comes(page);
});

test("a page with a decision is marked where it is walked", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address("search/?q=optics+has+become+the+goal"));
  await page.getByRole("link", { name: "Optics has become the goal" }).first().click();
  await page.waitForURL(/trees\/which-level\/.*#/);
  assert.ok((await comes(page)).has("optics"));
  assert.deepEqual(reader.problems, []);
});

test("the marks are there from disk, and blocked storage is no obstacle", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(PAGES.note));
  await ask(page, "quality bar ");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.onDisk("execution/quality-bar/"));
  assert.ok((await comes(page)).has("bar"));
  await page.addInitScript(() => {
    Object.defineProperty(window, "sessionStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(site.address(PAGES.note));
  await ask(page, "quality bar ");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/quality-bar/"));
  assert.deepEqual(reader.problems, []);
});

test("a marked page: axe finds nothing, by day or by night", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "quality bar ");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/quality-bar/"));
  await comes(page);
  assert.deepEqual(await violationsByDayAndNight(page), []);
});
