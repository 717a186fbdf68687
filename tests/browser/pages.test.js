// What holds for every page of the site, whatever it says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, SCHEMES, WIDTHS, start } from "./helpers.js";

const site = await start();
const everyPage = [...site.paths, PAGES["not found"]];

for (const scheme of SCHEMES) {
  test(`no page has an error, a refusal or a foreign request, ${scheme}`, async () => {
    const reader = await site.visitor({ scheme });
    for (const path of everyPage) {
      await reader.page.goto(site.address(path));
      assert.deepEqual(reader.problems, [], path);
    }
  });
}

for (const width of [320, ...Object.values(WIDTHS)]) {
  test(`no page scrolls sideways at ${width} pixels`, async () => {
    const reader = await site.visitor({ width });
    for (const path of everyPage) {
      await reader.page.goto(site.address(path));
      const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${path || "home"} is ${wide} pixels wide`);
    }
  });
}

test("every link of every page leads to a page and a place in it", async () => {
  const reader = await site.visitor();
  /** @type {Map<string, string[]>} */
  const ids = new Map();
  /** @type {Map<string, string>} */
  const links = new Map();
  for (const path of everyPage) {
    await reader.page.goto(site.address(path));
    const { url, own, to } = await reader.page.evaluate(() => ({
      url: location.href,
      own: [...document.querySelectorAll("[id]")].map((element) => element.id),
      to: [...document.links].map((link) => link.href),
    }));
    ids.set(url, own);
    for (const link of to) if (link.startsWith(site.address(""))) links.set(link, path);
  }
  for (const [link, from] of links) {
    const [address, fragment] = link.split("#");
    const there = ids.get(address);
    if (!there) {
      const answer = await reader.page.request.get(address);
      assert.equal(answer.status(), 200, `${link} on ${from}`);
    } else if (fragment) {
      assert.ok(there.includes(decodeURIComponent(fragment)), `${link} on ${from}`);
    }
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
