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
        assert.match(
          text,
          new RegExp(`^(Question|Outcome|What follows|Before you go on) ${index + 1}\\b`),
          node.id,
        );
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

const RESULT = "trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it#p2";

/** How many sheets of A4 a page takes, as browsers set them. @param {import("playwright-core").Page} page */
async function sheets(page) {
  const margin = { top: "1.2cm", bottom: "1.2cm", left: "1.2cm", right: "1.2cm" };
  const pdf = (await page.pdf({ format: "A4", margin })).toString("latin1");
  assert.equal(pdf.slice(0, 5), "%PDF-");
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

test("a walked tree is one sheet: the outcome, why, the note, the day and the address", async () => {
  const { page } = await site.visitor();
  await page.clock.setFixedTime(new Date("2026-11-21T09:00:00"));
  await page.goto(site.address(RESULT));
  await page.getByRole("textbox", { name: "Your note" }).fill("Ask again\nin spring.");
  assert.equal(await sheets(page), 1);
  await page.emulateMedia({ media: "print" });
  const text = await page.locator("body").innerText();
  const parts = [
    "Is this P0 this quarter?",
    "P2",
    "Nice to have.",
    "Note it and say so",
    "Ask again\nin spring.",
    "What would it cost to wait three months?",
    "Not sure",
    "Decided on 2026-11-21",
    site.address(RESULT),
  ];
  for (const part of parts) assert.ok(text.includes(part), `${part} in\n${text}`);
  for (const part of ["Copy", "Start again", "Change", "Back", "Worked examples", "P3", "About"])
    assert.ok(!text.includes(part), `${part} in\n${text}`);
});

test("a result without a note has no line for one", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(RESULT));
  await page.emulateMedia({ media: "print" });
  assert.ok(!(await page.locator("body").innerText()).includes("Your note"));
});

for (const [path, tree] of trees) {
  test(`${tree.id} on paper is a worksheet of a few sheets, with boxes, without keys and commands`, async () => {
    const { page } = await site.visitor();
    await page.goto(site.address(path));
    await page.locator(".walking").waitFor();
    const most = Math.ceil(tree.nodes.length / 5) + 1;
    const count = await sheets(page);
    assert.ok(count <= most, `${count} sheets for ${tree.nodes.length} nodes`);
    await page.emulateMedia({ media: "print" });
    const signs = await page
      .locator(".question a[data-answer], .answers.ticks > li")
      .evaluateAll((all) => all.map((one) => getComputedStyle(one, "::before").content));
    assert.ok(signs.length && signs.every((sign) => sign.includes("☐")), signs.join());
    const text = await page.locator("body").innerText();
    for (const command of ["Print the worksheet", "See it in the tree", "Fit to", "Copy link"])
      assert.ok(!text.includes(command), command);
    assert.deepEqual(await page.evaluate(outside), []);
  });
}

/** Runs in the page: what reaches over the sides of its column. */
function outside() {
  const parts = document.querySelectorAll(".node :is(h2, p, li, .label, .target, td, dd)");
  return [...parts]
    .filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0)
    .map((part) => part.outerHTML);
}

test("the worksheet can be had at a result, with the path marked in the drawing", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(RESULT));
  await page.evaluate(() => document.querySelector("article")?.classList.add("worksheet"));
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.getByRole("heading", { name: "Write the sentence first" }).isVisible());
  const frame = (await page.locator(".diagram-frame").boundingBox()) ?? assert.fail();
  const end = (await page.locator(".diagram .mark[aria-current]").boundingBox()) ?? assert.fail();
  assert.ok(end.x >= frame.x && end.x + end.width <= frame.x + frame.width + 1);
});
