// Every state of a tree that a reader can be in, by day and by night, on a laptop and on a phone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SCHEMES, WIDTHS, start, violationsByDayAndNight } from "./helpers.js";

const site = await start();

/** Wide enough for the drawing, and too narrow for all of it. */
const TABLET = 760;

/**
 * @typedef {import("playwright-core").Page} Page
 * @type {Record<string, {path: string, then?: (page: Page) => Promise<void>}>}
 */
const STATES = {
  question: {
    path: "trees/p0-this-quarter/?count=3&without=no-the-quarter-fails-without-it#replace",
  },
  start: { path: "trees/which-level/" },
  ticks: { path: "trees/change-or-stay/?attempts=1&trigger=not-sure#changed" },
  error: {
    path: "trees/change-or-stay/?attempts=1&trigger=not-sure#changed",
    then: (page) => page.getByRole("button", { name: "Continue" }).click(),
  },
  result: {
    path: "trees/change-or-stay/?attempts=1&changed=none-of-these&trigger=executives-are-questioning-it",
    then: (page) => page.getByText("What would change this").click(),
  },
  "answers not used": {
    path: "trees/change-or-stay/?attempts=0&changed=none-of-these&back=yes-once&trigger=not-sure",
  },
  "answers left out": { path: "trees/change-or-stay/?attempts=17&trigger=not-sure" },
  ahead: { path: "trees/change-or-stay/#weigh-it" },
  "not sure": {
    path: "trees/p0-this-quarter/?moving=no&without=yes-and-few-would-notice#without",
    then: async (page) =>
      page
        .locator(".not-sure")
        .evaluateAll((all) => all.forEach((one) => one.setAttribute("open", ""))),
  },
  list: { path: "decisions/" },
  "in an article": {
    path: "execution/execution-over-strategy/",
    then: async (page) => {
      const found = page.locator("details.inline-tree").first();
      await found.getByText("Walk through this decision").click();
      await found.locator("a[data-answer]:visible").first().click();
    },
  },
};

for (const [name, { path, then }] of Object.entries(STATES)) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    test(`${name}, ${device}: axe finds nothing, by day or by night`, async () => {
      const { page, problems } = await site.visitor({ width });
      await page.goto(site.address(path));
      await then?.(page);
      assert.deepEqual(await violationsByDayAndNight(page), []);
      assert.deepEqual(problems, []);
    });
  }

  test(`${name}: nothing scrolls sideways at 320 pixels`, async () => {
    const { page } = await site.visitor({ width: 320 });
    await page.goto(site.address(path));
    await then?.(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${wide} pixels`);
  });
}

test("on a phone every answer is big enough for a thumb", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  for (const state of ["question", "ticks"]) {
    await page.goto(site.address(STATES[state].path));
    for (const target of await page
      .locator(".node:visible :is(a[data-answer], label:not(.hidden-text), button)")
      .all()) {
      assert.ok(((await target.boundingBox())?.height ?? 0) >= 44, await target.innerText());
    }
  }
});

test("lines from different heights arrive at a box at different heights", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("trees/p0-this-quarter/"));
  const lines = await page
    .locator(".diagram .way")
    .evaluateAll((ways) =>
      ways.map((way) => (way.getAttribute("d") ?? "").match(/-?\d+/g)?.map(Number) ?? []),
    );
  assert.ok(lines.length > 15);
  const last = lines.map((line) => line.slice(-6));
  const arrivals = new Map();
  for (const [, from, , , x, y] of last) {
    const here = `${x} ${y}`;
    assert.equal(arrivals.get(here) ?? from, from, `two lines meet at ${here}`);
    arrivals.set(here, from);
  }
});

test("the drawing, and not the page, is moved to where the reader is", async () => {
  const { page } = await site.visitor({ width: TABLET });
  for (const [state, box] of [
    ["", "trigger"],
    ["?attempts=1&trigger=not-sure", "changed"],
    ["?attempts=0&trigger=not-sure", "stay-the-course"],
  ]) {
    await page.goto(site.address(`trees/change-or-stay/${state}`));
    assert.equal(await page.evaluate(() => scrollY), 0);
    await inFrame(page, `.diagram .mark[data-mark=${box}][aria-current]`);
  }
  await page.getByRole("link", { name: "Start again" }).click();
  await inFrame(page, ".diagram .mark[data-mark=trigger][aria-current]");
});

test("the Tab key brings every box of the drawing into sight", async () => {
  const { page } = await site.visitor({ width: TABLET });
  await page.goto(site.address("trees/change-or-stay/"));
  await page.getByRole("region", { name: "Diagram" }).focus();
  const boxes = await page.locator(".diagram .mark").count();
  assert.ok(boxes > 5);
  for (let box = 0; box < boxes; box += 1) {
    await page.keyboard.press("Tab");
    await inFrame(page, ".mark:focus");
  }
});

/**
 * Fails if a box of the drawing is cut off at a side of its frame.
 *
 * @param {Page} page
 * @param {string} which
 */
async function inFrame(page, which) {
  const box = (await page.locator(which).boundingBox()) ?? assert.fail(which);
  const frame = (await page.locator(".diagram-frame").boundingBox()) ?? assert.fail();
  assert.ok(
    box.x >= frame.x && box.x + box.width <= frame.x + frame.width,
    `${which}: ${box.x} in ${frame.x} to ${frame.x + frame.width}`,
  );
}

test("a drawing wider than its frame can be scrolled with the keyboard", async () => {
  const { page } = await site.visitor({ width: TABLET });
  await page.goto(site.address("trees/change-or-stay/"));
  const frame = page.getByRole("region", { name: "Diagram" });
  await frame.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => (document.querySelector(".diagram-frame")?.scrollLeft ?? 0) > 0);
});

for (const palette of SCHEMES) {
  for (const chosen of SCHEMES) {
    test(`in forced colours (${palette}) with the scheme switched to ${chosen}, the drawing has the colours of the system`, async () => {
      const { page } = await site.visitor({ scheme: palette });
      await page.emulateMedia({ forcedColors: "active", colorScheme: palette });
      await page.addInitScript(
        (scheme) => localStorage.setItem("fieldbook-scheme", scheme),
        chosen,
      );
      await page.goto(site.address("trees/change-or-stay/?attempts=1&trigger=not-sure"));
      assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), chosen);
      const colours = await page.evaluate(() => {
        const of = (/** @type {string} */ part, /** @type {string} */ what) => {
          const element = document.querySelector(part);
          return element ? getComputedStyle(element).getPropertyValue(what) : part;
        };
        return {
          text: of("main p", "color"),
          canvas: of("html", "background-color"),
          lines: [".way", ".divide", ".end rect"].map((part) => of(`.diagram ${part}`, "stroke")),
          words: of(".diagram text", "fill"),
          boxes: [".mark:not(.end) rect", ".end rect", "[aria-current] rect"].map((part) =>
            of(`.diagram ${part}`, "fill"),
          ),
          marks: [".passed rect", "[aria-current] rect"].map((part) =>
            of(`.diagram ${part}`, "stroke"),
          ),
        };
      });
      assert.deepEqual([...colours.lines, colours.words], Array(4).fill(colours.text));
      for (const box of colours.boxes)
        assert.ok(contrast(colours.words, box) >= 7, `words on ${box}`);
      for (const mark of colours.marks)
        assert.ok(contrast(mark, colours.canvas) >= 3, `${mark} on ${colours.canvas}`);
    });
  }
}

/**
 * How much two colours differ, as WCAG measures it.
 *
 * @param {string} a
 * @param {string} b
 */
function contrast(a, b) {
  const light = (/** @type {string} */ colour) => {
    const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => Number(part) / 255);
    const [red, green, blue] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [less, more] = [light(a), light(b)].sort((one, other) => one - other);
  return (more + 0.05) / (less + 0.05);
}

test("without script, the Tab key still brings every box of the drawing into sight", async () => {
  for (const path of ["trees/change-or-stay/", "trees/p0-this-quarter/"]) {
    const { page } = await site.visitor({ width: TABLET, script: false });
    await page.goto(site.address(path));
    await page.getByRole("region", { name: "Diagram" }).focus();
    for (let box = await page.locator(".diagram .mark").count(); box > 0; box -= 1) {
      await page.keyboard.press("Tab");
      await inFrame(page, ".mark:focus");
    }
  }
});
