// "Copy link" leads to the text that is selected.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { start } from "./helpers.js";
import { shown } from "./trees.js";

/** Paragraphs that fill a window. */
const FILL = Array.from(
  { length: 40 },
  (_, at) => `Paragraph ${at} fills the page, as others do.`,
).join("\n\n");

const TEXT = `---
title: Links to a selection
---

The same words stand here, first.

${FILL}

## Same heading

Ends with the same words stand here, second.

- Commas, dashes - and "quotes" & ampersands (50% of all) #1: don't stop.
- Another item, with a [link](/levels/optics/) and *some emphasis* in it.

## Code

\`\`\`
let  first = 1;
let  second = first - 1;
\`\`\`

A long paragraph that goes on for more than a few words, so that a link to all of it would be longer than anybody likes to read in a message, and so that it is named by how it begins and by how it ends.

هذا نص عربي يكتب من اليمين إلى اليسار، وفيه فاصلة.

日本語の文章は単語の間に空白がありません。

${FILL}

## Last

The same words stand here, third. İstanbul too.

${FILL}
`;

const site = await start((book) => {
  mkdirSync(join(book, "content/selected"));
  writeFileSync(join(book, "content/selected/links.md"), TEXT);
});
const PAGE = site.address("selected/links/");

/** @typedef {import("playwright-core").Page} Page */

/**
 * Selects from where one text begins to where another ends: the first place in the article, or the
 * nth one, counted from nought.
 *
 * @param {Page} page
 * @param {string} from
 * @param {string} [to]
 * @param {number} [nth]
 */
async function select(page, from, to = from, nth = 0) {
  await page.evaluate(
    ([from, to, nth]) => {
      const places = (/** @type {string} */ text) => {
        const walker = document.createTreeWalker(
          document.querySelector("main") ?? document.body,
          NodeFilter.SHOW_TEXT,
        );
        /** @type {[Node, number][]} */
        const found = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const data = node.nodeValue ?? "";
          if (!node.parentElement?.checkVisibility()) continue;
          for (let at = data.indexOf(text); at >= 0; at = data.indexOf(text, at + 1))
            found.push([node, at]);
        }
        return found;
      };
      const [node, at] = places(String(from))[Number(nth)] ?? [];
      if (!node) throw new Error(`${from} is not there`);
      const range = document.createRange();
      range.setStart(node, Number(at));
      const [last, end] =
        places(String(to)).find(([other, offset]) => range.comparePoint(other, offset) >= 0) ?? [];
      if (!last) throw new Error(`${to} is not there`);
      range.setEnd(last, Number(end) + String(to).length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [from, to, nth],
  );
}

/** What `y` copies. @param {Page} page @param {string} says */
async function copied(page, says = "Link to the selection copied") {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("y");
  await page.getByRole("status").getByText(says).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

/**
 * Whether a new reader who follows a link has a text in sight.
 *
 * @param {string} link
 * @param {string} text
 * @param {number} [nth]
 */
async function leadsTo(link, text, nth = 0) {
  const { page, problems } = await site.visitor();
  await page.goto(link);
  await page.waitForFunction(() => scrollY > 0);
  await select(page, text, text, nth);
  const seen = await page.evaluate(() => {
    const { top = -1, bottom = -1 } = getSelection()?.getRangeAt(0).getBoundingClientRect() ?? {};
    return top >= 0 && bottom <= innerHeight;
  });
  assert.deepEqual(problems, []);
  return seen;
}

for (const [what, { from, to, nth, says }] of Object.entries({
  "a few words": { from: "Another item", says: "#:~:text=Another%20item" },
  "half of a word at each end": { from: "nother ite", says: "#:~:text=Another%20item" },
  punctuation: {
    from: "Commas, dashes",
    to: "don't stop.",
    says: "#:~:text=Commas%2C%20dashes%20%2D%20and%20%22quotes%22%20%26%20ampersands%20%2850%25%20of%20all%29%20%231%3A%20don%27t%20stop%2E",
  },
  "links and emphasis": {
    from: "with a ",
    to: " in it",
    says: "#:~:text=with%20a%20link%20and%20some%20emphasis%20in%20it",
  },
  "a long text": {
    from: "A long paragraph",
    to: "by how it ends.",
    says: "#:~:text=A%20long%20paragraph%20that,by%20how%20it%20ends%2E",
  },
  "several blocks": {
    from: "Ends with the same",
    to: " in it",
    says: "#:~:text=Ends%20with%20the%20same,some%20emphasis%20in%20it",
  },
  "a heading that the contents name above": { from: "Same heading", nth: 1, says: undefined },
  "words that stand above too": { from: "same words stand here", nth: 1, says: undefined },
  "words that stand twice above": { from: "same words stand here", nth: 2, says: undefined },
  code: { from: "second = first", says: "#:~:text=second%20%3D%20first" },
  "a line of code": { from: "let  second", to: "- 1;", says: undefined },
  "lines of code": { from: "let  first", to: "first - 1;", says: undefined },
  "a script from right to left": { from: "عربي يكتب من اليمين", says: undefined },
  "a script without spaces": { from: "文章", says: undefined },
  "a letter whose small one is longer": { from: "İstanbul", says: "#:~:text=%C4%B0stanbul" },
})) {
  test(`a link to ${what}`, async () => {
    const { page, problems } = await site.visitor();
    await page.goto(PAGE);
    await select(page, from, to, nth);
    const link = await copied(page);
    assert.ok(link.startsWith(`${PAGE}#:~:text=`), link);
    if (says) assert.equal(link.slice(PAGE.length), says);
    assert.match(link, /^[\x21-\x7e]*[^.,!?)'*]$/);
    assert.ok(await leadsTo(link, from, nth), link);
    assert.deepEqual(problems, []);
  });
}

test("nothing selected, or nothing but space: the link is that of the page", async () => {
  const { page } = await site.visitor();
  await page.goto(`${PAGE}#code`);
  assert.equal(await copied(page, "Link copied"), `${PAGE}#code`);
  await select(page, "with a ");
  await page.evaluate(() => {
    const range = getSelection()?.getRangeAt(0);
    range?.setStart(range.endContainer, range.endOffset - 1);
  });
  assert.equal(await page.evaluate(() => String(getSelection())), " ");
  assert.equal(await copied(page, "Link copied"), `${PAGE}#code`);
});

test("the place on the page gives way to the text, and what makes the link comes with the first selection", async () => {
  const { page } = await site.visitor();
  /** @type {string[]} */
  const loaded = [];
  page.on("request", (request) => void loaded.push(request.url()));
  await page.goto(`${PAGE}?from=chat#code`);
  const made = () => loaded.filter((address) => address.includes("/selection.")).length;
  assert.equal(made(), 0);
  await select(page, "Another item");
  assert.equal(await copied(page), `${PAGE}?from=chat#:~:text=Another%20item`);
  await select(page, "second = first");
  await copied(page);
  assert.equal(made(), 1);
});

test("the last words of a page have nothing after them", async () => {
  const { page } = await site.visitor();
  await page.goto(PAGE);
  await page.evaluate(() => {
    const last = document.createElement("p");
    last.textContent = "At the end there is Another item";
    document.querySelector("main")?.append(last);
    // The keys are heard even if nothing of them is in sight.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("main ~ * { display: none }");
    document.adoptedStyleSheets = [sheet];
  });
  await select(page, "Another item", "Another item", 1);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.keyboard.press("y");
  await page.waitForFunction(() => document.querySelector(".toast")?.textContent);
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    `${PAGE}#:~:text=end%20there%20is-,Another%20item`,
  );
});

test("what is selected beside the text is not meant", async () => {
  const { page } = await site.visitor();
  await page.goto(PAGE);
  await page.evaluate(() =>
    getSelection()?.selectAllChildren(document.querySelector("footer.bottom p") ?? document.body),
  );
  assert.equal(await copied(page, "Link copied"), PAGE);
});

test("the button copies it too", async () => {
  const { page } = await site.visitor();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(PAGE);
  await select(page, "Another item");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("status").getByText("Link to the selection copied").waitFor();
});

test("where the script that makes it does not come, the link is that of the page", async () => {
  const { page } = await site.visitor();
  await page.route(/selection\./, (route) => route.abort());
  await page.goto(PAGE);
  await select(page, "Another item");
  assert.equal(await copied(page, "Link copied"), PAGE);
});

test("from disk too", async () => {
  const { page, problems } = await site.visitor();
  await page.goto(site.onDisk("selected/links/"));
  await page.evaluate(() => {
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: async (/** @type {string} */ text) => void (document.title = text) },
    });
  });
  await select(page, "Another item");
  await page.keyboard.press("y");
  await page.getByRole("status").getByText("Link to the selection copied").waitFor();
  assert.ok((await page.title()).endsWith("/index.html#:~:text=Another%20item"));
  assert.deepEqual(problems, []);
});

test("in a decision, answers and question stay in the link", async () => {
  const { page } = await site.visitor();
  const tree = site.address("trees/change-or-stay/");
  await page.goto(`${tree}?attempts=1&from=chat&trigger=not-sure`);
  const heading = page.getByRole("heading", { name: "What has changed?" });
  await heading.waitFor();
  await select(page, "What has changed?");
  const link = await copied(page, "Link to the selection copied.");
  assert.match(
    link,
    /\/trees\/change-or-stay\/\?attempts=1&trigger=not-sure#changed:~:text=.*What%20has%20changed%3F/,
  );
  const reader = await site.visitor();
  await reader.page.goto(link);
  await reader.page.getByRole("heading", { name: "What has changed?" }).waitFor();
  assert.equal(
    await reader.page.evaluate(() => location.search + location.hash),
    "?attempts=1&trigger=not-sure#changed",
  );
  assert.deepEqual(await shown(reader.page), ["What has changed?"]);
});
