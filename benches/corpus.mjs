// Lays a folder of markdown out for several tools, so that all of them do the same work: each page
// keeps its text and its title, and what only one tool understands is made harmless.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";

/** @typedef {{path: string, title: string, text: string}} CorpusPage `path` has no extension */

/**
 * The pages of a folder, under paths that all tools allow.
 *
 * @param {string} folder
 * @returns {CorpusPage[]}
 */
export function readPages(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(isPage).sort();
  const taken = new Set();
  return files.map((file) => {
    const path = freePath(plainPath(file), taken);
    return { path, ...neutral(readFileSync(join(folder, file), "utf8"), basename(file, ".md")) };
  });
}

/** @param {string} file */
const isPage = (file) =>
  file.endsWith(".md") && !file.split(sep).some((part) => /^\.|^node_modules$/.test(part));

/** @param {string} file */
function plainPath(file) {
  const plain = (/** @type {string} */ part) =>
    part
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, "-")
      .replace(/^-+|-+$/g, "") || "x";
  const parts = file.replace(/\.md$/, "").split(sep).map(plain);
  // These names mean the page of a folder, but each tool has another.
  if (["index", "readme"].includes(parts[parts.length - 1])) parts[parts.length - 1] = "overview";
  return parts.join("/");
}

/** @param {string} path @param {Set<string>} taken */
function freePath(path, taken) {
  let free = path;
  for (let number = 2; taken.has(free); number += 1) free = `${path}-${number}`;
  taken.add(free);
  return free;
}

/**
 * @param {string} source
 * @param {string} name of the file
 */
function neutral(source, name) {
  const whole = source.replaceAll("\r\n", "\n");
  const [, yaml, toml, rest] =
    /^(?:---\n([^]*?)\n---|\+\+\+\n([^]*?)\n\+\+\+)[^\n]*(?:\n|$)([^]*)$/.exec(whole) ?? [];
  const head = yaml ?? toml;
  const title =
    head === undefined
      ? /^# (.+)$/m.exec(whole)
      : /^title\s*[:=]\s*["']?(.+?)["']?\s*$/m.exec(head);
  const plain = title?.[1].replace(/["\\]/g, "").trim();
  return { title: plain || name, text: harmless(rest ?? whole) };
}

/** A forbidden scheme, after what begins a destination. */
const UNSAFE =
  /(\]\(\s*<?|\]:\s*<?|<|\b(?:href|src)\s*=\s*["']?\s*)(?:javascript|vbscript|data(?!:image\/)|file|blob):/gi;

/** @param {string} text */
function harmless(text) {
  return (
    text
      // Templates and shortcodes.
      .replace(/\{(?=[{%#])/g, "{ ")
      .replace(/(?<=[%}])\}/g, " }")
      // A link to nothing stops Zola.
      .replace(/\]\(\s*(?:<>)?\s*\)/g, "](#)")
      // A link that could run a script stops fieldbook.
      .replace(UNSAFE, "$1https:")
  );
}

/**
 * Writes a folder for each tool below `out`.
 *
 * @param {CorpusPage[]} pages
 * @param {string} out
 */
export function layOut(pages, out) {
  for (const { path, title, text } of pages) {
    const page = `---\ntitle: "${title}"\n---\n${text}`;
    for (const tool of ["fieldbook", "hugo", "zola"])
      put(join(out, tool, "content", `${path}.md`), page);
    for (const tool of ["mdbook", "mdbook-plain"])
      put(join(out, tool, "src", `${path}.md`), `# ${title}\n\n${text}`);
  }
  for (const [file, text] of Object.entries({ ...HUGO, ...ZOLA, ...mdbook(pages) }))
    put(join(out, file), text);
}

/** @param {string} file @param {string} text */
function put(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The smallest theme that makes a page. @param {string} title @param {string} body */
const template = (title, body) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="stylesheet" href="/style.css"></head>
<body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${body}</main></body></html>
`;

const HUGO = {
  "hugo/hugo.toml": `baseURL = "https://example.org/"
title = "Bench"
disableKinds = ["taxonomy", "term", "RSS", "section"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
`,
  "hugo/layouts/index.html": template("Home", ""),
  "hugo/layouts/_default/list.html": template("{{ .Title }}", "{{ .Content }}"),
  "hugo/layouts/_default/single.html": template(
    "{{ .Title }}",
    "{{ .TableOfContents }}{{ .Content }}",
  ),
};

const ZOLA = {
  "zola/config.toml": `base_url = "https://example.org"
build_search_index = false
generate_feeds = false
[link_checker]
internal_level = "warn"
`,
  "zola/content/_index.md": "---\ntitle: Home\n---\n",
  "zola/templates/index.html": template("Home", ""),
  "zola/templates/section.html": template("Home", ""),
  "zola/templates/page.html": template(
    "{{ page.title }}",
    "{{ page.toc | length }}{{ page.content | safe }}",
  ),
};

/** @param {CorpusPage[]} pages @returns {Record<string, string>} */
function mdbook(pages) {
  const label = (/** @type {string} */ title) => title.replaceAll("[", "(").replaceAll("]", ")");
  const lines = pages.map(({ path, title }) => `- [${label(title)}](${path}.md)\n`);
  const summary = `# Summary\n\n${lines.join("")}`;
  const settings = '[book]\ntitle = "Bench"\n[output.html]\n';
  return {
    "mdbook/src/SUMMARY.md": summary,
    "mdbook/book.toml": settings,
    "mdbook-plain/src/SUMMARY.md": summary,
    "mdbook-plain/book.toml": `${settings}[output.html.search]\nenable = false\n`,
  };
}
