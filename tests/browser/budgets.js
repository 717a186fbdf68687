// What a page may cost its reader, and what it does cost: bytes as a host sends them that compresses
// well (gzip -9), requests, and elements.

import { gzipSync } from "node:zlib";

import { traffic } from "./helpers.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {Record<string, number>} Costs bytes, but for `requests` and `elements` */

const KB = 1024;
const EVERY = {
  html: 10 * KB,
  css: 9 * KB,
  // The second stylesheet, and its request, of pages with code, diagrams, tabs and the like, or with
  // decision trees.
  blocks: 6 * KB,
  js: 8 * KB,
  requests: 4,
  total: 32 * KB,
  elements: 760,
};

/** The most that a page may cost, by its type. A decision is walked by a script of its own. */
export const LIMITS = /** @type {Record<string, Costs>} */ ({
  home: EVERY,
  entry: EVERY,
  "decision tree": { css: 9 * KB, blocks: 6 * KB, requests: 5, total: 40 * KB },
});

/** What an entry of the order may add to a page, and what a search loads before its first word. */
export const NAV_LINK = 60;
export const SEARCH = { script: 12 * KB, name: 150 };

/** @param {string | Buffer} text */
export const zipped = (text) => gzipSync(text, { level: 9 }).length;

/**
 * What a reader loads who comes to a page for the first time.
 *
 * @param {Page} page of a reader who has loaded nothing yet
 * @param {string} address
 * @returns {Promise<Costs>}
 */
export async function weigh(page, address) {
  /** @type {Promise<[string, number]>[]} */
  const loaded = [];
  page.on("response", (response) => {
    if (response.url().startsWith("data:")) return;
    const isOfBlocks = /\/(?:blocks|tree)\.[0-9a-f]+\.css$/.test(response.url());
    const type = isOfBlocks ? "blocks" : response.request().resourceType();
    loaded.push(response.body().then((body) => [type, zipped(body)]));
  });
  const { settled } = traffic(page);
  await page.goto(address);
  await settled();
  const files = await Promise.all(loaded);
  const bytes = (/** @type {(type: string) => boolean} */ counts) =>
    files.reduce((sum, [type, size]) => sum + (counts(type) ? size : 0), 0);
  return {
    html: bytes((type) => type === "document"),
    css: bytes((type) => type === "stylesheet"),
    blocks: bytes((type) => type === "blocks"),
    js: bytes((type) => type === "script"),
    requests: files.filter(([type]) => type !== "blocks").length,
    total: bytes(() => true),
    // The words of highlighted code are elements of pages with code alone.
    elements: await page.evaluate(() => document.querySelectorAll(":not(pre code *)").length),
  };
}

/**
 * The bytes that each link of the order adds to a page.
 *
 * @param {string} html
 */
export function bytesOfNavLink(html) {
  const [nav = ""] = /<nav class="sidebar".*?<\/nav>/s.exec(html) ?? [];
  return (zipped(html) - zipped(html.replace(nav, ""))) / nav.split("<a ").length;
}

/**
 * What is over its limit, one line each.
 *
 * @param {Costs} costs
 * @param {Costs} limits
 */
export function breaches(costs, limits) {
  return Object.entries(limits)
    .filter(([what, limit]) => costs[what] > limit)
    .map(([what, limit]) => `${what}: ${costs[what]}, at most ${limit}`);
}
