// Every worked example of every tree, walked from the first question to its end by keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { focused, scenariosOf, shown, skipToText, treesOf, walkByKeyboard } from "./trees.js";

const site = await start();

for (const [path, tree] of treesOf(site)) {
  test(`${tree.id}: every example ends where it says, and every outcome is reached`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(site.address(path));
    const scenarios = await scenariosOf(page);
    const reached = new Set();
    for (const scenario of scenarios) {
      await page.goto("about:blank");
      await page.goto(site.address(path));
      await skipToText(page);
      const wanted = new URL(scenario.href);
      await walkByKeyboard(page, tree, wanted.searchParams);
      const ends = await shown(page);
      assert.equal(ends.join(", "), scenario.endsAt, scenario.name);
      assert.equal(await focused(page), ends[0], scenario.name);
      assert.equal(new URL(page.url()).search, wanted.search, scenario.name);
      // The first example of each outcome is opened from its link as well.
      if (!reached.has(ends[0])) {
        await page.goto("about:blank");
        await page.goto(scenario.href);
        assert.deepEqual(await shown(page), ends, `${scenario.name}, from its link`);
      }
      for (const end of ends) reached.add(end);
    }
    const outcomes = tree.nodes.filter((node) => node.kind === "outcome").map((node) => node.title);
    assert.deepEqual([...reached].sort(), outcomes.sort());
    assert.deepEqual(problems, []);
  });
}
