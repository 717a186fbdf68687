// The preview as an author sees it: a page left open while files are saved.
//
// Every test has a book, a server and a page of its own, and ends without a complaint of the
// browser: no error on the console, no refusal by the site's policy.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";

import { browserOfTests } from "./browser.js";
import { PATIENCE, visitor } from "./helpers.js";
import { DEBUG } from "./built-site.js";

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {Awaited<ReturnType<typeof serve>>} Book
 */

const PROGRAM = join(DEBUG, "fieldbook");

const SETTINGS = '[book]\ntitle = "Small book"\n';
const BOOK = {
  "book.toml": SETTINGS,
  "content/index.md": "# Welcome\n\nRead the [guide](guide.md).\n",
  "content/guide.md": "---\ntitle: Guide\n---\n\nThe first words.\n",
};

const FRAME = `\
   1 | # Guide
   2 | 
   3 | <<<<<<< ours
     | ^^^^^^^
   4 | Newer words.
   5 | >>>>>>> theirs
`;

const CONFLICT = "# Guide\n\n<<<<<<< ours\nNewer words.\n>>>>>>> theirs\n";

const browser = await browserOfTests();
after(() => browser.close());

preview("a tree names the answers that no scenario takes", async (book, page) => {
  const tree = `---
type: decision-tree
---

## Is it live? {#live}

- Live → Watch it
- Not live → Ship it

## Watch it

## Ship it

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| Friday | live: Live | Watch it |
`;
  fs.writeFileSync(book.path("content/launch.md"), tree);
  await page.goto(book.at("guide/"));
  await page.getByRole("link", { name: "Launch" }).first().waitFor();
  await page.goto(book.at("launch/"));
  const note = page.locator("#live .fieldbook-live-untested");
  assert.equal(await note.textContent(), "No scenario takes: Not live");
  const scenario = "| Monday | live: Not live | Ship it |\n";
  fs.appendFileSync(book.path("content/launch.md"), scenario);
  await page.getByText("Monday").first().waitFor();
  assert.equal(await note.count(), 0);
});

preview("every way to save shows in the open page", async (book, page) => {
  await page.goto(book.at("guide/"));
  const path = book.path("content/guide.md");

  fs.writeFileSync(path, "# Guide\n\nWritten in place.\n");
  await page.getByText("Written in place.").waitFor();

  fs.writeFileSync(`${path}.tmp`, "# Guide\n\nRenamed into place.\n");
  fs.renameSync(`${path}.tmp`, path);
  await page.getByText("Renamed into place.").waitFor();

  fs.renameSync(path, `${path}~`);
  fs.writeFileSync(path, "# Guide\n\nWritten beside a backup.\n");
  fs.rmSync(`${path}~`);
  await page.getByText("Written beside a backup.").waitFor();
});

preview("a new entry in a new folder appears in the navigation", async (book, page) => {
  await page.goto(book.at(""));
  book.save("content/on-call/handover.md", "# The handover\n\nWho is next?\n");
  await page.getByRole("navigation", { name: "Playbook" }).getByText("The handover").click();
  await page.getByText("Who is next?").waitFor();
  book.save("content/on-call/handover.md", "# The handover\n\nNobody is next.\n");
  await page.getByText("Nobody is next.").waitFor();
});

preview("a deleted entry is not found until it is back", async (book, page) => {
  await page.goto(book.at("guide/"));
  book.save("content/index.md", "# Welcome\n");
  fs.rmSync(book.path("content/guide.md"));
  await page.getByRole("link", { name: "the first page" }).waitFor();
  assert.equal(page.url(), book.at("guide/"));
  book.save("content/guide.md", "# Guide\n\nBack again.\n");
  await page.getByText("Back again.").waitFor();
});

preview("an error stands above the page until it is mended", async (book, page) => {
  await page.goto(book.at("guide/"));
  book.save("content/guide.md", CONFLICT);
  const panel = page.getByRole("alertdialog", { name: "1 error" });
  await panel.waitFor();
  assert.deepEqual(await panel.locator("li > *").allTextContents(), [
    "error[merge-conflict]: unresolved merge conflict",
    "content/guide.md:3:1 · Obsidian",
    FRAME,
    "help: choose one side and delete the marker lines",
  ]);
  const editor = await panel
    .getByRole("link", { name: "content/guide.md:3:1" })
    .getAttribute("href");
  assert.equal(editor, `vscode://file${book.path("content/guide.md")}:3:1`);
  assert.equal(await page.getByText("The first words.").count(), 1, "the last good page stays");

  book.save("content/guide.md", "---\ntitle: Guide\norder: 1\n---\n\nMended words.\n");
  await page.getByText("Mended words.").waitFor();
  assert.equal(await page.locator(".fieldbook-live").count(), 0);
});

preview("a hidden error stays hidden until the next save, one press away", async (book, page) => {
  await page.goto(book.at("guide/"));
  book.save("content/guide.md", CONFLICT);
  const panel = page.getByRole("alertdialog");
  await panel.getByRole("button", { name: "Hide" }).click();
  await page.goto(book.at(""));
  const badge = page.getByRole("button", { name: "1 error" });
  await badge.waitFor();
  assert.equal(await panel.count(), 0);
  await badge.click();
  await panel.waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  book.save("content/guide.md", CONFLICT.replace("Newer", "Newest"));
  await panel.getByText("Newest words.").waitFor();
});

preview("warnings are a quiet badge that opens", async (book, page) => {
  await page.goto(book.at("guide/"));
  book.save("content/guide.md", "# Guide\n\nNobody wrote [[this one]].\n");
  const badge = page.getByRole("button", { name: "1 warning" });
  await badge.waitFor();
  await page.getByRole("main").getByText("Nobody wrote").waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await badge.click();
  const panel = page.getByRole("dialog", { name: "1 warning" });
  await panel.getByText("content/guide.md:3:16").waitFor();
  await panel.getByRole("button", { name: "Hide" }).click();
  await panel.waitFor({ state: "hidden" });
  book.save("content/guide.md", "# Guide\n\nNobody wrote it.\n");
  await badge.waitFor({ state: "detached" });
});

preview("a broken template is reported and mended", async (book, page) => {
  await page.goto(book.at("guide/"));
  const footer = (/** @type {string} */ text) =>
    book.save(
      "templates/base.html",
      `{% extends "__default/base.html" %}\n{% block footer %}${text}\n`,
    );
  footer("<p>Ours</p>{% endblock %}");
  await page.getByText("Ours", { exact: true }).waitFor();

  footer("<p>{{ site_title</p>{% endblock %}");
  const panel = page.getByRole("alertdialog", { name: "1 error" });
  await panel.getByText(/^templates\/base\.html:2:\d+$/).waitFor();
  assert.match((await panel.locator("strong").textContent()) ?? "", /^error\[bad-template\]$/);

  footer("<p>Ours again</p>{% endblock %}");
  await page.getByText("Ours again").waitFor();
  assert.equal(await page.locator(".fieldbook-live").count(), 0);
});

preview(
  "a template that fails on a page says so in its place until it is mended",
  async (book, page) => {
    await page.goto(book.at("guide/"));
    const footer = (/** @type {string} */ text) =>
      book.save(
        "templates/entry.html",
        `{% extends "__default/entry.html" %}{% block footer %}${text}{% endblock %}`,
      );
    footer("<p>{{ site_titel }}</p>");
    await page.getByText("templates/entry.html:1:").waitFor();
    await page.getByText("error[bad-template]").waitFor();
    await page.getByText("did you mean `site_title`?").waitFor();
    footer("<p>By {{ site_title }}</p>");
    await page.getByText("By Small book").waitFor();
  },
);

preview("broken settings are reported and mended", async (book, page) => {
  await page.goto(book.at(""));
  const panel = page.getByRole("alertdialog", { name: "1 error" });
  book.save("book.toml", '[book]\ntitel = "Small book"\n');
  await page.getByRole("button", { name: "1 warning" }).waitFor();
  book.save("book.toml", "[book\n");
  await panel.getByText("book.toml:1:6", { exact: true }).waitFor();
  book.save("book.toml", '[book]\ntitle = "Another name"\n');
  await page.getByRole("link", { name: "Another name" }).waitFor();
  assert.equal(await page.locator(".fieldbook-live").count(), 0);
});

preview("another content folder in the settings is followed from then on", async (book, page) => {
  await page.goto(book.at(""));
  book.save("handbook/index.md", "# Another welcome\n");
  book.save("book.toml", `${SETTINGS}src = "handbook"\n`);
  await page.getByRole("heading", { name: "Another welcome" }).waitFor();
  book.save("handbook/index.md", "# A warmer welcome\n");
  await page.getByRole("heading", { name: "A warmer welcome" }).waitFor();
});

preview("settings are read once there are some", async (book, page) => {
  fs.rmSync(book.path("book.toml"));
  await page.goto(book.at(""));
  await page.getByRole("link", { name: "Small book" }).waitFor({ state: "detached" });
  book.save("book.toml", SETTINGS);
  await page.getByRole("link", { name: "Small book" }).waitFor();
});

preview("the place on the page is kept", async (book, page) => {
  const long = (/** @type {string} */ end) =>
    book.save("content/guide.md", `# Guide\n\n${"A line.\n\n".repeat(300)}${end}\n`);
  long("The end.");
  await page.goto(book.at("guide/"));
  await page.getByText("The end.").waitFor();
  // A browser keeps the place to which a reader has scrolled, not one to which a script has.
  await page.mouse.move(400, 400);
  await page.mouse.wheel(0, 1500);
  await page.waitForFunction(() => window.scrollY === 1500);
  long("Another end.");
  await page.getByText("Another end.").waitFor();
  await page.waitForFunction(() => window.scrollY === 1500);
});

preview("a walk goes on where it was", async (book, page) => {
  const tree = (/** @type {string} */ last) =>
    book.save(
      "content/ship.md",
      "---\ntype: decision-tree\ntitle: Ship it?\n---\n\n" +
        "## Is it tested? {#tested}\n\n- Yes → Is it small?\n- No → Wait\n\n" +
        `## Is it small? {#small}\n\n- Yes → Ship\n- No → Wait\n\n## Ship\n\n${last}\n\n## Wait\n`,
    );
  tree("Now.");
  await page.goto(book.at("ship/"));
  await page.locator("#tested a[data-answer]").first().click();
  await page.locator("#small a[data-answer]").first().click();
  await page.locator("#ship").getByText("Now.").waitFor();
  const address = page.url();
  assert.match(address, /\?small=yes&tested=yes#ship$/);
  tree("This afternoon.");
  await page.locator("#ship").getByText("This afternoon.").waitFor();
  assert.equal(page.url(), address);
  await page.goBack();
  await page.getByRole("heading", { name: "Is it small?" }).waitFor();
});

preview("a stylesheet of the book takes effect", async (book, page) => {
  await page.goto(book.at(""));
  const paint = (/** @type {string} */ colour) =>
    book.save("assets/css/own.css", `html body { background: ${colour} }\n`);
  const painted = (/** @type {string} */ colour) =>
    page.waitForFunction(
      (colour) => getComputedStyle(document.body).backgroundColor === colour,
      colour,
    );
  paint("rgb(1, 2, 3)");
  await painted("rgb(1, 2, 3)");
  paint("rgb(4, 5, 6)");
  await painted("rgb(4, 5, 6)");
});

const DRAFT = { "content/idea.md": "---\ntitle: Half an idea\ndraft: true\n---\n" };

preview("drafts are left out", DRAFT, [], async (book, page) => {
  await page.goto(book.at(""));
  assert.equal(await page.getByRole("link", { name: "Half an idea" }).count(), 0);
  assert.equal((await page.goto(book.at("idea/")))?.status(), 404);
});

preview("drafts are shown when asked for", DRAFT, ["--drafts"], async (book, page) => {
  await page.goto(book.at(""));
  await page.getByRole("link", { name: "Half an idea" }).click();
  await page.locator(".draft").waitFor();
});

test("the terminal says where the site is, what was built and what is wrong, once", async (context) => {
  const book = await serve(BOOK, []);
  context.after(book.close);
  await book.hears(/^built .*\n/m);
  assert.equal(
    book.said(),
    `serving ${book.at("")} (Ctrl-C ends it)\nbuilt 2 entries: no problems\n`,
  );

  const port = new URL(book.at("")).port;
  const files = {
    "book.toml": SETTINGS,
    "content/index.md": "# Welcome\n\n<<<<<<< ours\n>>>>>>> theirs\n",
  };
  const second = await serve(files, ["--port", port]);
  context.after(second.close);
  await second.hears(/^built .*\n/m);
  assert.notEqual(second.at(""), book.at(""));
  assert.equal(
    second.said(),
    `note: port ${port} is taken; using ${new URL(second.at("")).port}\n` +
      `serving ${second.at("")} (Ctrl-C ends it)\n` +
      "error[merge-conflict]: unresolved merge conflict\n" +
      " --> content/index.md:3:1\n  |\n3 | <<<<<<< ours\n  | ^^^^^^^\n  |\n" +
      "  = help: choose one side and delete the marker lines\n\n" +
      "built 1 entry: 1 error\n",
  );
});

test("a published site knows nothing of the preview", () => {
  const folder = write(BOOK);
  execFileSync(PROGRAM, ["build", folder, "--no-git"], { stdio: "pipe" });
  const site = join(folder, "book");
  const files = fs.readdirSync(site, { recursive: true, encoding: "utf8" });
  assert.ok(files.includes("index.html"));
  for (const file of files.filter((file) => fs.statSync(join(site, file)).isFile())) {
    assert.doesNotMatch(
      fs.readFileSync(join(site, file), "utf8"),
      /fieldbook-live|data-generation/,
      file,
    );
  }
  fs.rmSync(folder, { recursive: true });
});

/**
 * A test with a served book and an empty page.
 *
 * @typedef {(book: Book, page: Page) => Promise<void>} Story
 * @param {string} name
 * @param {[Story] | [Record<string, string>, string[], Story]} rest with files and options before
 */
function preview(name, ...rest) {
  const [files, options, story] = rest.length === 1 ? [{}, [], rest[0]] : rest;
  test(name, async () => {
    const book = await serve({ ...BOOK, ...files }, options);
    const { page, problems } = await visitor(browser);
    page.on("response", (response) => {
      const isPage = response.request().isNavigationRequest();
      if (response.status() >= 400 && !isPage)
        problems.push(`${response.status()}: ${response.url()}`);
    });
    try {
      await story(book, page);
      // A page that is not there is no fault: the address of one that was deleted stays open.
      assert.deepEqual(
        problems.filter((problem) => !problem.includes("status of 404")),
        [],
      );
    } finally {
      await page.context().close();
      await book.close();
    }
  });
}

/**
 * The program as an author starts it, once it has said where it serves.
 *
 * @param {Record<string, string>} files
 * @param {string[]} options
 */
async function serve(files, options) {
  const folder = write(files);
  const port = options.includes("--port") ? [] : ["--port", "0"];
  const program = spawn(PROGRAM, ["serve", folder, ...port, ...options], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  program.stderr.setEncoding("utf8").on("data", (text) => (said += text));
  /** @param {RegExp} words */
  const hears = async (words) => {
    const signal = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const heard = words.exec(said);
      if (heard) return heard;
      await once(program.stderr, "data", { signal });
    }
  };
  const [, url] = await hears(/^serving (\S+) .*\n/m);
  return {
    /** @param {string} path of a page */
    at: (path) => url + path,
    /** @param {string} file */
    path: (file) => join(folder, file),
    /**
     * @param {string} file
     * @param {string} text
     */
    save: (file, text) => save(join(folder, file), text),
    said: () => said,
    hears,
    close: async () => {
      program.kill();
      if (program.exitCode === null && program.signalCode === null) await once(program, "exit");
      fs.rmSync(folder, { recursive: true });
    },
  };
}

/** @param {Record<string, string>} files */
function write(files) {
  const folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "fieldbook-live-")));
  for (const [file, text] of Object.entries(files)) save(join(folder, file), text);
  return folder;
}

/**
 * Saves as careful editors do, so that no build sees half of it.
 *
 * @param {string} path
 * @param {string} text
 */
function save(path, text) {
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.writeFileSync(`${path}.tmp`, text);
  fs.renameSync(`${path}.tmp`, path);
}
