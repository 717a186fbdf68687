// What every browser test stands on: our own playbook, built once a file of tests by the debug
// program, a server that knows only files, and pages that keep a list of everything that went wrong.
//
// Nothing here sleeps: Playwright waits for conditions.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, delimiter, extname, join, resolve } from "node:path";
import { after, afterEach } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

/** Where the site stands on its server: below the root, as on most hosts. */
export const BASE = "/handbook/";

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

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");

/** Where cargo puts the debug program. */
export const DEBUG = join(TARGET, "debug");

const release = join(TARGET, "release", "fieldbook");

/** What is measured: the release program if it is built. */
export const MEASURED = existsSync(release) ? release : join(DEBUG, "fieldbook");

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Browser} Browser
 *
 * @typedef {object} Looks
 * @property {"light" | "dark"} [scheme] what the reader's system prefers
 * @property {number} [width] of the window
 * @property {boolean} [script] whether JavaScript is on
 *
 * @typedef {object} Visit
 * @property {Page} page
 * @property {string[]} problems errors, refusals and foreign requests so far
 */

/**
 * A browser and the built site for one file of tests. Readers leave when their test ends.
 *
 * @param {(book: string) => void} [add] what these tests need beside our own playbook
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
  const folder = buildSite(add);
  const { origin, stop } = await serve(folder);
  const browser = await launch();
  const leave = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  const close = async () => {
    await browser.close();
    await stop();
    rmSync(folder, { recursive: true });
  };
  return {
    folder,
    /** @param {string} path below the base */
    address: (path) => `${origin}${BASE}${path}`,
    /** @param {string} path below the base, of a page */
    onDisk: (path) => pathToFileURL(fileOf(folder, path)).href,
    /** Every page of the site but the redirects, by its path below the base. */
    paths: pagesOf(folder),
    /**
     * A reader who has never been here.
     *
     * @param {Looks} [looks]
     */
    visitor: (looks) => visitor(browser, looks),
    leave,
    close,
  };
}

/**
 * @param {Browser} browser
 * @param {Looks} [looks]
 * @returns {Promise<Visit>}
 */
export async function visitor(browser, { scheme = "light", width = 1440, script = true } = {}) {
  const context = await browser.newContext({
    colorScheme: scheme,
    javaScriptEnabled: script,
    reducedMotion: "reduce",
    viewport: { width, height: width < 700 ? 844 : 900 },
  });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  return { page, problems: watch(page) };
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

/**
 * Builds the repository's content, and what it has no example of, into a new folder.
 *
 * The theme is the program's own: what was forgotten in its lists of files is missing here.
 *
 * @param {(book: string) => void} add
 */
function buildSite(add = () => {}) {
  const book = mkdtempSync(join(tmpdir(), "fieldbook-book-"));
  copyBook(book);
  cpSync(join(ROOT, "tests/browser/more"), join(book, "content"), { recursive: true });
  add(book);
  const folder = mkdtempSync(join(tmpdir(), "fieldbook-site-"));
  const program = join(DEBUG, "fieldbook");
  const options = ["--base-url", BASE, "--no-git", "--dest-dir", folder];
  execFileSync(program, ["build", book, ...options], { stdio: "pipe" });
  rmSync(book, { recursive: true });
  return folder;
}

/** Our own content, with the theme of the program. @param {string} folder */
export function copyBook(folder) {
  cpSync(join(ROOT, "book.toml"), join(folder, "book.toml"));
  cpSync(join(ROOT, "content"), join(folder, "content"), { recursive: true });
}

/** @param {string} folder */
function pagesOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const paths = files
    .filter((file) => basename(file) === "index.html")
    .map((file) => file.slice(0, -"index.html".length));
  const isRedirect = (/** @type {string} */ path) =>
    readFileSync(fileOf(folder, path), "utf8").includes('http-equiv="refresh"');
  return paths.filter((path) => !isRedirect(path)).sort();
}

/**
 * @param {string} folder
 * @param {string} path of a page
 */
function fileOf(folder, path) {
  return join(folder, path.endsWith("/") || !path ? `${path}index.html` : path);
}

const TYPES = /** @type {Record<string, string>} */ ({
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
});

/**
 * Serves a folder below the base on a free port, as a plain host would: files, compressed, folders
 * by their index page, and the site's own page for what is not there.
 *
 * @param {string} folder
 * @param {number} [delay] of each response, in milliseconds
 */
export async function serve(folder, delay = 0) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = decodeURIComponent(pathname);
    const wanted = path.endsWith("/") ? `${path}index.html` : path;
    const file = join(folder, wanted.slice(BASE.length));
    const found = wanted.startsWith(BASE) && extname(file) && existsSync(file);
    const sent = found ? file : join(folder, "404.html");
    const headers = { "content-type": TYPES[extname(sent)] ?? "", "content-encoding": "gzip" };
    const answer = () => {
      response.writeHead(found ? 200 : 404, headers);
      response.end(gzipSync(readFileSync(sent)));
    };
    if (delay) setTimeout(answer, delay);
    else answer();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${address.port}`, stop };
}

/**
 * Starts the system's Chromium, which must not talk to anybody.
 *
 * @param {string[]} [without] options that Playwright gives it and that these tests can do without
 */
export function launch(without = []) {
  return chromium.launch({
    executablePath: findChromium(),
    ignoreDefaultArgs: without,
    args: OPTIONS,
  });
}

/** What keeps the browser quiet. */
export const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function findChromium() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome"];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = paths.find((path) => existsSync(path));
  if (!path) throw new Error(`none of ${names.join(", ")} is on the PATH`);
  return path;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong on a page, one line a node. All rules count, best practices too.
 *
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    /** @type {any} */
    const { axe } = window;
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ rule) =>
      rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(" ")}`),
    );
  });
}
