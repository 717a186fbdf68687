// A worked example of each end of every tree, walked from the first question by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focused, scenariosOf, shown, skipToText, treesOf, walkByKeyboard } from "./trees.js";

const site = await start();

for (const [path, tree] of treesOf(site)) {
  test(`${tree.id}: examples end where they say, and every outcome is reached`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(site.address(path));
    const scenarios = await scenariosOf(page);
    const reached = new Set();
    // `fieldbook test` follows the answers of all of them.
    for (const scenario of firstOfEachEnd(scenarios)) {
      await page.goto("about:blank");
      await page.goto(site.address(path));
      await skipToText(page);
      const wanted = new URL(scenario.href);
      await walkByKeyboard(page, tree, wanted.searchParams);
      const ends = await shown(page);
      assert.equal(ends.join(", "), scenario.endsAt, scenario.name);
      assert.equal(await focused(page), ends[0], scenario.name);
      assert.equal(new URL(page.url()).search, wanted.search, scenario.name);
      for (const end of ends) reached.add(end);
      await page.goto("about:blank");
      await page.goto(scenario.href);
      assert.deepEqual(await shown(page), ends, `${scenario.name}, from its link`);
    }
    const outcomes = tree.nodes.filter((node) => node.kind === "outcome").map((node) => node.title);
    assert.deepEqual([...reached].sort(), outcomes.sort());
    assert.deepEqual(problems, []);
  });
}

/** @template {{endsAt: string}} T @param {T[]} scenarios */
function firstOfEachEnd(scenarios) {
  return [...new Map(scenarios.toReversed().map((it) => [it.endsAt, it])).values()];
}
