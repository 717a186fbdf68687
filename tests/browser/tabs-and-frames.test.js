// Tabs without a script, and frames of other sites that load nothing before a click.

import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start, violationsByDayAndNight } from "./helpers.js";

const TABS = '=== "Mac"\n\n    Open it.\n\n=== "Linux"\n\n    ### A heading\n\n    Type it.\n\n';
const FRAME = "![Our talk](https://youtu.be/abc)\n\n";

const site = await start((book) => {
  writeFileSync(
    join(book, "content/groups.md"),
    `---\ntitle: Groups\n---\n\n${TABS}Between.\n\n${FRAME}`,
  );
  appendFileSync(join(book, "book.toml"), '\n[embeds]\nhosts = ["www.youtube-nocookie.com"]\n');
});

/** @param {import("playwright-core").Page} page */
const shown = async (page) => ({
  mac: await page.getByText("Open it.").isVisible(),
  linux: await page.getByText("Type it.").isVisible(),
});

test("one tab is open at a time, also by keyboard and without a script", async () => {
  for (const script of [true, false]) {
    const { page } = await site.visitor({ script });
    await page.goto(site.address("groups/"));
    assert.deepEqual(await shown(page), { mac: true, linux: false });
    await page.getByText("Linux", { exact: true }).click();
    assert.deepEqual(await shown(page), { mac: false, linux: true });
    await page.getByText("Mac", { exact: true }).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await shown(page), { mac: true, linux: false });
  }
});

test("labels are in a row above what is open", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("groups/"));
  const box = async (/** @type {string} */ text) =>
    (await page.getByText(text, { exact: true }).boundingBox()) ?? assert.fail(text);
  const [mac, linux, open] = [await box("Mac"), await box("Linux"), await box("Open it.")];
  assert.equal(mac.y, linux.y);
  assert.ok(mac.x + mac.width < linux.x && open.y > mac.y + mac.height);
});

test("a link to a heading in a closed tab opens it", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("groups/#a-heading"));
  await page.getByText("Type it.").waitFor();
});

test("on paper all tabs are open", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("groups/"));
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await shown(page), { mac: true, linux: true });
});

test("a frame loads nothing before it is clicked", async () => {
  for (const script of [true, false]) {
    const { page } = await site.visitor({ script });
    /** @type {string[]} */
    const asked = [];
    await page.context().route(/youtube/, (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<p>Playing</p>" });
    });
    await page.goto(site.address("groups/"));
    await page.emulateMedia({ media: "print" });
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(asked, []);
    if (!script) continue;
    await page.getByRole("link", { name: "Our talk" }).click();
    await page.frameLocator('iframe[title="Our talk"]').getByText("Playing").waitFor();
    assert.deepEqual(asked, ["https://www.youtube-nocookie.com/embed/abc"]);
    assert.equal(page.url(), site.address("groups/"));
  }
});

test("tabs and frames: axe finds nothing, by day or by night", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("groups/"));
  assert.deepEqual(await violationsByDayAndNight(page), []);
});
