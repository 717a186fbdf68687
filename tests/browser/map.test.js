// The map of the book: a list of entries, and arcs between those that link to each other.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, WIDTHS, start } from "./helpers.js";

const site = await start();
const MAP = site.address(PAGES.map);

/** @typedef {import("playwright-core").Page} Page */

/** Runs in the page: how far each dot is from the middle of the text of its line, in pixels. */
function misses() {
  const lines = [...document.querySelectorAll(".line:has(a)")];
  return lines.map((line, at) => {
    const text = /** @type {Element} */ (line.querySelector("a")).getBoundingClientRect();
    const dot = /** @type {Element} */ (
      document.querySelector(`.arcs [data-rows="${at}"]`)
    ).getBoundingClientRect();
    return Math.abs((text.top + text.bottom) / 2 - (dot.top + dot.bottom) / 2);
  });
}

test("the list, the arcs and the data for programs agree", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(MAP);
  const { entries } = JSON.parse(readFileSync(join(site.folder, "playbook.json"), "utf8"));
  const addresses = new Set(
    entries.map((/** @type {any} */ entry) => new URL(entry.url, site.address("")).href),
  );
  /** @type {Set<string>} */
  const links = new Set();
  for (const { url, links: own } of entries) {
    const from = new URL(url, site.address("")).href;
    for (const { to } of own) {
      const there = new URL(to, site.address("")).href;
      if (addresses.has(there) && there !== from) links.add(`${from} ${there}`);
    }
  }
  assert.ok(links.size > 100, `${links.size}`);
  const pairs = new Set([...links].map((link) => link.split(" ").sort().join(" ")));
  const lines = await page.locator(".line:has(a)").evaluateAll((all) =>
    all.map((line) => ({
      to: line.querySelector("a")?.href ?? "",
      says: line.querySelector(".count")?.textContent ?? "",
    })),
  );
  assert.deepEqual(lines.map(({ to }) => to).sort(), [...addresses].sort());
  for (const { to, says } of lines) {
    const [into, out] = [1, 0].map(
      (end) => [...links].filter((link) => link.split(" ")[end] === to).length,
    );
    assert.equal(says, `${into || "none"} in, ${out} out`, to);
  }
  const arcs = await page
    .locator(".arcs [data-rows*=' ']")
    .evaluateAll((all) =>
      all.map((arc) => (arc.getAttribute("data-rows") ?? "").split(" ").map(Number)),
    );
  assert.deepEqual(
    arcs
      .map((ends) =>
        ends
          .map((end) => lines[end].to)
          .sort()
          .join(" "),
      )
      .sort(),
    [...pairs].sort(),
  );
  assert.deepEqual(problems, []);
});

for (const [looks, { width, size = "100%", dir = "ltr" }] of Object.entries({
  "a laptop": { width: WIDTHS.laptop },
  "a small window": { width: 700 },
  "large text": { width: WIDTHS.laptop, size: "180%" },
  "right to left": { width: WIDTHS.laptop, dir: "rtl" },
})) {
  test(`arcs meet their lines: ${looks}`, async () => {
    const { page } = await site.visitor({ width });
    await page.goto(MAP);
    await page.evaluate(
      ([size, dir]) => {
        document.dir = dir;
        document.documentElement.style.fontSize = size;
      },
      [size, dir],
    );
    const far = await page.evaluate(misses);
    assert.ok(far.length > 50 && Math.max(...far) <= 2, `${Math.max(...far)}`);
    const [list, arcs] = [
      await page.locator("link-map > div").boundingBox(),
      await page.locator(".arcs").boundingBox(),
    ];
    assert.equal(
      (list?.x ?? 0) < (arcs?.x ?? 0),
      dir === "ltr",
      "the drawing is at the end of the lines",
    );
    const ends = await page.evaluate(() => {
      const [arc] = [...document.querySelectorAll(".arcs path")].map((path) =>
        path.getBoundingClientRect(),
      );
      const dot = /** @type {Element} */ (
        document.querySelector(".arcs [stroke-width]")
      ).getBoundingClientRect();
      return [Math.abs(arc.left - dot.left), Math.abs(arc.right - dot.right)];
    });
    const starts = await page
      .locator(".count")
      .first()
      .evaluate((count) => getComputedStyle(count).direction);
    assert.equal(starts, "ltr", "numbers stay before their words");
    assert.ok(
      ends[dir === "ltr" ? 0 : 1] < 1,
      "an arc begins at its dot, on the side of the lines",
    );
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
}

test("what is linked with an entry stands out when it is pointed at or has the focus", async () => {
  const { page } = await site.visitor();
  await page.goto(MAP);
  const near = () =>
    page.locator(".line.near a").evaluateAll((all) => all.map((one) => one.textContent));
  assert.deepEqual(await near(), []);
  const link = page.locator("link-map").getByRole("link", { name: "Investment and return" });
  await link.hover();
  const pointed = await near();
  assert.ok(pointed.includes("Investment and return") && pointed.length > 2, `${pointed}`);
  const at = await page.locator(".arcs .near[data-rows*=' ']").count();
  assert.equal(at, pointed.length - 1);
  await page.getByRole("heading", { level: 1 }).hover();
  assert.deepEqual(await near(), []);
  await link.focus();
  assert.deepEqual(await near(), pointed);
  await link.blur();
  assert.deepEqual(await near(), []);
});

test("without JavaScript it is whole, and on a phone the list alone says everything", async () => {
  for (const width of [320, ...Object.values(WIDTHS)]) {
    const { page } = await site.visitor({ width, script: false });
    await page.goto(MAP);
    assert.equal(await page.locator(".arcs").isVisible(), width > 640);
    const seen = await page
      .locator(".line")
      .evaluateAll(
        (all) =>
          all.filter(
            (line) => /\d out$/.test(line.textContent?.trim() ?? "") && line.checkVisibility(),
          ).length,
      );
    assert.ok(seen > 50, `${seen}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
});

test("entries that none links to are named, and the one that most link to", async () => {
  const { page } = await site.visitor();
  await page.goto(MAP);
  const said = await page.locator("main .prose").innerText();
  assert.match(
    said,
    /\d+ entries and \d+ links between them\. The most linked is .+, from \d+ others\./,
  );
  assert.match(said, /No entry links to .*First entry of a folder and Second entry of a folder\./);
});

test("g and m lead to the map, and the list of keys says so", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.sop));
  await page.keyboard.press("?");
  assert.match(await page.getByRole("dialog").innerText(), /g m\s+Map/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await page.waitForURL(MAP);
});
