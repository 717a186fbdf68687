// A generated book that costs what books of real teams cost: pages of very different length in flat and
// deep folders, in several scripts, with everything that authors write and the mistakes that they make.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

import { SCRIPTS, numbers, oneOf, phrase, sentence, title } from "./words.mjs";

/**
 * @typedef {(entry: number) => string} Place where an entry is, without `.md`
 * @typedef {{entry: number, count: number, place: Place, script: import("./words.mjs").Script,
 *   below: import("./words.mjs").Below}} Page
 */

const IMAGES = 8;
/** The heading that every entry ends with, so that others can link to it. */
const LAST_HEADING = "What to do next";

/**
 * @param {string} folder
 * @param {number} count of entries
 * @param {Place} [place]
 */
export function writeBook(folder, count, place = usualPlace) {
  put(join(folder, "book.toml"), '[book]\ntitle = "A generated book"\n');
  for (let image = 0; image < IMAGES; image += 1)
    put(join(folder, `content/images/figure-${image}.svg`), figure(image));
  for (let entry = 0; entry < count; entry += 1) {
    const page = { entry, count, place, script: scriptOf(entry), below: numbers(entry) };
    const text = entry % 200 === 17 ? tree(page) : article(page);
    put(join(folder, "content", `${place(entry)}.md`), text);
  }
}

/** Fifty entries to a folder, some below it, and some in large flat folders. @type {Place} */
function usualPlace(entry) {
  const area = `area-${Math.floor(entry / 50)}`;
  if (entry % 11 === 10) return `archive-${Math.floor(entry / 3300)}/entry-${entry}`;
  if (entry % 13 === 12) return `${area}/teams/team-${entry % 3}/${entry % 2}/entry-${entry}`;
  return `${area}/entry-${entry}`;
}

/** @param {number} entry */
function scriptOf(entry) {
  const rare = {
    7: SCRIPTS.diacritics,
    15: SCRIPTS.greek,
    18: SCRIPTS.japanese,
    19: SCRIPTS.arabic,
  };
  return rare[/** @type {7} */ (entry % 20)] ?? SCRIPTS.latin;
}

/** Made from the number alone, so that other entries can link to it. @param {number} entry */
const titleOf = (entry) => `${title(numbers(entry + 7e6), scriptOf(entry))} ${entry}`;

/** @param {number} entry */
const aliasOf = (entry) => `Alias of ${entry}`;
/** @param {number} entry */
const hasAlias = (entry) => entry % 12 === 1;

/** @param {string} file @param {string} text */
function put(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** @param {number} image */
function figure(image) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><rect x="${image}" y="8" width="60" height="40"/></svg>\n`;
}

/** @param {Page} page */
function article(page) {
  const length = lengthOf(page);
  // One in six authors writes the title as a heading and nothing else.
  const blocks =
    page.entry % 6 === 5 ? [`# ${titleOf(page.entry)}`] : [frontMatter(page, "note").join("\n")];
  blocks.push(paragraph(page));
  let written = blocks.join().length;
  while (written < length) {
    const block = chosen(page)(page);
    blocks.push(block);
    // Letters of other scripts take more than a byte.
    written += Buffer.byteLength(block) + 2;
  }
  blocks.push(`## ${LAST_HEADING}`, list(page), "");
  return blocks.join("\n\n");
}

/**
 * In bytes. With front matter and the last list half of all entries have less than 1,600, and one in a
 * hundred more than 14,000.
 *
 * @param {Page} page
 */
function lengthOf({ below }) {
  const normal = Array.from({ length: 12 }, () => below(1e6) / 1e6).reduce(
    (sum, part) => sum + part,
    -6,
  );
  return Math.min(750 * Math.exp(1.25 * normal), 24_000);
}

/** @param {Page} page @param {string} type */
function frontMatter({ entry, below, script }, type) {
  const few = () => Math.floor(60 * (below(1e6) / 1e6) ** 2);
  return [
    "---",
    `title: ${JSON.stringify(titleOf(entry))}`,
    ...(below(2) ? [`description: ${JSON.stringify(sentence(below, script))}`] : []),
    ...(type === "note" ? [] : [`type: ${type}`]),
    `tags: [topic-${few()}, topic-${few()}, kind-${entry % 5}]`,
    `owner: Team ${entry % 19}`,
    `levels: [${oneOf(below, ["impact", "execution", "optics"])}]`,
    `reviewed: 2026-${String(1 + below(9)).padStart(2, "0")}-14`,
    ...(hasAlias(entry) ? [`aliases: [${aliasOf(entry)}]`] : []),
    "---",
  ];
}

/** How many of a hundred blocks are of each form. @type {[number, (page: Page) => string][]} */
const BLOCKS = [
  [40, paragraph],
  [18, heading],
  [14, list],
  [4, table],
  [3, tasks],
  [3, callout],
  [3, code],
  [2, image],
  [2, decision],
  [2, allowedHtml],
  [2, otherHtml],
  [2, quote],
  [2, footnote],
  [1, comment],
  [1, embed],
  [1, signals],
];

/** @param {Page} page */
function chosen({ below }) {
  let rest = below(100);
  const found = BLOCKS.find(([share]) => (rest -= share) < 0);
  return found ? found[1] : paragraph;
}

/** @param {Page} page @param {number} length */
const words = ({ below, script }, length) => phrase(below, script, length);

/** @param {Page} page */
const line = (page) => sentence(page.below, page.script);

/** @param {Page} page */
function paragraph(page) {
  const lines = Array.from({ length: 2 + page.below(4) }, () => line(page));
  if (page.below(2)) lines.push(`${line(page)} See ${link(page)}.`);
  if (page.below(3) === 0) lines.push(inline(page));
  return lines.join("\n");
}

/** @param {Page} page */
function inline(page) {
  const { below } = page;
  return oneOf(below, [
    `It is ==${words(page, 3)}== that counts, and **${words(page, 2)}** with it.`,
    `Type \`${words(page, 2)}\` and wait for *${words(page, 1)}*.`,
    `They discuss it under #topic-${below(60)} and at https://example.org/${below(1000)}.`,
    `That was ~~${words(page, 2)}~~ once. %% ${words(page, 4)} %%`,
  ]);
}

/** A link to another entry; one in eight is a mistake or a wish. @param {Page} page */
function link(page) {
  const { below, count, entry, place } = page;
  const other = below(count);
  const path = posix.relative(posix.dirname(place(entry)), `${place(other)}.md`);
  const aliased = other - (other % 12) + 1;
  const mistakes = [
    `[${words(page, 2)}](${path.replace("entry-", "entri-")})`,
    `[${words(page, 2)}](${path}#what-to-do-nxt)`,
    `[[${titleOf(other)}#How it begn]]`,
    `[[${words(page, 2)} that nobody wrote]]`,
  ];
  const links = [
    `[${words(page, 2)}](${path})`,
    `[${words(page, 2)}](${path})`,
    `[${words(page, 2)}](${path}#what-to-do-next)`,
    `[[${titleOf(other)}]]`,
    `[[entry-${other}|${words(page, 2)}]]`,
    aliased < count ? `[[${aliasOf(aliased)}]]` : `[[entry-${other}]]`,
    `[${words(page, 1)}](https://example.com/${below(500)})`,
  ];
  return oneOf(below, below(8) ? links : mistakes);
}

/** @param {Page} page */
function heading(page) {
  const level = page.below(3) ? "##" : "###";
  return `${level} ${title(page.below, page.script)}\n\n${paragraph(page)}`;
}

/** @param {Page} page */
function list(page) {
  const sign = page.below(3) ? () => "-" : (/** @type {number} */ at) => `${at + 1}.`;
  const item = (/** @type {unknown} */ _, /** @type {number} */ at) =>
    `${sign(at)} ${page.below(4) ? line(page) : `${words(page, 4)}, as in ${link(page)}`}`;
  return Array.from({ length: 3 + page.below(4) }, item).join("\n");
}

/** @param {Page} page */
function table(page) {
  const row = () => `| ${words(page, 2)} | ${words(page, 5)} | ${page.below(1000)} |`;
  const rows = Array.from({ length: 3 + page.below(8) }, row);
  return ["| What | Why | How many |", "|:--|:--|--:|", ...rows].join("\n");
}

/** @param {Page} page */
function tasks(page) {
  return Array.from(
    { length: 3 + page.below(4) },
    (_, at) => `- [${at ? " " : "x"}] ${line(page)}`,
  ).join("\n");
}

/** @param {Page} page */
function callout(page) {
  return `> [!${oneOf(page.below, ["NOTE", "TIP", "WARNING", "example"])}] ${words(page, 3)}\n> ${line(page)}\n> ${line(page)}`;
}

/** @param {Page} page */
function code(page) {
  return `\`\`\`${oneOf(page.below, ["sql", "sh", ""])}\nselect ${words(page, 1)}\n  from launches\n  where day < ${page.below(31)};\n\`\`\``;
}

/** One image in nine is missing. @param {Page} page */
function image(page) {
  const file = `images/figure-${page.below(IMAGES + 1)}.svg`;
  return `![${words(page, 3)}](${posix.relative(posix.dirname(page.place(page.entry)), file)})`;
}

/** @param {Page} page */
function decision(page) {
  return `**Can ${words(page, 2)} be undone?**\n\n- Yes → Decide now\n- No → Ask the owner of ${words(page, 1)} first`;
}

/** @param {Page} page */
function allowedHtml(page) {
  return `<details>\n<summary>${words(page, 3)}</summary>\n<p>Press <kbd>Esc</kbd>. ${line(page)}</p>\n</details>`;
}

/** HTML that is not allowed. @param {Page} page */
function otherHtml(page) {
  return oneOf(page.below, [
    `<iframe src="https://example.org/${page.below(100)}"></iframe>`,
    `<div style="color: red" onclick="go()">${words(page, 3)}</div>`,
    `Replace <your-name> with ${words(page, 1)} & go on.`,
  ]);
}

/** @param {Page} page */
function quote(page) {
  return `> ${line(page)}\n>\n> ${line(page)}`;
}

/** @param {Page} page */
function footnote(page) {
  const name = `n${page.below(1e6)}`;
  return `${line(page)}[^${name}]\n\n[^${name}]: ${line(page)}`;
}

/** @param {Page} page */
function comment(page) {
  return `%%\n${line(page)}\n%%\n\n<!-- ${words(page, 5)} -->`;
}

/** @param {Page} page */
function embed(page) {
  return `![[entry-${page.below(page.count)}#${LAST_HEADING}]]`;
}

/** @param {Page} page */
function signals(page) {
  return `## Context signals that should trigger this\n\n- "${line(page)}"\n- "${line(page)}"`;
}

/** A decision tree in a file of its own. @param {Page} page */
function tree(page) {
  const many = `How many ${words(page, 1)} wait`;
  return `${frontMatter(page, "decision-tree").join("\n")}

${paragraph(page)}

## Do customers notice? {#notice}

- Yes → Tell them today
- No → ${many}?
- Not sure → Tell them today (but ask support first)

## ${many}? {#many}

- 0–10 → Write to each of them
- 11+ → Tell them today

## Tell them today

${line(page)}

## Write to each of them

${line(page)} See ${link(page)}.
`;
}
