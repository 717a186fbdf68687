// A tree where nothing runs: with JavaScript off, and on paper.

import assert from "node:assert/strict";
import { test } from "node:test";

import { start } from "./helpers.js";
import { treesOf } from "./trees.js";

const site = await start();
const trees = treesOf(site);

for (const [path, tree] of trees) {
  test(`${tree.id} without JavaScript: every node is there, and every way leads to one`, async () => {
    const { page, problems } = await site.visitor({ script: false });
    await page.goto(site.address(path));
    for (const [index, node] of tree.nodes.entries()) {
      const section = page.locator(`section[id="${node.id}"]`);
      assert.ok(await section.isVisible(), node.id);
      assert.equal(await section.getByRole("heading", { level: 2 }).textContent(), node.title);
      const reached = await section.locator(".reached-from").count();
      assert.equal(reached, index === 0 ? 0 : 1, `${node.id} says where one comes from`);
      for (const label of [...(node.answers ?? []), ...(node.ticks ?? [])]) {
        assert.ok((await section.textContent())?.includes(label.label), label.label);
      }
    }
    const ways = page.locator(".node a[href^='#']");
    const ids = new Set(tree.nodes.map((node) => `#${node.id}`));
    for (const to of await ways.evaluateAll((links) =>
      links.map((link) => link.getAttribute("href") ?? ""),
    )) {
      assert.ok(ids.has(to), to);
    }
    for (const rules of await page.locator(".node.rules").all()) {
      assert.ok((await rules.getByRole("row").count()) >= 3);
      assert.ok(await rules.getByRole("row").last().isVisible());
    }
    assert.deepEqual(problems, []);
  });
}

test("without JavaScript an answer goes to its section, and the address marks it", async () => {
  const { page } = await site.visitor({ script: false });
  await page.goto(site.address("trees/change-or-stay/"));
  await page
    .locator("#trigger")
    .getByRole("link", { name: "Executives are questioning it" })
    .click();
  const target = page.locator(":target");
  assert.equal(await target.getAttribute("id"), "attempts");
  const line = (/** @type {string} */ id) =>
    page.locator(`#${id} h2`).evaluate((heading) => getComputedStyle(heading).textDecorationLine);
  assert.deepEqual([await line("attempts"), await line("changed")], ["underline", "none"]);
});

for (const script of [true, false]) {
  test(`on paper, JavaScript ${script ? "on" : "off"}: every question, its number, and where to go`, async () => {
    for (const [path, tree] of trees) {
      const { page } = await site.visitor({ script });
      await page.goto(site.address(path));
      if (script) await page.locator(".node:visible").first().waitFor();
      await page.emulateMedia({ media: "print" });
      const printed = await page.locator("main").innerText();
      for (const [index, node] of tree.nodes.entries()) {
        const section = page.locator(`.node[data-node="${node.id}"]`);
        assert.ok(await section.isVisible(), node.id);
        const text = await section.innerText();
        assert.ok(text.includes(node.title), node.title);
        assert.match(text, new RegExp(`^(Question|Outcome|What follows) ${index + 1}\\b`), node.id);
        if (node.answers) {
          const places = text.match(/\(go to \d+\)/g) ?? [];
          assert.equal(places.length, node.answers.length, `${node.id}: ${text}`);
        } else if (node.kind !== "outcome") {
          assert.match(text, /\(go to \d+\)/, node.id);
        }
        for (const tick of node.ticks ?? []) assert.ok(text.includes(tick.label), tick.label);
      }
      assert.ok(!printed.includes("Start again"), "no buttons");
      await page.context().close();
    }
  });
}

test("on paper, a walk prints what was answered, and the file is a PDF of some pages", async () => {
  const { page } = await site.visitor();
  await page.goto(
    site.address("trees/change-or-stay/?attempts=0&trigger=not-sure#stay-the-course"),
  );
  await page.locator(".path").waitFor();
  const pdf = await page.pdf({ format: "A4" });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 2 && pages <= 10, `${pages} pages`);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await page.locator(".path .given").allInnerTexts(), ["Not sure", "0"]);
  assert.equal(await page.locator(".path a").first().isVisible(), false);
  assert.ok(await page.locator(".diagram").isVisible());
});
