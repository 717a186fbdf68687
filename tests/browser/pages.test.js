// What holds for every page of the site, whatever it says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fileOf } from "./built-site.js";
import { PAGES, WIDTHS, start } from "./helpers.js";

const site = await start();

test("no page links to what is not there", async () => {
  /** @type {Map<string, Set<string>>} */
  const ids = new Map();
  /** @type {Map<string, string>} */
  const links = new Map();
  for (const path of site.paths) {
    const html = readFileSync(fileOf(site.folder, path), "utf8");
    const address = site.address(path);
    ids.set(address, new Set(values(html, / id="([^"]*)"/g)));
    for (const link of values(html, /<a [^>]*?href="([^"]*)"/g)) {
      const { href } = new URL(link, address);
      if (href.startsWith(site.address(""))) links.set(href, path);
    }
  }
  assert.ok(ids.size > 100 && links.size > 500);
  const { page } = await site.visitor();
  for (const [link, from] of links) {
    const [address, fragment] = link.split("#");
    const there = ids.get(address.split("?")[0]);
    if (!there) {
      const answer = await page.request.get(address);
      assert.equal(answer.status(), 200, `${link} on ${from}`);
    } else if (fragment) {
      assert.ok(there.has(decodeURIComponent(fragment)), `${link} on ${from}`);
    }
  }
});

/** The values of attributes. @param {string} html @param {RegExp} pattern */
function values(html, pattern) {
  return [...html.matchAll(pattern)].map(([, value]) =>
    value
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
}

test("by day on a laptop no page has an error or is too wide", async () => {
  const { page, problems } = await site.visitor();
  for (const path of [...site.distinct, PAGES["not found"]]) {
    await page.goto(site.address(path));
    assert.deepEqual(problems, [], path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= WIDTHS.laptop, `${path || "home"} is ${wide} pixels wide`);
  }
});

test("by night on a phone no page has an error or scrolls sideways, however narrow it is", async () => {
  const { page, problems } = await site.visitor({ scheme: "dark", width: WIDTHS.phone });
  for (const path of [...site.distinct, PAGES["not found"]]) {
    await page.goto(site.address(path));
    assert.deepEqual(problems, [], path);
    for (const width of [WIDTHS.phone, 320]) {
      await page.setViewportSize({ width, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${path || "home"} is ${wide} pixels wide`);
    }
    await page.setViewportSize({ width: WIDTHS.phone, height: 844 });
  }
});

test("a page that is not there leads home from any depth", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  const answer = await page.goto(site.address("levels/no/such/page/"));
  assert.equal(answer?.status(), 404);
  assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).margin), "0px");
  const links = await page.evaluate(() => [...document.links].map((link) => link.href));
  for (const link of links.filter((link) => !link.includes("#"))) {
    assert.equal((await page.request.get(link)).status(), 200, link);
  }
  await page.getByRole("main").getByRole("link", { name: "the first page" }).click();
  await page.waitForURL(site.address(""));
});
