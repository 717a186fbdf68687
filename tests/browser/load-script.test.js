// Data that comes later: as scripts of the site's own folder, and of no other.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, start } from "./helpers.js";

// A site of its own, since it is changed.
const site = await start(() => {});
mkdirSync(join(site.folder, "_fieldbook/some"));
writeFileSync(
  join(site.folder, "_fieldbook/some/data.js"),
  'fieldbook.times = (fieldbook.times ?? 0) + 1; fieldbook.data["some/data.js"] = [1, 2];',
);

for (const place of /** @type {const} */ (["address", "onDisk"])) {
  test(`a script of the site's own is loaded once, ${place}`, async () => {
    const reader = await site.visitor();
    await reader.page.goto(site[place](PAGES.sop));
    const found = await reader.page.evaluate(async () => {
      const both = [fieldbook.load("some/data.js"), fieldbook.load("some/data.js")];
      return [await Promise.all(both), /** @type {any} */ (fieldbook).times];
    });
    assert.deepEqual(found, [
      [
        [1, 2],
        [1, 2],
      ],
      1,
    ]);
    assert.deepEqual(reader.problems, []);
  });
}

test("a name that leaves the site's own folder is refused", async () => {
  const reader = await site.visitor();
  await reader.page.goto(site.address(PAGES.entry));
  const names = [
    "https://evil.example/x.js",
    "//evil.example/x.js",
    "../x.js",
    "/x.js",
    "a/../x.js",
    "x",
  ];
  for (const name of names) {
    const refused = await reader.page.evaluate(
      (name) =>
        fieldbook.load(name).then(
          () => "loaded",
          (error) => error.name,
        ),
      name,
    );
    assert.equal(refused, "TypeError", name);
  }
});

test("a script that is not there is a failure that can be tried again", async () => {
  const reader = await site.visitor();
  await reader.page.goto(site.address(PAGES.entry));
  const tries = await reader.page.evaluate(async () => {
    const load = () => fieldbook.load("not/there.js").catch((error) => error.message);
    return [await load(), await load()];
  });
  assert.deepEqual(tries, ["not/there.js did not load", "not/there.js did not load"]);
});

test("no other part of a page may set the address of a script", async () => {
  const reader = await site.visitor();
  await reader.page.goto(site.address(PAGES.entry));
  const names = await reader.page.evaluate(() => {
    const thrown = [];
    for (const attempt of [
      () => void (document.createElement("script").src = "x.js"),
      () => void (/** @type {any} */ (globalThis).trustedTypes.createPolicy("fieldbook", {})),
    ]) {
      try {
        attempt();
      } catch (error) {
        thrown.push(/** @type {Error} */ (error).name);
      }
    }
    return thrown;
  });
  assert.deepEqual(names, ["TypeError", "TypeError"]);
});
