// Readers who set their browser to their needs: narrow and zoomed windows, wider text, less motion,
// fewer colours, more contrast.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGES, start } from "./helpers.js";

const site = await start();

/** @typedef {import("playwright-core").Page} Page */

// 1280 pixels at 400 % are 320, and 256 are left of their height.
test("at 400 % nothing scrolls sideways and no bar covers the text", async () => {
  const faults = await site.faults({ width: 320, height: 256 }, async (page) => {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    const { height = 256 } = (await page.locator(".top").boundingBox()) ?? {};
    return wide === 320 && height <= 256 / 2 ? [] : [{ wide, header: height }];
  });
  assert.deepEqual(faults, {});
});

test("wider spacing of text loses nothing", async () => {
  const faults = await site.faults({ width: 390 }, async (page) => {
    const { wide, cut } = await page.evaluate(spacedOut);
    return wide === 390 ? cut : [`${wide} pixels`, ...cut];
  });
  assert.deepEqual(faults, {});
});

/** Runs in the page: spaces its text out, and finds what is cut off then. */
function spacedOut() {
  // The page's policy forbids style elements, but not sheets made by script.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
  );
  document.adoptedStyleSheets = [sheet];
  const isCut = (/** @type {Element} */ element) =>
    element.scrollWidth > element.clientWidth + 1 ||
    element.scrollHeight > element.clientHeight + 1;
  const cut = [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility() && !element.closest("svg"))
    .filter((element) => /hidden|clip/.test(getComputedStyle(element).overflow))
    // What is for screen readers alone is always cut.
    .filter((element) => getComputedStyle(element).clipPath === "none")
    .filter(isCut)
    // The description of a tree is whole in the fold below it.
    .filter((element) => getComputedStyle(element).webkitLineClamp === "none")
    .map((element) => `${element.tagName} ${element.className}`);
  return { wide: document.documentElement.scrollWidth, cut };
}

test("nothing moves for who asks for less motion", async () => {
  assert.deepEqual(await site.faults({}, (page) => page.evaluate(moving)), {});
});

/** Runs in the page: the elements that a change or an animation moves. */
function moving() {
  const longest = (/** @type {string} */ times) => Math.max(...times.split(",").map(parseFloat));
  return [...document.querySelectorAll("*")]
    .filter((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      return (
        longest(transitionDuration) > 0.01 ||
        (animationName !== "none" && longest(animationDuration) > 0.01)
      );
    })
    .map((element) => element.tagName);
}

test("with forced colours the focus and the current page are marked by more than a colour", async () => {
  const { page } = await site.visitor();
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(site.address(PAGES.entry));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(
      /** @type {Element} */ (document.activeElement),
    );
    return [outlineStyle, outlineWidth];
  });
  assert.deepEqual(ring, ["solid", "2px"]);
  const border = (/** @type {string} */ selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((link) => getComputedStyle(link).borderInlineStartColor);
  assert.notEqual(
    await border(".sidebar a[aria-current=page]"),
    await border(".sidebar a:not([aria-current])"),
  );
});

test("with forced colours the switch of the scheme still shows which it is", async () => {
  const { page } = await site.visitor();
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(site.address(PAGES.entry));
  const disc = page.locator("scheme-switch button");
  const looks = new Set();
  for (let press = 0; press < 3; press += 1) {
    looks.add((await disc.screenshot()).toString("base64"));
    await disc.click();
  }
  assert.equal(looks.size, 3);
});

test("who asks for more contrast gets it", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.entry));
  const soft = () => page.locator(".bottom").evaluate((footer) => getComputedStyle(footer).color);
  const before = await soft();
  await page.emulateMedia({ contrast: "more" });
  assert.notEqual(await soft(), before);
  assert.equal(
    await soft(),
    await page.locator("body").evaluate((body) => getComputedStyle(body).color),
  );
});
