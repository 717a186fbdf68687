// What a link leads to, before it is followed.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { PAGES, SCHEMES, WIDTHS, start, violations } from "./helpers.js";

const PAGE = `---
title: Many links
---
Read [the far one](far.md) or [its second part](far.md#second-part),
[its constructor](far.md#constructor) or [what it is made of](far.md#__proto__).
Go [elsewhere](https://example.org/), to [a place below](#below) or to [a file](x.txt).

## Below

${"A line.\n\n".repeat(60)}
The [last link](far.md).
`;
const FAR = `---
title: The far one
type: note
---
What it says first.

## Second part

The second thing.

And more.

## \`__proto__\`

What others are made of.
`;

const site = await start((book) => {
  const folder = join(book, "content/links");
  mkdirSync(folder);
  writeFileSync(join(folder, "many.md"), PAGE);
  writeFileSync(join(folder, "far.md"), FAR);
  writeFileSync(join(folder, "x.txt"), "x");
});

/** @param {import("playwright-core").Page} page */
const shown = (page) => page.locator("link-preview:popover-open");

for (const place of /** @type {const} */ (["address", "onDisk"])) {
  test(`pointing at a link shows kind, title and first words, ${place}`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(site[place]("links/many/"));
    await page.getByRole("link", { name: "the far one", exact: true }).hover();
    await shown(page).waitFor();
    assert.deepEqual((await shown(page).innerText()).split("\n"), [
      "Note",
      "The far one",
      "What it says first.",
    ]);
    assert.deepEqual(problems, []);
  });
}

/** Everything but the links and their preview. @param {import("playwright-core").Page} page */
const pictureWithoutLinks = (page) => page.screenshot({ animations: "disabled", caret: "initial" });

for (const [type, path, name] of [
  ["an entry with links", "links/many/", "the far one"],
  ["an SOP", PAGES.sop, "Weekly rhythm"],
  ["a note", PAGES.note, ""],
  ["a transcript", PAGES.transcript, ""],
]) {
  for (const scheme of SCHEMES) {
    test(`the page behind a preview stays as it is: ${type}, ${scheme}`, async () => {
      const { page } = await site.visitor({ scheme });
      await page.goto(site.address(path));
      await page.evaluate(() => {
        const style = new CSSStyleSheet();
        style.replaceSync(
          "link-preview, main a { opacity: 0 !important; outline: none !important }",
        );
        document.adoptedStyleSheets = [style];
      });
      const links = page.locator(".prose a[href]:not([href^='#'], [href^='http'])");
      const link = links.filter({ hasText: name, visible: true }).first();
      await link.scrollIntoViewIfNeeded();
      const before = await pictureWithoutLinks(page);
      await link.hover();
      await shown(page).waitFor();
      assert.ok(
        before.equals(await pictureWithoutLinks(page)),
        "pointing at a link changes the page",
      );
      await page.mouse.move(0, 0);
      await page.keyboard.press("Escape");
      await shown(page).waitFor({ state: "hidden" });
      // The focus is shown, as it is for a link that Tab reaches.
      await page.keyboard.press("Tab");
      await link.evaluate((element) => element.focus({ preventScroll: true }));
      await shown(page).waitFor();
      assert.ok(
        before.equals(await pictureWithoutLinks(page)),
        "reaching a link by Tab changes the page",
      );
    });
  }
}

test("dialogs and the menu of a phone dim the page, and nothing else does", async () => {
  const { page } = await site.visitor({ width: WIDTHS.phone });
  await page.goto(site.address("links/many/"));
  /** @param {string} name */
  const dimmed = (name) =>
    page
      .locator(name)
      .evaluate(
        (element) => getComputedStyle(element, "::backdrop").backgroundColor !== "rgba(0, 0, 0, 0)",
      );
  await page.getByRole("button", { name: "Contents" }).click();
  assert.ok(await dimmed(".sidebar:popover-open"));
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.locator("dialog[open]").waitFor();
  assert.ok(await dimmed("dialog[open]"));
  await page.keyboard.press("Escape");
  await page.evaluate(() => {
    const popover = document.createElement("div");
    popover.popover = "auto";
    document.body.append(popover);
    popover.showPopover();
  });
  assert.equal(await dimmed("div:popover-open"), false);
});

test("a link to a section shows that section", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("links/many/"));
  await page.getByRole("link", { name: "its second part" }).hover();
  await shown(page).waitFor();
  assert.deepEqual((await shown(page).innerText()).split("\n"), [
    "The far one",
    "Second part",
    "The second thing.",
  ]);
});

test("names that every object of a script knows are sections like others", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("links/many/"));
  // Of a section that is not there, the page is shown.
  await page.getByRole("link", { name: "its constructor" }).hover();
  await shown(page).waitFor();
  assert.deepEqual((await shown(page).innerText()).split("\n"), [
    "Note",
    "The far one",
    "What it says first.",
  ]);
  await page.getByRole("link", { name: "what it is made of" }).hover();
  await shown(page).getByText("What others are made of.").waitFor();
});

test("the preview can be pointed at, and goes when the pointer does", async () => {
  const { page } = await site.visitor();
  await page.clock.install();
  await page.goto(site.address("links/many/"));
  await page.getByRole("link", { name: "the far one", exact: true }).hover();
  await page.clock.runFor(300);
  await shown(page).waitFor();
  await shown(page).hover();
  await page.clock.runFor(600);
  assert.equal(await shown(page).count(), 1);
  await page.getByRole("heading", { level: 1 }).hover();
  await page.clock.runFor(300);
  await shown(page).waitFor({ state: "detached" });
});

test("the keyboard shows it, describes the link by it, and Escape puts it away", async () => {
  const { page } = await site.visitor();
  await page.goto(site.address("links/many/"));
  await page.getByRole("main").focus();
  const link = page.getByRole("link", { name: "the far one", exact: true });
  while (!(await link.evaluate((link) => link === document.activeElement))) {
    await page.keyboard.press("Tab");
  }
  await shown(page).waitFor();
  assert.equal(await link.getAttribute("aria-describedby"), await shown(page).getAttribute("id"));
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await shown(page).waitFor({ state: "detached" });
  assert.ok(await link.evaluate((link) => link === document.activeElement), "the focus stays");
  assert.equal(await link.getAttribute("aria-describedby"), null);
});

test("links to other sites, files and places of the page show none", async () => {
  const { page } = await site.visitor();
  await page.clock.install();
  await page.goto(site.address("links/many/"));
  for (const name of ["elsewhere", "a place below", "a file"]) {
    await page.getByRole("link", { name }).hover();
    await page.clock.runFor(600);
    await page.evaluate(() => fieldbook.load("previews/0.js"));
    assert.equal(await shown(page).count(), 0, name);
  }
});

test("a link at the foot of the window shows it above itself, a narrow window holds it", async () => {
  for (const width of Object.values(WIDTHS)) {
    const { page } = await site.visitor({ width });
    await page.goto(site.address("links/many/"));
    const link = page.getByRole("link", { name: "last link" });
    await link.evaluate((link) => link.scrollIntoView({ block: "end" }));
    await link.hover();
    await shown(page).waitFor();
    const box = await shown(page).boundingBox();
    const below = await link.boundingBox();
    assert.ok(box && below && box.y + box.height <= below.y, "above the link");
    assert.ok(box.x >= 0 && box.x + box.width <= width, "in the window");
  }
});

test("nothing is loaded before somebody points at a link", async () => {
  const { page } = await site.visitor();
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(site.address("links/many/"));
  assert.deepEqual(
    asked.filter((path) => path.includes("previews")),
    [],
  );
});
