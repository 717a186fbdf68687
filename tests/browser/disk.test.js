// The site opened from a folder, as somebody does who was sent it in an archive.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { start } from "./helpers.js";

const site = await start();

test("every page that has something new is styled, free of errors and linked to pages that are there", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  for (const path of site.distinct) {
    await page.goto(site.onDisk(path));
    const { margin, links } = await page.evaluate(() => ({
      margin: getComputedStyle(document.body).margin,
      links: [...document.links].map((link) => link.href),
    }));
    assert.equal(margin, "0px", `${path} is styled`);
    for (const link of links.filter((link) => link.startsWith("file:"))) {
      const file = fileURLToPath(link.split(/[?#]/)[0]);
      assert.ok(/\.\w+$/.test(file) && existsSync(file), `${link} on ${path}`);
    }
    assert.deepEqual(reader.problems, [], path);
  }
});

test("a reader gets from entry to entry", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(""));
  await page.getByRole("navigation", { name: "Playbook" }).getByText("Words we use").click();
  await page.waitForURL(site.onDisk("glossary/"));
  await page.getByRole("banner").getByRole("link").click();
  await page.waitForURL(site.onDisk(""));
});
