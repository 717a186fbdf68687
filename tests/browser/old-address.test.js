// Old addresses lead on, with the section that a link names.

import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";

const site = await start((book) => {
  const folder = join(book, "content/moved");
  mkdirSync(folder);
  const text = "## Part two\n\nText.\n";
  writeFileSync(
    join(folder, "new.md"),
    `---\ntitle: New place\naliases: [/old/place]\n---\n\n${"Text.\n\n".repeat(200)}${text}`,
  );
  appendFileSync(
    join(book, "book.toml"),
    '\n[output.html.redirect]\n"/legacy.html" = "moved/new.html"\n"/exact.html" = "moved/new.html#part-two"\n',
  );
});

const OLD = ["old/place/#part-two", "legacy.html#part-two", "exact.html", "exact.html#other"];

for (const address of OLD) {
  test(`${address} leads to its section`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(site.address(address));
    await page.waitForURL(site.address("moved/new/#part-two"));
    assert.equal(await page.getByRole("heading", { name: "Part two" }).isVisible(), true);
    assert.ok(await page.evaluate(() => scrollY > 500));
    assert.deepEqual(problems, []);
  });
}

test("from disk an old address leads to a file", async () => {
  const { page } = await site.visitor();
  await page.goto(`${site.onDisk("old/place/")}#part-two`);
  await page.waitForURL(`${site.onDisk("moved/new/")}#part-two`);
});

test("an old address is not in the way back", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(""));
  await page.goto(site.address("legacy.html#part-two"));
  await page.waitForURL(site.address("moved/new/#part-two"));
  await page.goBack();
  await page.waitForURL(site.address(""));
});

test("without script an old address leads to the page", async () => {
  const { page } = await site.visitor({ script: false });
  await page.goto(site.address("legacy.html"));
  await page.waitForURL(site.address("moved/new/"));
});
