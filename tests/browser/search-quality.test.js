// The search answers questions better than MiniSearch over the same pages, also where a reader's
// words are not the page's. `scripts/search-quality -v` shows each question.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";
import { ROOT } from "./built-site.js";
import { meanRank, miniPlaces, ourPlaces, readQuestions } from "./search-quality.js";

const site = await start();
const questions = readQuestions(join(ROOT, "tests/search/questions.txt"));
const ours = await ourPlaces(site.folder, questions);
const theirs = [
  await miniPlaces(site.folder, questions, "pages"),
  await miniPlaces(site.folder, questions, "sections"),
];

/** What is reached with room for the content to change. */
const FLOORS = { words: 0.85, questions: 0.75, problems: 0.4, all: 0.67 };

for (const [group, floor] of Object.entries(FLOORS)) {
  test(`${group}: the page that answers comes early, and earlier than elsewhere`, () => {
    const of = (/** @type {number[]} */ places) =>
      meanRank(
        places.filter((_, at) => group === "all" || questions[at].group.split(",")[0] === group),
      );
    const own = of(ours);
    assert.ok(own >= floor, `${own}`);
    for (const places of theirs) assert.ok(own >= of(places), `${own} and ${of(places)}`);
  });
}

test("there are enough questions, and their pages are there", () => {
  assert.ok(questions.length >= 60);
  const problems = questions.filter(({ group }) => group.startsWith("problems"));
  assert.ok(problems.length >= questions.length / 4);
  const pages = new Set(site.paths);
  for (const { pages: wanted, text } of questions)
    for (const page of wanted) assert.ok(pages.has(page), `${page} for ${text}`);
});
