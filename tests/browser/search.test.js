// The search: over a page, as a page, by keyboard, from disk, and with what readers type.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, WIDTHS, start, violationsByDayAndNight } from "./helpers.js";
import { BASE } from "./built-site.js";

const HOSTILE = `<img src=x onerror="document.title='owned'">`;

const site = await start((book) => {
  const folder = join(book, "content", "found");
  mkdirSync(folder);
  const page = (/** @type {string} */ name, /** @type {string} */ text) =>
    writeFileSync(join(folder, name), text);
  page("title.md", "---\ntitle: Quokka\n---\n\nNothing else here.\n");
  page("alias.md", "---\ntitle: Another name\naliases: [Quokka care]\n---\n\nNothing else here.\n");
  page("heading.md", "# Third\n\nNothing else here.\n\n## A quokka appears\n\nNothing here.\n");
  page("body.md", "# Fourth\n\nThe quokka, the quokka and again the quokka.\n");
  page("phrase.md", "# Order of words\n\nThe wombat eats green grass.\n");
  page("scattered.md", "# Scattered words\n\nGrass that is green.\n\n## Eats\n\nThe wombat.\n");
  page("hostile.md", `# Hostile \`${HOSTILE}\`\n\nThe bandicoot says \`${HOSTILE}\`.\n`);
  page("japanese.md", "# 優先順位の決め方\n\nチームで優先順位を決めるための手順です。\n");
});

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const dialog = (page) => page.getByRole("dialog", { name: "Search" });

/** @param {Page} page */
const titles = (page) => page.locator("search-view .page-link").allTextContents();

/**
 * Searches in the dialog and waits for the answer.
 *
 * @param {Page} page
 * @param {string} query
 */
async function ask(page, query) {
  if (!(await dialog(page).isVisible())) await page.keyboard.press("/");
  await dialog(page).getByRole("searchbox").fill(query);
  await page.waitForFunction(
    (asked) => /** @type {any} */ (document.querySelector("search-view"))?.answered === asked,
    query,
  );
}

test("nothing of the search is loaded before somebody reaches for it", async () => {
  const { page } = await site.visitor();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(site.address(PAGES.entry));
  const early = asked.filter((url) => url.includes("search"));
  assert.deepEqual(early, []);
  await ask(page, "rhythm");
  assert.ok(asked.some((url) => url.includes("/_fieldbook/search/pages.js")));
});

test("a search by keyboard alone leads to a section and back", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.note));
  await page.keyboard.press("Control+k");
  const field = dialog(page).getByRole("searchbox");
  await field.waitFor();
  await page.keyboard.type("protect the middle");
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.querySelector("search-view"))?.answered === "protect the middle",
  );
  assert.match((await dialog(page).getByRole("status").textContent()) ?? "", /^\d+ pages?/);
  await page.keyboard.press("ArrowDown");
  const first = dialog(page).getByRole("link", { name: "Weekly rhythm" });
  assert.ok(await first.evaluate((link) => link === document.activeElement));
  await page.keyboard.press("ArrowUp");
  assert.ok(await field.evaluate((input) => input === document.activeElement));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  assert.ok(await first.evaluate((link) => link === document.activeElement));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/weekly-rhythm/#step-2-protect-the-middle"));
  assert.deepEqual(reader.problems, []);
});

test("Enter in the field opens the first result, Escape returns the focus", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.entry));
  const button = page.getByRole("button", { name: "Search" });
  await button.click();
  await ask(page, "zombie");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  assert.ok(await button.evaluate((opener) => opener === document.activeElement));
  await ask(page, "quality bar");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.address("execution/quality-bar/"));
});

test("a letter typed on a result goes on with the question", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "optic");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("s");
  assert.equal(await dialog(page).getByRole("searchbox").inputValue(), "optics");
});

test("the keys of the search do not disturb typing", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("search/"));
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("");
  await field.press("/");
  assert.equal(await field.inputValue(), "/");
  assert.equal(await dialog(page).count(), 0);
});

test("a title is before another name, that before a heading, and that before text", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "quokka ");
  assert.deepEqual(await titles(page), ["Quokka", "Another name", "Third", "Fourth"]);
});

test("while the words of the text are on their way names answer, and the reader's place is kept", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.entry));
  let release = () => {};
  const held = new Promise((done) => (release = () => done(undefined)));
  await page.route("**/words-*.js", (route) => held.then(() => route.continue()));
  await page.keyboard.press("/");
  const field = dialog(page).getByRole("searchbox");
  await field.fill("quokk");
  await page.locator("search-view .page-link").first().waitFor();
  assert.deepEqual(await titles(page), ["Quokka", "Another name", "Third"]);
  await dialog(page).getByRole("link", { name: "A quokka appears" }).focus();
  release();
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector("search-view"))?.answered === "quokk",
  );
  assert.deepEqual((await titles(page)).slice(0, 4), ["Quokka", "Another name", "Third", "Fourth"]);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "A quokka appears");
  assert.deepEqual(reader.problems, []);
});

test("names wait for the text where they cannot tell", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.entry));
  await page.route("**/words-*.js", () => {});
  await page.keyboard.press("/");
  for (const query of ['"another name"', "#quokka", "wombat"]) {
    await dialog(page).getByRole("searchbox").fill(query);
    const glanced = await page.evaluate(async (asked) => {
      const view = /** @type {any} */ (document.querySelector("search-view"));
      const answer = /** @type {any} */ (globalThis).fieldbook.search.glance(
        await view.index,
        asked,
      );
      return answer?.hits.length ?? 0;
    }, query);
    assert.equal(glanced, 0, query);
  }
});

test("singular, plural, accents, capitals and beginnings make no difference", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  for (const query of ["quokkas ", "QUOKKA ", "quókka ", "quok"]) {
    await ask(page, query);
    assert.equal((await titles(page))[0], "Quokka", query);
  }
});

test("a typing mistake still finds the page", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  const slips = {
    quoka: "Quokka",
    wekly: "Weekly rhythm",
    ruthles: "Ruthless prioritisation",
    prioritisaiton: "Ruthless prioritisation",
    ownreship: "Ownership",
  };
  for (const [query, title] of Object.entries(slips)) {
    await ask(page, `${query} `);
    assert.ok((await titles(page)).slice(0, 3).includes(title), `${query}: ${await titles(page)}`);
  }
});

test("all words in a section come before all in a page, and these before some", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "wombat grass ");
  assert.deepEqual(await titles(page), ["Order of words", "Scattered words"]);
  await ask(page, "wombat quokka ");
  assert.match(
    (await dialog(page).getByRole("status").textContent()) ?? "",
    /^No page has all the words/,
  );
  assert.equal((await titles(page)).length, 6);
});

test("a phrase in quotes stands as it is written", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, '"green grass"');
  assert.deepEqual(await titles(page), ["Order of words"]);
});

test("a tag chooses its pages, alone and with words", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "#rituals");
  assert.deepEqual(await titles(page), ["Weekly rhythm"]);
  await ask(page, "#strategy drift");
  assert.equal((await titles(page))[0], "Strategy drift");
});

test("a script without spaces can be searched", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "優先順位");
  assert.deepEqual(await titles(page), ["優先順位の決め方"]);
});

test("questions and outcomes of trees are found", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "optics has become the goal");
  const link = dialog(page).getByRole("link", { name: "Optics has become the goal" });
  assert.match((await link.first().getAttribute("href")) ?? "", /trees\/which-level\/#/);
});

test("when nothing is found the nearest word is named", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.home));
  await ask(page, "bandycoots");
  assert.deepEqual(await titles(page), [`Hostile ${HOSTILE}`]);
  await ask(page, "bandwagon");
  assert.match((await dialog(page).getByRole("status").textContent()) ?? "", /^Nothing found/);
});

test("what an author or a reader writes stays text", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address(PAGES.home));
  const before = await page.title();
  await ask(page, HOSTILE);
  await ask(page, "bandicoot");
  assert.deepEqual(await titles(page), [`Hostile ${HOSTILE}`]);
  await page.goto(`${site.address("search/")}?q=${encodeURIComponent(HOSTILE)}`);
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector("search-view"))?.answered,
  );
  assert.equal(await page.getByRole("searchbox", { name: "Search" }).inputValue(), HOSTILE);
  assert.equal(await page.locator("main img").count(), 0);
  assert.notEqual(before, "owned");
  assert.deepEqual(reader.problems, []);
});

test("the page of the search answers its address and keeps the question there", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.address("search/?q=quality+bar"));
  await page.locator(".page-link").first().waitFor();
  assert.equal((await titles(page))[0], "Quality bar");
  await page.getByRole("searchbox", { name: "Search" }).fill("ownership");
  await page.waitForURL(site.address("search/?q=ownership"));
  assert.deepEqual(reader.problems, []);
});

test("an empty search shows where the reader was", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address(PAGES.note));
  await page.goto(site.address(PAGES.sop));
  await page.keyboard.press("/");
  await dialog(page).getByText("Where you were").waitFor();
  assert.deepEqual(await titles(page), ["Execution over strategy", "The optics level"]);
});

test("blocked storage is no obstacle", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.goto(site.address(PAGES.note));
  await ask(page, "optics");
  assert.ok((await titles(page)).includes("The optics level"));
  assert.deepEqual(reader.problems, []);
});

test("the search works from disk", async () => {
  const reader = await site.visitor();
  const { page } = reader;
  await page.goto(site.onDisk(PAGES.note));
  await ask(page, "quality bar");
  await page.keyboard.press("Enter");
  await page.waitForURL(site.onDisk("execution/quality-bar/"));
  await page.goto(`${site.onDisk("search/")}?q=ownership`);
  await page.locator(".page-link").first().waitFor();
  await page.getByRole("searchbox", { name: "Search" }).fill("optics");
  await page.waitForURL(`${site.onDisk("search/")}?q=optics`);
  assert.deepEqual(reader.problems, []);
});

test("the page that is not there can search, at any depth", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("no/such/page/"));
  await ask(page, "quality bar");
  const link = dialog(page).getByRole("link", { name: "Quality bar", exact: true }).first();
  assert.equal(
    await link.evaluate((a) => new URL(/** @type {HTMLAnchorElement} */ (a).href).pathname),
    `${BASE}execution/quality-bar/`,
  );
});

test("without script there is a page that says what is missing and leads on", async () => {
  const { page } = await site.visitor({ script: false });
  await page.goto(site.address(PAGES.entry));
  await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
  await page.waitForURL(site.address("search/"));
  assert.match((await page.getByRole("main").textContent()) ?? "", /needs JavaScript/);
  assert.ok((await page.getByRole("main").getByRole("link").count()) > 3);
});

for (const [device, width] of Object.entries(WIDTHS)) {
  test(`the open search, ${device}: axe finds nothing, by day or by night`, async () => {
    const { page } = await site.visitor({ width });
    await page.goto(site.address(PAGES.entry));
    await ask(page, "strategy weeks");
    await page.locator(".excerpt mark").first().waitFor();
    await dialog(page).getByRole("button", { name: "Tags" }).click();
    await dialog(page)
      .getByRole("button", { name: /^strategy/ })
      .click();
    assert.deepEqual(await violationsByDayAndNight(page), []);
  });
}
