// How well questions are answered, by our search and by MiniSearch over the same text.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runInNewContext } from "node:vm";

import { ROOT } from "./built-site.js";

/** @type {any} */
const MiniSearch = createRequire(import.meta.url)("minisearch");

/**
 * @typedef {object} Question
 * @property {string} group
 * @property {string} text
 * @property {string[]} pages that answer it
 */

/**
 * The questions of a file: `[group]` lines, and lines `question => page, page`.
 *
 * @param {string} file
 * @returns {Question[]}
 */
export function readQuestions(file) {
  let group = "";
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [text, pages] = line.split(" => ");
      if (line.startsWith("[")) group = line.slice(1, -1);
      return pages && !line.startsWith("#")
        ? [{ group, text, pages: pages.split(",").map((page) => page.trim()) }]
        : [];
    });
}

/**
 * The engine of the site's search in this process, over a built site.
 *
 * @param {string} site
 */
export async function openSearch(site) {
  const own = join(site, "_fieldbook");
  /** @type {any} */
  const fieldbook = {
    data: {},
    // A built site has the words in place of their names.
    words: { facet: { part: "Part" } },
    load: async (/** @type {string} */ name) => {
      runInNewContext(readFileSync(join(own, name), "utf8"), { fieldbook });
      return fieldbook.data[name];
    },
  };
  const names = ["search-words", "search-index", "edit-distance", "search-rank"];
  const files = names.map(
    (name) => `{${readFileSync(join(ROOT, `assets/js/${name}.js`), "utf8")}}`,
  );
  runInNewContext(files.join("\n"), { fieldbook });
  const { search } = fieldbook;
  const index = await search.openIndex();
  return {
    index,
    words: search.words,
    find: (/** @type {string} */ query) => search.find(index, query),
  };
}

/**
 * For each question the place of the first page that answers it, or 0 if there is none.
 *
 * @param {string} site
 * @param {Question[]} questions
 */
export async function ourPlaces(site, questions) {
  const { index, find } = await openSearch(site);
  const places = [];
  for (const { text, pages } of questions) {
    const { hits } = await find(text);
    places.push(
      1 + hits.findIndex((/** @type {any} */ hit) => pages.includes(index.pages[hit.page].href)),
    );
  }
  return places;
}

/**
 * The same for MiniSearch with prefixes and typing mistakes allowed and titles first, over whole
 * pages or over their sections.
 *
 * @param {string} site
 * @param {Question[]} questions
 * @param {"pages" | "sections"} over
 */
export async function miniPlaces(site, questions, over) {
  const { index } = await openSearch(site);
  const fields = ["title", "names", "headings", "text"];
  const mini = new MiniSearch({
    fields,
    storeFields: ["href"],
    searchOptions: { boost: { title: 3, names: 3, headings: 2 }, prefix: true, fuzzy: 0.2 },
  });
  for (const page of index.pages) {
    const sections = Array.from({ length: page.end - page.first }, (_, at) => page.first + at);
    const texts = await Promise.all(sections.map((section) => index.text(section)));
    const headings = sections.map((section) => index.section(page, section).heading);
    const shared = {
      href: page.href,
      title: page.title,
      names: [...page.aliases, ...index.labels(page, "tags")].join("\n"),
    };
    if (over === "pages") {
      mini.add({
        id: page.first,
        ...shared,
        headings: headings.join("\n"),
        text: texts.join("\n"),
      });
    } else {
      texts.forEach((text, at) =>
        mini.add({ id: page.first + at, ...shared, headings: headings[at], text }),
      );
    }
  }
  return questions.map(({ text, pages }) => {
    const found = [...new Set(mini.search(text).map((/** @type {any} */ hit) => hit.href))];
    return 1 + found.findIndex((href) => pages.includes(/** @type {string} */ (href)));
  });
}

/** The mean of one over the place. @param {number[]} places */
export const meanRank = (places) =>
  places.reduce((sum, place) => sum + (place ? 1 / place : 0), 0) / places.length;
