// The build and the browser must make the same words of the same text, or nothing is found.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";
import { ROOT } from "./built-site.js";
import { openSearch } from "./search-quality.js";

const site = await start();
const { index, words } = await openSearch(site.folder);

/** A value of the other realm as one of this. @param {any} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("odd strings make the words that the build makes", () => {
  const lines = JSON.parse(readFileSync(join(ROOT, "tests/search/words.json"), "utf8"));
  assert.ok(lines.length > 20);
  for (const [text, wanted] of lines) assert.deepEqual(plain(words(text)), wanted, text);
});

test("every word of every section is in the index, at that section", async () => {
  /** @type {Map<string, Set<number>>} */
  const held = new Map();
  for (const start of index.overview.words.keys()) {
    for (const line of await index.part(`words-${start}`)) {
      const [word] = line.split(" ");
      const [row] = await index.rows(word, "whole");
      const sections = new Set();
      row.each((/** @type {number} */ section) => sections.add(section));
      assert.equal(sections.size, row.count, word);
      held.set(word, sections);
    }
  }
  assert.ok(held.size > 1000, "the playbook has words");
  for (let section = 0; section < index.count; section += 1) {
    const page = index.pages[index.pageOf(section)];
    assert.ok(page.first <= section && section < page.end);
    const own =
      section === page.first ? [page.title, ...page.aliases, ...index.labels(page, "tags")] : [];
    for (const text of [await index.text(section), index.section(page, section).heading, ...own]) {
      for (const word of words(text))
        assert.ok(held.get(word)?.has(section), `${word} in ${page.href}`);
    }
  }
});

test("every anchor is one that its page has", () => {
  for (const page of index.pages) {
    const html = readFileSync(
      join(site.folder, decodeURIComponent(page.href), "index.html"),
      "utf8",
    );
    for (let section = page.first + 1; section < page.end; section += 1) {
      const { anchor } = index.section(page, section);
      assert.ok(html.includes(` id="${anchor}"`), `${page.href}#${anchor}`);
    }
  }
});
