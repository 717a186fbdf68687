// What every browser test stands on: readers of a site, and pages that keep a list of everything
// that went wrong.
//
// `run.js` builds the site and starts the browser once for all files of tests; a file that is run
// by itself does both for itself. Nothing here sleeps: Playwright waits for conditions.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, afterEach } from "node:test";
import { pathToFileURL } from "node:url";

import { browserOfTests } from "./browser.js";
import { BASE, buildAndServe, distinctPages, fileOf, pagesOf } from "./built-site.js";

/** One page of each type, by its path below the base. */
export const PAGES = {
  home: "",
  entry: "authoring/markdown/",
  "every component": "authoring/every-component/",
  sop: "execution/execution-over-strategy/",
  note: "levels/optics/",
  transcript: "transcripts/levels-in-a-product-review/",
  glossary: "glossary/",
  "decision tree": "trees/which-level/",
  "list of trees": "decisions/",
  signals: "signals/",
  folder: "folder/",
  search: "search/",
  "wanted entries": "wanted/",
  map: "map/",
  browse: "browse/",
  facet: "browse/levels/",
  "facet with many values": "browse/tags/",
  "value of a facet": "browse/levels/optics/",
  "whole book": "print/",
  "not found": "404.html",
};

export const SCHEMES = /** @type {const} */ (["light", "dark"]);
export const WIDTHS = { laptop: 1440, phone: 390 };

/**
 * How long a test waits for a condition, in milliseconds. Only a failing one waits as long, however
 * slow the machine is.
 */
export const PATIENCE = 180_000;

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Browser} Browser
 *
 * @typedef {object} Looks
 * @property {"light" | "dark"} [scheme] what the reader's system prefers
 * @property {number} [width] of the window
 * @property {number} [height]
 * @property {boolean} [script] whether JavaScript is on
 *
 * @typedef {object} Visit
 * @property {Page} page
 * @property {string[]} problems errors, refusals and foreign requests so far
 */

/**
 * A browser and the built site for one file of tests. Readers leave when their test ends.
 *
 * @param {(book: string) => void} [add] what these tests need beside our own playbook; it is also
 *   how a file of tests gets a site of its own, which it may change
 */
export async function start(add) {
  const site = await open(add);
  afterEach(site.leave);
  after(site.close);
  return site;
}

/**
 * A browser and the built site, until they are closed.
 *
 * @param {(book: string) => void} [add]
 */
export async function open(add) {
  const {
    folder,
    origin,
    close: closeSite,
  } = (!add && siteOfTests()) || (await buildAndServe(add));
  const browser = await browserOfTests();
  const leave = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  const close = async () => {
    await browser.close();
    await closeSite();
  };
  return {
    folder,
    /** @param {string} path below the base */
    address: (path) => `${origin}${BASE}${path}`,
    /** @param {string} path below the base, of a page */
    onDisk: (path) => pathToFileURL(fileOf(folder, path)).href,
    /** Every page of the site but the redirects, by its path below the base. */
    paths: pagesOf(folder),
    /** Those of them that differ in their elements and classes from the ones before. */
    get distinct() {
      return distinctPages(folder, this.paths);
    },
    /**
     * A reader who has never been here.
     *
     * @param {Looks} [looks]
     */
    visitor: (looks) => visitor(browser, looks),
    /**
     * What a check finds wrong on a page of each type, by the type. One reader goes to all of them.
     *
     * @param {Looks} looks
     * @param {(page: Page, type: string) => Promise<unknown[]>} check
     */
    faults: async (looks, check) => {
      const { page } = await visitor(browser, looks);
      /** @type {Record<string, unknown[]>} */
      const faults = {};
      for (const [type, path] of Object.entries(PAGES)) {
        await page.goto(`${origin}${BASE}${path}`);
        const found = await check(page, type);
        if (found.length) faults[type] = found;
      }
      return faults;
    },
    leave,
    close,
  };
}

/** The site that `run.js` has built for all files of tests. It must stay as it is. */
function siteOfTests() {
  const site = process.env.FIELDBOOK_SITE;
  return site ? { ...JSON.parse(site), close: async () => {} } : null;
}

/**
 * @param {Browser} browser
 * @param {Looks} [looks]
 * @returns {Promise<Visit>}
 */
export async function visitor(browser, looks = {}) {
  const { scheme = "light", width = 1440, script = true } = looks;
  const height = looks.height ?? (width < 700 ? 844 : 900);
  const context = await browser.newContext({
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: "reduce",
    viewport: { width, height },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  return { page, problems: watch(page) };
}

/**
 * Follows what a page asks for, so that it can be waited for.
 *
 * @param {Page} page which has asked for nothing yet
 */
export function traffic(page) {
  let open = 0;
  page.on("request", () => (open += 1));
  page.on("requestfinished", () => (open -= 1));
  page.on("requestfailed", () => (open -= 1));
  return {
    /** Waits until the page and its scripts have loaded, and all that these ask for. */
    settled: async () => {
      await page.waitForLoadState();
      do await page.evaluate(rest);
      while (open > 0);
    },
  };
}

/** Runs in the page: until it has been painted twice and has nothing to do. */
async function rest() {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await frame();
  await new Promise((done) => requestIdleCallback(done));
}

/**
 * Collects what a page must not do.
 *
 * @param {Page} page
 */
function watch(page) {
  /** @type {string[]} */
  const problems = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      problems.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left while its icon is still on the way is no fault.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") problems.push(`${why}: ${request.url()}`);
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (!["file:", "data:"].includes(protocol) && hostname !== "127.0.0.1") {
      problems.push(`foreign: ${request.url()}`);
    }
  });
  return problems;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of axe that are about colours; they take half of its time. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds wrong on a page, one line a node. All rules count, best practices too.
 *
 * @param {Page} page
 */
export function violations(page) {
  return runAxe(page, {});
}

/**
 * The same but for colours, on a page whose colours are tested elsewhere.
 *
 * @param {Page} page
 */
export function violationsButColours(page) {
  const rules = Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }]));
  return runAxe(page, { rules });
}

/**
 * The same by day and by night: a dark page differs from a light one in nothing but its colours.
 *
 * @param {Page} page of a reader who prefers light
 */
export async function violationsByDayAndNight(page) {
  const day = await violations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const night = await runAxe(page, { runOnly: COLOUR_RULES });
  await page.emulateMedia({ colorScheme: "light" });
  return [...day, ...night.map((line) => `by night, ${line}`)];
}

/**
 * @param {Page} page
 * @param {object} options of axe
 * @returns {Promise<string[]>}
 */
async function runAxe(page, options) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (options) => {
    /** @type {any} */
    const { axe } = window;
    const { violations } = await axe.run(document, { resultTypes: ["violations"], ...options });
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(" ")}`),
    );
  }, options);
}
