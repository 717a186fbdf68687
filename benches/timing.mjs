// Programs to measure, how long they run, and tables of that.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { MEASURED, ROOT } from "../tests/browser/built-site.js";

/** Memory where the machine has it, since times of a disk differ from run to run. */
export const FAST = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** What `FIELDBOOK` names, else the release program. */
export function fieldbook() {
  const program = process.env.FIELDBOOK ?? MEASURED;
  if (process.env.FIELDBOOK || !/\Wdebug\W/.test(program)) return program;
  console.error("Only the release program is measured: cargo build --release");
  process.exit(2);
}

/** Builds the program that does the least, see benches/limit. */
export function limit() {
  const folder = join(ROOT, "target/limit");
  const manifest = join(ROOT, "benches/limit/Cargo.toml");
  const options = ["--release", "--quiet", "--locked", "--target-dir", folder];
  const { status } = spawnSync("cargo", ["build", "--manifest-path", manifest, ...options], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(2);
  return join(folder, "release/limit");
}

/**
 * Where a tool is: what the variable of its name says, else the first on the PATH.
 *
 * @param {string} name
 */
export function found(name) {
  const paths = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  const named = process.env[name.toUpperCase()];
  return named || paths.find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Seconds of one run.
 *
 * @typedef {{wall: number, cpu: number}} Times
 */

/**
 * Runs a command to its end. Node does not say what a child cost, bash does.
 *
 * @param {string[]} command
 * @returns {Times}
 */
export function timed(command) {
  const script = 'TIMEFORMAT="%R %U %S"; exec 3>&2; { time "$@" >/dev/null 2>&3; } 2>&1';
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script, "bash", ...command], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) {
    console.error(
      `${command.join(" ")} failed:\n${stderr.trim().split("\n").slice(-8).join("\n")}`,
    );
    process.exit(1);
  }
  const [wall, user, system] = stdout.trim().split(" ").map(Number);
  return { wall, cpu: user + system };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

/** Prints columns; the first is on the left. @param {string[][]} rows */
export function printTable(rows) {
  const widths = rows[0].map((_, at) => Math.max(...rows.map((row) => row[at].length)));
  for (const row of rows) {
    const cells = row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at])));
    console.log(`  ${cells.join("  ")}`);
  }
}

/**
 * Runs something with a folder in memory that is removed afterwards.
 *
 * @template T
 * @param {(folder: string) => T | Promise<T>} use
 */
export async function inFolder(use) {
  const folder = mkdtempSync(join(FAST, "fieldbook-bench-"));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear);
  try {
    return await use(folder);
  } finally {
    process.off("exit", clear);
    clear();
  }
}
