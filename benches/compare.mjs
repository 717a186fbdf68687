// How long fieldbook takes for real markdown, beside the limit and other tools.

import { rmSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { writeBook } from "./book.mjs";
import { layOut, readPages } from "./corpus.mjs";
import { fieldbook, found, inFolder, limit, median, printTable, timed } from "./timing.mjs";

const RUNS = 5;
/** Entries of the generated book. */
const GENERATED = 1000;

/** @param {string[]} folders of markdown; without one the generated book */
export async function compare(folders) {
  const programs = { fieldbook: fieldbook(), limit: limit() };
  for (const folder of folders.length ? folders : [undefined]) {
    await inFolder((place) => {
      const pages = corpus(place, folder);
      const size = pages.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
      const name = folder ? basename(resolve(folder)) : "the generated book";
      const megabytes = (size / 1e6).toFixed(1);
      console.log(`\n${name}: ${pages.length} pages, ${megabytes} MB, medians of ${RUNS} runs`);
      report(race(commands(programs, place), join(place, "out")));
    });
  }
}

/**
 * Lays the folder out for each tool, below the place.
 *
 * @param {string} place
 * @param {string} [folder]
 */
export function corpus(place, folder) {
  const generated = join(place, "generated");
  if (!folder) writeBook(generated, GENERATED);
  const pages = readPages(folder ?? join(generated, "content"));
  layOut(pages, place);
  return pages;
}

/**
 * The command of each tool that is there.
 *
 * @param {{fieldbook: string, limit: string}} programs
 * @param {string} place
 * @returns {Record<string, string[]>}
 */
function commands(programs, place) {
  const [hugo, zola, mdbook] = ["hugo", "zola", "mdbook"].map(found);
  const [source, out] = [(/** @type {string} */ tool) => join(place, tool), join(place, "out")];
  return {
    fieldbook: [programs.fieldbook, "build", source("fieldbook"), "--dest-dir", out],
    limit: [programs.limit, source("fieldbook/content"), out],
    ...(hugo && {
      Hugo: [hugo, "--quiet", "--noBuildLock", "--source", source("hugo"), "--destination", out],
    }),
    ...(zola && {
      Zola: [zola, "--root", source("zola"), "build", "--force", "--output-dir", out],
    }),
    ...(mdbook && {
      mdBook: [mdbook, "build", source("mdbook"), "--dest-dir", out],
      "mdBook, no search": [mdbook, "build", source("mdbook-plain"), "--dest-dir", out],
    }),
  };
}

/**
 * Runs the commands in turn, so that all have the same share of what else the machine does, each time
 * into an empty place. The first round is not counted, because it reads files for the first time.
 *
 * @param {Record<string, string[]>} commands
 * @param {string} out
 */
function race(commands, out) {
  /** @type {Record<string, import("./timing.mjs").Times[]>} */
  const runs = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= RUNS; round += 1) {
    for (const [name, command] of Object.entries(commands)) {
      rmSync(out, { recursive: true, force: true });
      const times = timed(command);
      if (round > 0) runs[name].push(times);
    }
  }
  return runs;
}

/** @param {Record<string, import("./timing.mjs").Times[]>} runs */
function report(runs) {
  const medians = Object.entries(runs).map(([name, times]) => ({
    name,
    wall: median(times.map(({ wall }) => wall)),
    cpu: median(times.map(({ cpu }) => cpu)),
  }));
  const wallOf = (/** @type {string} */ name) =>
    medians.find((each) => each.name === name)?.wall ?? NaN;
  const ms = (/** @type {number} */ seconds) => `${Math.round(seconds * 1000)} ms`;
  const rows = medians.map(({ name, wall, cpu }) => [
    name,
    ms(wall),
    ms(cpu),
    (wall / wallOf("limit")).toFixed(2),
    name === "fieldbook" ? "" : (wallOf("fieldbook") / wall).toFixed(2),
  ]);
  printTable([
    ["", "wall", "user + system", "times the limit", "fieldbook is times this"],
    ...rows,
  ]);
}
