// The next page is there before it is asked for.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start, traffic } from "./helpers.js";

const site = await start();

test("the rules for preparing pages are heard, and name pages of the site alone", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  const found = await page.evaluate(() => {
    const text = document.querySelector("[type=speculationrules]")?.textContent ?? "";
    const [{ and }] = JSON.parse(text).prerender.map((/** @type {any} */ rule) => rule.where);
    const [{ selector_matches: yes }, { not }] = and;
    const links = [...document.links].filter((link) => link.matches(`:is(${yes})`));
    return {
      heard: HTMLScriptElement.supports("speculationrules"),
      named: links
        .filter((link) => !link.matches(`:is(${not.selector_matches})`))
        .map(({ href }) => href),
    };
  });
  assert.ok(found.heard && found.named.length > 10);
  for (const address of found.named) assert.ok(address.startsWith(site.address("")), address);
  assert.deepEqual(problems, []);
});

test("where a browser knows no such rules, a page that is pointed at is fetched once", async () => {
  const { page } = await site.visitor();
  await page.addInitScript(() => {
    HTMLScriptElement.supports = () => false;
  });
  await page.goto(site.address(PAGES.sop));
  const link = page.locator(".neighbours .next");
  await link.hover();
  await page.getByRole("heading", { level: 1 }).hover();
  await link.hover();
  const hints = await page
    .locator("link[rel=prefetch]")
    .evaluateAll((all) => all.map((hint) => /** @type {HTMLLinkElement} */ (hint).href));
  const next = await link.evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href);
  assert.deepEqual(
    hints.filter((hint) => hint === next),
    [next],
  );
});

test("a prepared page that nobody has seen remembers nothing", async () => {
  const { page } = await site.visitor();
  await page.addInitScript(() => {
    Object.defineProperty(document, "prerendering", { get: () => true });
  });
  await page.goto(site.address(PAGES.sop));
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
});

for (const type of /** @type {const} */ (["home", "entry", "sop", "search", "browse", "signals"])) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    test(`${type}, ${device}: nothing moves when the scripts arrive`, async () => {
      const { page } = await site.visitor({ width });
      await page.addInitScript(() => {
        const moved = /** @type {number[]} */ ([]);
        Reflect.set(window, "moved", moved);
        const note = (/** @type {any} */ list) =>
          moved.push(...list.getEntries().map((/** @type {any} */ shift) => shift.value));
        new PerformanceObserver(note).observe({ type: "layout-shift" });
      });
      /** @type {() => void} */
      let release = () => {};
      const held = new Promise((done) => (release = () => done(undefined)));
      await page.route(/\/(script|search|browse|signals)\.\w+\.js$/, async (route) => {
        await held;
        await route.continue();
      });
      const { settled } = traffic(page);
      await page.goto(site.address(PAGES[type]), { waitUntil: "commit" });
      await page.getByRole("contentinfo").waitFor();
      await page.waitForFunction(
        () => performance.getEntriesByName("first-contentful-paint").length > 0,
      );
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      release();
      await page.locator("scheme-switch button").waitFor();
      await settled();
      const moved = await page.evaluate(
        () => /** @type {number[]} */ (Reflect.get(window, "moved")),
      );
      assert.ok(moved.reduce((sum, share) => sum + share, 0) < 0.01, `${moved}`);
    });
  }
}
