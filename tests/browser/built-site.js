// Sites to test: built by the debug program, and served as a plain host would.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** Where the site stands on its server: below the root, as on most hosts. */
export const BASE = "/handbook/";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const TARGET = resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target");

/** Where cargo puts the debug program. */
export const DEBUG = join(TARGET, "debug");

const release = join(TARGET, "release", "fieldbook");

/** What is measured: the release program if it is built. */
export const MEASURED = existsSync(release) ? release : join(DEBUG, "fieldbook");

/**
 * A built and served site, until it is closed.
 *
 * @typedef {object} Served
 * @property {string} folder
 * @property {string} origin
 */

/**
 * Builds and serves the repository's content, with what it has no example of.
 *
 * @param {(book: string) => void} [add] what the site has beside that
 */
export async function buildAndServe(add) {
  const folder = buildSite(add);
  const { origin, stop } = await serve(folder);
  const close = async () => {
    await stop();
    rmSync(folder, { recursive: true });
  };
  return { folder, origin, close };
}

/**
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

/** Every page of a site but the redirects, by its path below the base. @param {string} folder */
export function pagesOf(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const paths = files
    .filter((file) => basename(file) === "index.html")
    .map((file) => file.slice(0, -"index.html".length));
  const isRedirect = (/** @type {string} */ path) =>
    readFileSync(fileOf(folder, path), "utf8").includes('http-equiv="refresh"');
  return paths.filter((path) => !isRedirect(path)).sort();
}

/**
 * The pages that hold an element or a class that none before them holds: what is true of each of
 * them is true of all as far as it comes from the templates and the styles.
 *
 * @param {string} folder
 * @param {string[]} paths
 */
export function distinctPages(folder, paths) {
  const seen = new Set();
  return paths.filter((path) => {
    const html = readFileSync(fileOf(folder, path), "utf8");
    const tags = [...html.matchAll(/<[a-z][^ >]*|(?<= class=")[^"]*/g)].map(([found]) => found);
    const count = seen.size;
    for (const found of tags) seen.add(found);
    return seen.size > count;
  });
}

/**
 * @param {string} folder
 * @param {string} path of a page
 */
export function fileOf(folder, path) {
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
  /** @type {Map<string, Buffer>} */
  const compressed = new Map();
  const body = (/** @type {string} */ file) => {
    const kept = compressed.get(file) ?? gzipSync(readFileSync(file));
    compressed.set(file, kept);
    return kept;
  };
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
      response.end(body(sent));
    };
    if (delay) setTimeout(answer, delay);
    else answer();
  });
  // A browser on a busy machine may take its time between two requests, and to ask at all.
  Object.assign(server, { headersTimeout: 0, requestTimeout: 0, keepAliveTimeout: 0 });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const stop = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${address.port}`, stop };
}
