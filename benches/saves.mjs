// How long an author waits: from the start of the preview to its first page, and from a save to the
// page with the new text.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { basename, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { corpus } from "./compare.mjs";
import { fieldbook, inFolder, median } from "./timing.mjs";

const SAVES = 30;
/** Milliseconds between two requests, and from one answer to the next save. */
const [BETWEEN, REST] = [1, 300];
/** Milliseconds after which a text is taken for lost. */
const LONGEST = 120_000;

/** @param {string[]} folders of markdown; without one the generated book */
export async function saves(folders) {
  for (const folder of folders.length ? folders : [undefined])
    await inFolder(async (place) => {
      const pages = corpus(place, folder);
      // The page in the middle is neither a short nor a long one.
      const { path } = [...pages].sort((a, b) => a.text.length - b.text.length)[pages.length >> 1];
      const { start, times } = await preview(join(place, "fieldbook"), path);
      const ms = (/** @type {number} */ time) => `${time.toFixed(1)} ms`;
      console.log(
        `\n${folder ? basename(resolve(folder)) : "the generated book"}: ${pages.length} pages`,
      );
      console.log(`  first answer of the preview after ${ms(start)}`);
      console.log(
        `  ${SAVES} saves: served after ${ms(median(times))} (median), ` +
          `${ms(Math.min(...times))} at least, ${ms(Math.max(...times))} at most`,
      );
    });
}

/**
 * @param {string} book
 * @param {string} path of the page that is saved
 */
async function preview(book, path) {
  const begin = performance.now();
  const server = spawn(fieldbook(), ["serve", book, "--port", "0"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const stop = () => server.kill();
  process.once("exit", stop);
  try {
    const address = `${await addressOf(server)}${path}/`;
    const file = join(book, "content", `${path}.md`);
    const original = readFileSync(file, "utf8");
    await untilServed(address, agent, "</html>");
    const start = performance.now() - begin;
    const times = [];
    for (let save = 0; save < SAVES; save += 1) {
      await pause(REST);
      const token = `saved${save}now`;
      const before = performance.now();
      writeFileSync(file, `${original}\n\n${token}\n`);
      await untilServed(address, agent, token);
      times.push(performance.now() - before);
    }
    return { start, times };
  } finally {
    process.off("exit", stop);
    agent.destroy();
    stop();
  }
}

/** The preview says where it is. @param {import("node:child_process").ChildProcess} server */
function addressOf(server) {
  let said = "";
  return /** @type {Promise<string>} */ (
    new Promise((found, failed) => {
      // It is read to its end, so that the preview never waits for a reader.
      server.stderr?.on("data", (text) => {
        said = `${said}${text}`.slice(0, 10_000);
        const address = /serving (http\S+)/.exec(said)?.[1];
        if (address) found(address);
      });
      server.once("exit", () => failed(new Error(`the preview ended:\n${said}`)));
    })
  );
}

/** @param {string} address @param {Agent} agent @param {string} text */
async function untilServed(address, agent, text) {
  const end = performance.now() + LONGEST;
  while (!(await body(address, agent)).includes(text)) {
    if (performance.now() > end) throw new Error(`${address} never showed ${text}`);
    await pause(BETWEEN);
  }
}

/** @param {string} address @param {Agent} agent */
function body(address, agent) {
  return /** @type {Promise<string>} */ (
    new Promise((done, failed) => {
      const request = get(address, { agent }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part) => (text += part));
        response.once("end", () => done(response.statusCode === 200 ? text : ""));
      });
      request.once("error", failed);
    })
  );
}
