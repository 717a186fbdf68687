// The page replays answers in JavaScript, the build in Rust. Both must agree, always: the build
// proves things about the tree that the reader walks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

import { start } from "./helpers.js";
import { DEBUG, ROOT } from "./built-site.js";

const ANSWERS_PER_TREE = 2000;
const SEED = 20261121;

/** @type {{tree: any, walks: any[]}[]} */
let trees = [];
const site = await start((book) => (trees = replays(book)));

/** The functions of the page's script that know no page. */
const { walk, flips } = runInNewContext(
  `${readFileSync(join(ROOT, "assets/js/tree-engine.js"), "utf8")};\nfieldbook.tree`,
  { fieldbook: {} },
);

/**
 * What the build's own replay says, which `cargo test` has compiled.
 *
 * @param {string} book
 */
function replays(book) {
  const program = join(DEBUG, "examples", "walks");
  assert.ok(existsSync(program), "`cargo build --example walks` comes first");
  const options = /** @type {const} */ ({ encoding: "utf8", maxBuffer: 2 ** 30 });
  return JSON.parse(execFileSync(program, [book, String(ANSWERS_PER_TREE), String(SEED)], options));
}

/** @param {string} query */
const answers = (query) => new Map(new URLSearchParams(query));

/** A value of the other realm as one of this. @param {any} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("both replays of random answers stand at the same place", () => {
  assert.ok(trees.length >= 10, "the playbook has trees");
  const kinds = new Set(
    trees.flatMap(({ tree }) => tree.nodes.map((/** @type {any} */ node) => node.kind)),
  );
  assert.equal(kinds.size, 7, "every kind of node is compared");
  for (const { tree, walks } of trees) {
    assert.equal(walks.length, ANSWERS_PER_TREE);
    const ends = new Set();
    for (const wanted of walks) {
      const given = answers(wanted.query);
      const found = walk(tree, given);
      const place = {
        steps: found.steps.map((/** @type {any} */ step) => step.node),
        at: found.at,
        ends: found.ends.map((/** @type {any} */ end) => [end.node, end.caveat ?? null]),
      };
      assert.deepEqual(
        plain(place),
        { steps: wanted.steps, at: wanted.at, ends: wanted.ends },
        `${tree.id}${wanted.query}`,
      );
      const changes = plain(flips(tree, given));
      const same = changes.map((/** @type {any} */ flip) => [
        answers(`?${new URLSearchParams([[tree.nodes[flip.node].id, flip.value]])}`),
        flip.ends,
      ]);
      const theirs = wanted.flips.map((/** @type {any} */ flip) => [answers(flip.answer), flip.to]);
      assert.deepEqual(same, theirs, `what would change ${tree.id}${wanted.query}`);
      for (const [end] of wanted.ends) ends.add(end);
    }
    assert.ok(ends.size >= 2, `${tree.id} ended at ${ends.size} outcomes`);
  }
});

test("the script of the walk is at most 7.25 KB over the wire", () => {
  const folder = join(site.folder, "_fieldbook");
  const name = readdirSync(folder).find((file) => /^tree\.\w+\.js$/.test(file)) ?? assert.fail();
  // Each file of a bundle has a scope of its own.
  const files = readFileSync(join(folder, name), "utf8").split(/^(?=\{$)/m);
  const [engine, fields, element] = [
    "fieldbook.tree=",
    "fieldbook.treeFields=",
    'customElements.define("tree-walk"',
  ].map((sign) => files.find((file) => file.includes(sign)) ?? assert.fail());
  const bytes = gzipSync(engine + fields + element, { level: 9 }).length;
  assert.ok(bytes > 3000 && bytes <= 7.25 * 1024, `${bytes} bytes`);
});

test("no script sets HTML from text", () => {
  const folder = join(ROOT, "assets/js");
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const script = files.join("\n");
  assert.doesNotMatch(script, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/);
});
