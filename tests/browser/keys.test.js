// Keys for who does not like the mouse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start, violations } from "./helpers.js";

const site = await start();

test("keys go to the next entry, back, and to the first page and the decisions", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const next = await page.locator(".neighbours .next").getAttribute("href");
  await page.keyboard.press("n");
  await page.waitForURL(new URL(next ?? "", site.address(PAGES.sop)).href);
  await page.keyboard.press("p");
  await page.waitForURL(site.address(PAGES.sop));
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.waitForURL(site.address("decisions/"));
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL(site.address(""));
});

test("t goes to the contents of the page, which it opens on a phone", async () => {
  for (const width of [1440, 390]) {
    const { page } = await site.visitor({ width });
    await page.goto(site.address(PAGES.entry));
    await page.keyboard.press("t");
    const first = page.getByRole("navigation", { name: "On this page" }).getByRole("link").first();
    assert.ok(await first.evaluate((link) => link === document.activeElement), String(width));
  }
});

test("? lists the keys, Escape closes the list and gives the focus back", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const link = page.getByRole("banner").getByRole("link");
  await link.focus();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /\/\s+Search\s+n\s+Next entry/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.ok(await link.evaluate((link) => link === document.activeElement));
});

test("a key pressed in the moment a dialog closes is heard", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  await page.keyboard.press("?");
  const heard = await page.getByRole("dialog").evaluate((dialog) => {
    const scheme = () => document.documentElement.dataset.scheme;
    const before = scheme();
    // Nothing is painted in between, so the focus is still in the dialog.
    /** @type {HTMLDialogElement} */ (dialog).close();
    document.activeElement?.dispatchEvent(
      new KeyboardEvent("keydown", { key: "d", bubbles: true }),
    );
    return scheme() !== before;
  });
  assert.ok(heard);
});

test("keys can be turned off, for all pages and visits", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await page.getByRole("checkbox", { name: "Keys are on" }).uncheck();
  await page.getByRole("button", { name: "Close" }).click();
  await page.goto(site.address(PAGES.note));
  const scheme = () => page.evaluate(() => document.documentElement.dataset.scheme);
  const before = await scheme();
  await page.keyboard.press("d");
  assert.equal(await scheme(), before);
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => void loaded.push(request.url()));
  await page.keyboard.press("/");
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.deepEqual(loaded, []);
  const named = await page
    .locator("[aria-keyshortcuts]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-keyshortcuts")));
  assert.deepEqual(named, ["Control+K Meta+K"]);
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await page.getByRole("checkbox", { name: "Keys are on" }).check();
  await page.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("d");
  assert.notEqual(await scheme(), before);
});

test("turning keys off and on is told to assistive technology at once, of the search too", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const told = async () => ({
    search: await page
      .getByRole("button", { name: "Search", exact: true })
      .getAttribute("aria-keyshortcuts"),
    scheme: await page.locator("scheme-switch button").getAttribute("aria-keyshortcuts"),
  });
  assert.deepEqual(await told(), { search: "/ Control+K Meta+K", scheme: "d" });
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  const on = page.getByRole("checkbox", { name: "Keys are on" });
  await on.uncheck();
  assert.deepEqual(await told(), { search: "Control+K Meta+K", scheme: null });
  await on.check();
  assert.deepEqual(await told(), { search: "/ Control+K Meta+K", scheme: "d" });
});

test("keys work from a box to tick, in which nothing can be typed", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address("trees/change-or-stay/?attempts=1&trigger=not-sure#changed"));
  const box = page.getByRole("checkbox").first();
  await box.focus();
  await page.keyboard.press("2");
  assert.equal(await page.locator("input:checked").count(), 1);
  await box.focus();
  await page.keyboard.press("/");
  const search = page.getByRole("dialog", { name: "Search" });
  await search.waitFor();
  const field = search.getByRole("searchbox");
  await field.pressSequentially("a/b?");
  assert.equal(await field.inputValue(), "a/b?");
  await page.keyboard.press("Escape");
  await search.waitFor({ state: "hidden" });
  assert.ok(await box.evaluate((box) => box === document.activeElement));
  assert.deepEqual(problems, []);
});

test("assistive technology hears of single keys: one after the other has no name in its language", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const named = await page
    .locator("[aria-keyshortcuts]")
    .evaluateAll((all) => all.map((one) => one.getAttribute("aria-keyshortcuts")));
  assert.ok(named.includes("n") && named.includes("?"), `${named}`);
  assert.ok(!named.some((keys) => keys?.split(" ").includes("g")), `${named}`);
});

test("keys mean themselves in a box, and with another key held down", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const box = page.getByRole("searchbox", { name: "Filter the contents" });
  await box.pressSequentially("nd?");
  assert.equal(await box.inputValue(), "nd?");
  await page.getByRole("main").focus();
  await page.keyboard.press("Control+d");
  await page.keyboard.press("Alt+n");
  assert.equal(page.url(), site.address(PAGES.sop));
  assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), "auto");
});

test("y copies a link to the page and says so", async () => {
  const { page } = await site.visitor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.address(PAGES.sop));
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("Link copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), site.address(PAGES.sop));
});

test("code is copied as it is written, and that is said aloud", async () => {
  const { page } = await site.visitor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.address(PAGES.entry));
  const block = page.locator(".prose pre").first();
  await page.getByRole("button", { name: "Copy this code" }).first().click();
  await page.getByRole("status").getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await block.textContent());
});

test("where copying is forbidden, that is said", async () => {
  const { page, problems } = await site.visitor();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
  });
  await page.goto(site.address(PAGES.entry));
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("does not allow copying").waitFor();
  assert.deepEqual(problems, []);
});
