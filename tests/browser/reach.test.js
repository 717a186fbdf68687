// Where the Tab key goes, that it can be seen there, and that everything is large enough to hit.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, SCHEMES, WIDTHS, start } from "./helpers.js";

const site = await start();
const SOME = {
  home: PAGES.home,
  entry: PAGES.entry,
  facet: PAGES["facet with many values"],
  "a tree, at its start": PAGES["decision tree"],
  "a tree, on the way": "trees/change-or-stay/?attempts=1&trigger=not-sure",
  "a tree, at an outcome": "trees/p0-this-quarter/?cost=not-sure&without=yes-but-we-would-feel-it",
};

/**
 * @typedef {object} Stop
 * @property {string} part of the page: the first of `PARTS` that holds it
 * @property {string} name
 * @property {boolean} ringed whether it has an outline of two pixels at least
 * @property {boolean} seen whether anything of its first line is in sight and not covered
 */

/** Runs in the page: the element that has the focus, or nothing at the end. */
function stop() {
  const at = document.activeElement;
  if (!at || at === document.body) return undefined;
  const parts = {
    skip: ".skip",
    header: ".top",
    sidebar: ".sidebar",
    main: "#main",
    footer: ".bottom",
  };
  const [part = "?"] = Object.entries(parts).find(([, selector]) => at.closest(selector)) ?? [];
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const [box] = at.getClientRects();
  const points = [0.05, 0.5, 0.95].flatMap((x) => [0.05, 0.5, 0.95].map((y) => [x, y]));
  return {
    part,
    name: `${at.tagName} ${at.textContent?.trim().slice(0, 40)}`,
    ringed: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    seen: points.some(
      ([x, y]) =>
        box &&
        at.contains(document.elementFromPoint(box.x + box.width * x, box.y + box.height * y)),
    ),
  };
}

/**
 * Presses Tab until the page is through.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} key
 */
async function walk(page, key = "Tab") {
  /** @type {Stop[]} */
  const stops = [];
  for (;;) {
    await page.keyboard.press(key);
    const at = await page.evaluate(stop);
    if (!at) return stops;
    stops.push(at);
    assert.ok(stops.length < 600, "the Tab key never leaves the page");
  }
}

for (const [type, path] of Object.entries(SOME)) {
  test(`${type}: the Tab key goes as the page reads, and what has the focus is seen`, async () => {
    const { page } = await site.visitor();
    await page.goto(site.address(path));
    const stops = await walk(page);
    const order = stops.map(({ part }) => part).filter((part, at, all) => part !== all[at - 1]);
    assert.deepEqual(order, ["skip", "header", "sidebar", "main", "footer"]);
    assert.deepEqual(
      stops.filter(({ ringed }) => !ringed).map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      stops.filter(({ seen }) => !seen).map(({ name }) => name),
      [],
    );
  });

  test(`${type}: going back, the focus is never behind the header`, async () => {
    const { page } = await site.visitor({ width: WIDTHS.phone });
    await page.goto(site.address(path));
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator(".bottom :is(a, button)").last().focus();
    const stops = await walk(page, "Shift+Tab");
    assert.deepEqual(
      stops.filter(({ seen }) => !seen).map(({ name }) => name),
      [],
    );
  });
}

for (const scheme of SCHEMES) {
  test(`the ring around the focus stands out, ${scheme}`, async () => {
    const { page } = await site.visitor({ scheme });
    await page.goto(site.address(PAGES.entry));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    assert.ok((await page.evaluate(contrast)) >= 3);
  });
}

for (const [colours, media] of Object.entries({
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced, light": { colorScheme: "light", forcedColors: "active" },
  "forced, dark": { colorScheme: "dark", forcedColors: "active" },
})) {
  test(`a box of the drawing that has the focus is told from all others, ${colours}`, async () => {
    const { page } = await site.visitor();
    await page.emulateMedia(/** @type {{}} */ (media));
    await page.goto(site.address(PAGES["decision tree"]));
    await page.getByRole("region", { name: "Diagram" }).focus();
    for (const box of ["the one where you are", "another"]) {
      await page.keyboard.press("Tab");
      assert.ok((await page.evaluate(contrast)) >= 3, box);
      const {
        x = 0,
        y = 0,
        width = 0,
        height = 0,
      } = (await page.locator(".mark:focus").boundingBox()) ?? {};
      const clip = { x: x - 8, y: y - 8, width: width + 16, height: height + 16 };
      const focused = await page.screenshot({ clip });
      await page.evaluate(() =>
        /** @type {SVGAElement} */ (/** @type {unknown} */ (document.activeElement)).blur(),
      );
      assert.notDeepEqual(await page.screenshot({ clip }), focused, box);
    }
  });
}

/** Runs in the page: how much the ring around the focus differs from the paper. */
function contrast() {
  const luminance = (/** @type {string} */ colour) => {
    const [r, g, b] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ring = luminance(
    getComputedStyle(/** @type {Element} */ (document.activeElement)).outlineColor,
  );
  const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
  return (Math.max(ring, paper) + 0.05) / (Math.min(ring, paper) + 0.05);
}

/**
 * What is smaller than it may be. Links within a line of text are as high as their line, and may be;
 * so may a small target with nothing else within its 24 pixels (WCAG 2.5.8).
 *
 * @param {(string | number)[]} which a selector, and the least size in CSS pixels
 */
function small(which) {
  const [selector, least] = [String(which[0]), Number(which[1])];
  const targets = [...document.querySelectorAll(selector)].filter((target) =>
    target.checkVisibility({ visibilityProperty: true }),
  );
  const boxes = targets.map((target) => {
    const label = target.closest("label");
    return (label ?? target).getBoundingClientRect();
  });
  const inLine = (/** @type {Element} */ target) => {
    const text = [...(target.parentElement?.childNodes ?? [])];
    return text.some(
      (node) => node !== target && node.nodeType === 3 && /\w/.test(node.textContent ?? ""),
    );
  };
  const alone = (/** @type {number} */ at) => {
    const middle = { x: boxes[at].x + boxes[at].width / 2, y: boxes[at].y + boxes[at].height / 2 };
    return boxes.every((box, other) => {
      if (
        other === at ||
        targets[other].contains(targets[at]) ||
        targets[at].contains(targets[other])
      )
        return true;
      const x = Math.max(box.left - middle.x, 0, middle.x - box.right);
      const y = Math.max(box.top - middle.y, 0, middle.y - box.bottom);
      return Math.hypot(x, y) >= 12;
    });
  };
  return targets
    .map((target, at) => ({ target, box: boxes[at], at }))
    .filter(({ box }) => box.width > 1 && (box.width < least || box.height < least))
    .filter(({ target, at }) => least > 24 || (!inLine(target) && !alone(at)))
    .map(
      ({ target, box }) =>
        `${target.className || target.tagName} "${target.textContent?.trim().slice(0, 30)}" ${box.width.toFixed(0)}x${box.height.toFixed(0)}`,
    );
}

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`${device}: every target is 24 pixels large or apart from others`, async () => {
    const targets = "a, button, summary, input, select, textarea";
    const faults = await site.faults({ width }, (page) => page.evaluate(small, [targets, 24]));
    assert.deepEqual(faults, {});
  });
}

test("on a phone the header and the answers are 44 pixels high", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address(PAGES["decision tree"]));
  const targets = ".top :is(a, button), tree-walk .answers a";
  assert.ok((await page.locator(targets).count()) > 3);
  assert.deepEqual(await page.evaluate(small, [targets, 44]), []);
});
