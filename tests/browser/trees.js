// Trees of the built site, and a reader who walks them with the keyboard alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").Locator} Locator
 * @typedef {{id: string, title: string, kind: string, answers?: {slug: string, label: string}[],
 *   ticks?: {slug: string, label: string, exclusive?: boolean}[], min?: number, max?: number}} Node
 * @typedef {{id: string, title: string, version?: string, nodes: Node[]}} Tree
 * @typedef {{name: string, href: string, endsAt: string}} Scenario
 */

/**
 * The trees that have a file of their own, by the paths of their pages.
 *
 * @param {{folder: string, paths: string[]}} site
 * @returns {Map<string, Tree>}
 */
export function treesOf(site) {
  const paths = site.paths.filter((path) => /^trees\/./.test(path));
  assert.ok(paths.length >= 7, "the playbook has trees");
  return new Map(
    paths.map((path) => [
      path,
      JSON.parse(readFileSync(join(site.folder, path, "tree.json"), "utf8")),
    ]),
  );
}

/**
 * The worked examples of a tree's page.
 *
 * @param {Page} page
 * @returns {Promise<Scenario[]>}
 */
export function scenariosOf(page) {
  return page.locator(".scenarios details").evaluateAll((examples) =>
    examples.map((example) => ({
      name: example.querySelector("summary")?.firstChild?.textContent?.trim() ?? "",
      href: /** @type {HTMLAnchorElement} */ (example.querySelector("a")).href,
      endsAt: example.querySelector(".end dd")?.textContent ?? "",
    })),
  );
}

/**
 * The titles of the sections in sight.
 *
 * @param {Page | Locator} within
 */
export function shown(within) {
  return within.locator(".node:visible > :is(h2, h3)").allTextContents();
}

/**
 * Presses Tab until an element has the focus.
 *
 * @param {Locator} wanted
 */
export async function tabTo(wanted) {
  const page = wanted.page();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`no Tab leads to ${wanted}`);
}

/**
 * Goes from the top of a page to its text.
 *
 * @param {Page} page
 */
export async function skipToText(page) {
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}

/**
 * Answers the question in sight with the keyboard, as an address would put it.
 *
 * @param {Page | Locator} within
 * @param {Node} node
 * @param {string} value
 */
export async function answer(within, node, value) {
  const section = within.locator(`[data-node="${node.id}"]`);
  const page = section.page();
  if (node.answers) {
    const index = node.answers.findIndex((answer) => answer.slug === value);
    await tabTo(section.locator("a[data-answer]").nth(index));
    await page.keyboard.press("Enter");
  } else if (node.ticks) {
    for (const tick of value.split(".").filter(Boolean)) {
      await tabTo(section.locator(`input[value="${tick}"]`));
      await page.keyboard.press("Space");
    }
    await tabTo(section.getByRole("button", { name: "Continue" }));
    await page.keyboard.press("Enter");
  } else {
    await tabTo(section.getByRole("textbox"));
    await page.keyboard.type(value);
    await page.keyboard.press("Enter");
  }
}

/**
 * Whatever is in sight: the node that is asked, or nothing at an outcome.
 *
 * @param {Page | Locator} within
 * @param {Tree} tree
 */
export async function asked(within, tree) {
  const ids = await within
    .locator(".node:visible")
    .evaluateAll((nodes) => nodes.map((node) => /** @type {HTMLElement} */ (node).dataset.node));
  const node = tree.nodes.find((node) => node.id === ids[0]);
  assert.ok(node, `${ids[0]} is a node`);
  return node.kind === "outcome" ? null : node;
}

/**
 * Walks from where the reader is until there is an outcome.
 *
 * @param {Page} page
 * @param {Tree} tree
 * @param {URLSearchParams} answers
 */
export async function walkByKeyboard(page, tree, answers) {
  for (let node = await asked(page, tree); node; node = await asked(page, tree)) {
    if (node.kind === "step") {
      await page.locator(".node:visible [data-answer]").press("Enter");
    } else {
      await answer(page, node, answers.get(node.id) ?? assert.fail(`${node.id} has an answer`));
    }
    assert.notEqual((await asked(page, tree))?.id, node.id, `${node.id} was answered`);
  }
}

/**
 * The text of what has the focus.
 *
 * @param {Page} page
 */
export function focused(page) {
  return page.evaluate(() => document.activeElement?.textContent);
}

/**
 * Waits until the focus is on what has this text.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function focusIsOn(page, text) {
  await page.waitForFunction((text) => document.activeElement?.textContent === text, text);
}

/** Numbers that look random and are the same every time. @param {number} seed */
export function random(seed) {
  let state = seed;
  return (/** @type {number} */ end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}
