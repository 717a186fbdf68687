// The preview's client: reloads the page after a save, and shows problems above it, and in a tree the
// answers that no scenario takes.
//
// The server adds this file to the pages it serves; it is never part of a published site. It obeys
// the site's content security policy: no inline script or style, no innerHTML, and text from
// problems becomes text nodes. Without the server it does nothing.

/**
 * @typedef {{ file: string, line: number, column: number, excerpt: string, absolute: ?string }} Spot
 * @typedef {{
 *   severity: 'error' | 'warning', code: string, message: string, place: ?Spot, help: ?string
 * }} Problem
 * @typedef {{ path: string, section: string, branches: string[] }} Untested
 * @typedef {{
 *   generation: number, problems: Problem[], more: number, untested: Untested[]
 * }} Findings
 */

(() => {
  "use strict";

  const FOLDER = "/_fieldbook-live/";
  const RETRY_MS = 2000;
  const HIDDEN_KEY = "fieldbook-live-hidden";

  /** The build that this page is from. */
  const ours = Number(document.currentScript?.dataset.generation);

  /** @type {?EventSource} */
  let events = null;
  /** @type {number | undefined} */
  let retry;
  /** The latest build that was asked about: answers about older ones are dropped. */
  let latest = 0;
  let shown = "";

  // Hidden pages must not use one of the browser's six connections per host, and a prerendered page
  // has no reader yet.
  function connect() {
    if (events || document.hidden || isPrerendering()) return;
    clearTimeout(retry);
    const source = new EventSource(`${FOLDER}events`);
    source.addEventListener("message", (event) => void follow(Number(event.data)));
    source.addEventListener("error", () => {
      // The browser retries after a lost connection, but not after a refused one.
      if (source.readyState !== EventSource.CLOSED || events !== source) return;
      events = null;
      retry = setTimeout(connect, RETRY_MS);
    });
    events = source;
  }

  function disconnect() {
    clearTimeout(retry);
    events?.close();
    events = null;
  }

  function isPrerendering() {
    return "prerendering" in document && document.prerendering === true;
  }

  /** @param {number} generation */
  async function follow(generation) {
    latest = generation;
    const findings = await ask();
    if (!findings || generation !== latest) return;
    const broken = findings.problems.some((problem) => problem.severity === "error");
    if (!broken && findings.generation !== ours) {
      location.reload();
    } else {
      show(findings);
    }
  }

  /** @returns {Promise<?Findings>} */
  async function ask() {
    try {
      const response = await fetch(`${FOLDER}problems`);
      return response.ok ? await response.json() : null;
    } catch {
      return null; // The server went away; the next connection asks again.
    }
  }

  /** @param {Findings} findings */
  function show({ generation, problems, more, untested }) {
    showUntested(untested);
    // A reconnection reports the same build again: keep what the reader opened or hid.
    const text = problems.map(asText).join("\n\n");
    const key = `${generation} ${text}`;
    if (key === shown) return;
    shown = key;

    document.querySelector(".fieldbook-live")?.remove();
    if (!problems.length) return;
    const panel = drawPanel(problems, more, text);
    const badge = element(
      "button",
      { class: "fieldbook-live-badge", type: "button" },
      summary(problems, more),
    );
    badge.addEventListener("click", () => panel.showModal());
    panel.addEventListener("close", () => remember(generation));
    const root = element(
      "aside",
      { class: "fieldbook-live", "aria-label": "Problems in this preview" },
      badge,
      panel,
    );
    document.body.append(root);

    const broken = problems.some((problem) => problem.severity === "error");
    badge.toggleAttribute("data-broken", broken);
    if (broken && recall() !== generation) panel.showModal();
  }

  /** @param {Untested[]} untested */
  function showUntested(untested) {
    document.querySelectorAll(".fieldbook-live-untested").forEach((note) => note.remove());
    for (const { path, section, branches } of untested) {
      if (path !== decodeURI(location.pathname)) continue;
      const note = element("p", { class: "fieldbook-live-untested" });
      note.append(`No scenario takes: ${branches.filter(Boolean).join("; ") || "this step"}`);
      document.getElementById(section)?.append(note);
    }
  }

  /**
   * @param {Problem[]} problems
   * @param {number} more warnings that are not among them
   * @param {string} text
   */
  function drawPanel(problems, more, text) {
    const title = element(
      "h2",
      { id: "fieldbook-live-title", tabindex: "-1", autofocus: "" },
      summary(problems, more),
    );
    const close = element("button", { type: "button" }, "Hide");
    const bar = element("header", {}, title, ...copyButton(text), close);
    const list = element("ol", {}, ...problems.map(drawProblem));
    const panel = element(
      "dialog",
      { class: "fieldbook-live-panel", "aria-labelledby": title.id },
      bar,
      list,
    );
    if (more) panel.append(element("p", {}, `… and ${more} more: fieldbook check lists them`));
    if (problems.some((problem) => problem.severity === "error")) {
      panel.setAttribute("role", "alertdialog");
    }
    close.addEventListener("click", () => panel.close());
    return panel;
  }

  /** @param {Problem} problem */
  function drawProblem(problem) {
    const code = element("strong", {}, `${problem.severity}[${problem.code}]`);
    const item = element(
      "li",
      { "data-severity": problem.severity },
      element("p", {}, code, `: ${problem.message}`),
    );
    if (problem.place) {
      item.append(drawPlace(problem.place));
      if (problem.place.excerpt) {
        item.append(
          element("pre", { tabindex: "0", "aria-label": "Source lines" }, problem.place.excerpt),
        );
      }
    }
    if (problem.help)
      item.append(element("p", { class: "fieldbook-live-help" }, `help: ${problem.help}`));
    return item;
  }

  /** @param {Spot} spot */
  function drawPlace({ file, line, column, absolute }) {
    const place = element("p", { class: "fieldbook-live-place" });
    const name = `${file}:${line}:${column}`;
    if (!absolute) {
      place.append(name);
      return place;
    }
    const path = absolute.replaceAll("\\", "/").replace(/^(?!\/)/, "/");
    const address = path.split("/").map(encodeURIComponent).join("/");
    place.append(element("a", { href: `vscode://file${address}:${line}:${column}` }, name));
    if (/\.md$/i.test(path)) {
      const note = `obsidian://open?path=${encodeURIComponent(absolute)}`;
      place.append(" · ", element("a", { href: note }, "Obsidian"));
    }
    return place;
  }

  /**
   * @param {string} text
   * @returns {HTMLElement[]} nothing where the page may not write to the clipboard
   */
  function copyButton(text) {
    if (!navigator.clipboard) return [];
    const copy = element("button", { type: "button" }, "Copy");
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        copy.textContent = "Copied";
      } catch {
        copy.textContent = "Not copied";
      }
    });
    return [copy];
  }

  /** @param {Problem} problem */
  function asText({ severity, code, message, place, help }) {
    const lines = [`${severity}[${code}]: ${message}`];
    if (place) lines.push(`  --> ${place.file}:${place.line}:${place.column}`, place.excerpt);
    if (help) lines.push(`help: ${help}`);
    return lines.filter(Boolean).join("\n");
  }

  /**
   * @param {Problem[]} problems
   * @param {number} more warnings
   */
  function summary(problems, more) {
    const errors = problems.filter((problem) => problem.severity === "error").length;
    const counts = [
      [errors, "error"],
      [problems.length - errors + more, "warning"],
    ];
    return counts
      .filter(([count]) => count)
      .map(([count, what]) => `${count} ${what}${count === 1 ? "" : "s"}`)
      .join(", ");
  }

  // Problems that a reader hid stay hidden on other pages, until the next build.
  /** @param {number} generation */
  function remember(generation) {
    try {
      sessionStorage.setItem(HIDDEN_KEY, String(generation));
    } catch {
      // Without storage they are shown again.
    }
  }

  function recall() {
    try {
      return Number(sessionStorage.getItem(HIDDEN_KEY));
    } catch {
      return 0;
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  document.addEventListener("prerenderingchange", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
})();
