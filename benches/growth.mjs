// Whether a book that is twice as large takes twice the time, and how much memory it takes.

import { spawn } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { writeBook } from "./book.mjs";
import { fieldbook, inFolder, median, printTable } from "./timing.mjs";

const RUNS = 3;
/** Milliseconds between two looks at the memory of a build. */
const BETWEEN = 10;

/** @param {number} largest number of entries */
export async function growth(largest) {
  console.log("\nGenerated books");
  await grow([largest / 10, largest]);
  console.log("\nPages in one folder");
  await grow(
    [50, 25, 12.5, 6.25].map((part) => Math.round(largest / part)),
    inOneFolder,
  );
}

/** @param {number} entry */
const inOneFolder = (entry) => `pages/entry-${entry}`;

/**
 * @param {number[]} sizes
 * @param {(entry: number) => string} [place]
 */
async function grow(sizes, place) {
  const rows = [["entries", "wall", "an entry", "growth", "output", "growth", "peak memory"]];
  /** @type {Awaited<ReturnType<typeof measure>> | undefined} */
  let last;
  for (const size of sizes) {
    const now = await measure(size, place);
    rows.push([
      `${size}`,
      `${now.seconds.toFixed(2)} s`,
      `${((now.seconds / size) * 1e6).toFixed(0)} µs`,
      last ? (now.seconds / last.seconds).toFixed(2) : "",
      `${(now.bytes / 1e6).toFixed(1)} MB`,
      last ? (now.bytes / last.bytes).toFixed(2) : "",
      now.peak ? `${(now.peak / 2 ** 20).toFixed(0)} MiB` : "unknown",
    ]);
    last = now;
  }
  printTable(rows);
}

/**
 * @param {number} size
 * @param {(entry: number) => string} [place]
 */
function measure(size, place) {
  return inFolder(async (folder) => {
    const [book, out] = [join(folder, "book"), join(folder, "out")];
    writeBook(book, size, place);
    const builds = [];
    for (let run = 0; run < RUNS; run += 1) {
      rmSync(out, { recursive: true, force: true });
      builds.push(await build(book, out));
    }
    return {
      seconds: median(builds.map(({ seconds }) => seconds)),
      peak: Math.max(...builds.map(({ peak }) => peak)),
      bytes: bytesIn(out),
    };
  });
}

/** Seconds, and the most memory in bytes. @param {string} book @param {string} out */
async function build(book, out) {
  const begin = performance.now();
  const child = spawn(fieldbook(), ["build", book, "--dest-dir", out], { stdio: "ignore" });
  let peak = 0;
  const look = () => (peak = Math.max(peak, peakOf(child.pid)));
  const timer = setInterval(look, BETWEEN);
  const code = await new Promise((done) => child.once("exit", done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`the build of ${book} failed`);
  return { seconds: (performance.now() - begin) / 1000, peak };
}

/** Linux keeps the peak of a process until it ends; elsewhere it is unknown. @param {number} [pid] */
function peakOf(pid) {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** @param {string} folder */
function bytesIn(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.reduce((sum, file) => {
    const found = statSync(join(folder, file));
    return found.isFile() ? sum + found.size : sum;
  }, 0);
}
