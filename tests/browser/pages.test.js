// What holds for every page of the site, whatever it says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, WIDTHS, start } from "./helpers.js";

const site = await start();
const everyPage = [...site.paths, PAGES["not found"]];

/** What is seen on a page: where it leads, the ids that it has, and how wide it is. */
const look = () => ({
  url: location.href,
  ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
  links: [...document.links].map((link) => link.href),
  width: document.documentElement.scrollWidth,
});

test("by day on a laptop no page has an error, is too wide, or links to what is not there", async () => {
  const { page, problems } = await site.visitor();
  /** @type {Map<string, string[]>} */
  const ids = new Map();
  /** @type {Map<string, string>} */
  const links = new Map();
  for (const path of everyPage) {
    await page.goto(site.address(path));
    const seen = await page.evaluate(look);
    assert.deepEqual(problems, [], path);
    assert.ok(seen.width <= WIDTHS.laptop, `${path || "home"} is ${seen.width} pixels wide`);
    await page.setViewportSize({ width: 320, height: 844 });
    const narrow = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(narrow <= 320, `${path || "home"} is ${narrow} pixels wide`);
    await page.setViewportSize({ width: WIDTHS.laptop, height: 900 });
    ids.set(seen.url, seen.ids);
    for (const link of seen.links) if (link.startsWith(site.address(""))) links.set(link, path);
  }
  for (const [link, from] of links) {
    const [address, fragment] = link.split("#");
    const there = ids.get(address);
    if (!there) {
      const answer = await page.request.get(address);
      assert.equal(answer.status(), 200, `${link} on ${from}`);
    } else if (fragment) {
      assert.ok(there.includes(decodeURIComponent(fragment)), `${link} on ${from}`);
    }
  }
});

test("by night on a phone no page has an error or scrolls sideways, however narrow it is", async () => {
  const { page, problems } = await site.visitor({ scheme: "dark", width: WIDTHS.phone });
  for (const path of site.distinct) {
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
