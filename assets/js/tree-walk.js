// <tree-walk>: shows one question at a time. Its answers are the query, the current node is the
// fragment, and every view is a replay of the answers from the start, so that Back, a shared link
// and a changed answer are the same thing. Without this script the sections are the whole tree.

/**
 * @typedef {{to: number, caveat?: string, points?: [number, number][]}} Edge
 * @typedef {Edge & {slug: string, label: string, low?: number}} Answer
 * @typedef {{slug: string, label: string, exclusive?: boolean, points?: [number, number][]}} Tick
 * @typedef {Edge & {low: number, high: number}} Branch
 * @typedef {(string | number)[]} Condition
 * @typedef {Edge & {if: Condition[]}} Rule
 * @typedef {{id: string, title: string, kind: string, answers?: Answer[], ticks?: Tick[],
 *   edge?: Edge, branches?: Branch[], min?: number, max?: number, unit?: string,
 *   rules?: Rule[]}} TreeNode
 * @typedef {{title: string, version?: string, today: string, scores: number, nodes: TreeNode[]}} Tree
 * @typedef {{node: number, value?: string}} Step
 * @typedef {{steps: Step[], at: number, ends: {node: number, caveat?: string}[]}} Position
 */

/** What was given at a question, checked: the way on, its points, and words for people. */
function accept(/** @type {TreeNode} */ node, /** @type {string | undefined} */ value) {
  if (value === undefined) return null;
  if (node.answers) {
    const index = node.answers.findIndex((answer) => answer.slug === value);
    const answer = node.answers[index];
    return answer ? { edge: answer, points: answer.points ?? [], picked: [index], count: answer.low ?? 0, words: answer.label } : null;
  }
  if (node.ticks) {
    const slugs = value === "" ? [] : value.split(".");
    const ticks = node.ticks;
    const picked = slugs.map((slug) => ticks.findIndex((tick) => tick.slug === slug));
    const none = picked.some((index) => ticks[index]?.exclusive);
    const mustPick = ticks.some((tick) => tick.exclusive);
    if (picked.includes(-1) || (none && picked.length > 1) || (mustPick && !picked.length)) return null;
    const words = picked.map((index) => ticks[index].label).join(", ") || "nothing";
    const points = picked.flatMap((index) => ticks[index].points ?? []);
    return { edge: /** @type {Edge} */ (node.edge), points, picked, count: none ? 0 : picked.length, words };
  }
  if (node.branches && /^-?\d{1,15}$/.test(value)) {
    const number = Number(value);
    const branch = node.branches.find(({ low, high }) => low <= number && number <= high);
    const words = node.unit ? `${number} ${node.unit}` : String(number);
    return branch ? { edge: branch, points: branch.points ?? [], picked: [], count: number, words } : null;
  }
  return null;
}

/** The ids that come to be in another order must still count once. */
function holds(/** @type {Condition} */ [kind, a, b, c], /** @type {Map<number, any>} */ facts, /** @type {number[]} */ scores) {
  if (kind === "is" || kind === "has") return facts.get(Number(a))?.picked.includes(b) ?? false;
  if (kind === "highest") return scores.every((score, index) => index === a || scores[Number(a)] > score);
  const total = scores.reduce((sum, score) => sum + score, 0);
  const fact = facts.get(Number(a));
  const left = kind === "node" ? fact?.count : kind === "score" ? scores[Number(a)] : total;
  const right = Number(c);
  if (left === undefined) return false;
  switch (b) {
    case "<": return left < right;
    case "<=": return left <= right;
    case "=": return left === right;
    case "!=": return left !== right;
    case ">=": return left >= right;
    default: return left > right;
  }
}

/** @returns {Position} where answers lead, replayed from the start */
function walk(/** @type {Tree} */ tree, /** @type {Map<string, string>} */ given) {
  const facts = new Map();
  const scores = Array(tree.scores).fill(0);
  const seen = new Set();
  /** @type {Step[]} */
  const steps = [];
  let at = 0;
  /** @type {string | undefined} */
  let caveat;
  for (;;) {
    const node = tree.nodes[at];
    if (node.kind === "outcome") return { steps, at, ends: [{ node: at, caveat }] };
    if (seen.has(at)) return { steps, at, ends: [] };
    seen.add(at);
    /** @type {Edge | undefined} */
    let edge;
    if (node.rules) {
      const match = node.rules.filter((rule) => rule.if.every((condition) => holds(condition, facts, scores)));
      if (node.kind === "all-that-apply") {
        const applying = match.filter((rule) => rule.if.length);
        const rows = applying.length ? applying : match;
        return { steps, at, ends: rows.map((rule) => ({ node: rule.to, caveat: rule.caveat })) };
      }
      edge = match[0];
      steps.push({ node: at });
    } else {
      const value = given.get(node.id);
      const fact = accept(node, value);
      if (fact) {
        facts.set(at, fact);
        for (const [score, points] of fact.points) scores[score] += points;
        edge = fact.edge;
        steps.push({ node: at, value });
      }
    }
    if (!edge) return { steps, at, ends: [] };
    ({ to: at, caveat } = edge);
  }
}

/** An element with attributes and children. */
function make(/** @type {string} */ name, /** @type {Record<string, string>} */ attributes = {}, /** @type {(Node | string)[]} */ ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class TreeWalk extends HTMLElement {
  connectedCallback() {
    const data = this.querySelector("script[type='application/json']");
    if (!data) return;
    /** @type {Tree} */
    this.tree = JSON.parse(data.textContent ?? "");
    this.keyPrefix = this.dataset.prefix ?? "";
    this.sections = this.tree.nodes.map((node) => /** @type {HTMLElement} */ (this.querySelector(`[data-node="${CSS.escape(node.id)}"]`)));
    this.pageTitle = document.title;
    this.side = make("div", { class: "walk-side" });
    this.status = make("p", { class: "walk-status", role: "status" });
    this.notice = make("p", { class: "walk-notice", hidden: "" });
    this.querySelector(".walk-nodes")?.before(this.notice);
    this.append(this.side, this.status);
    this.classList.add("walking");
    this.addEventListener("click", this);
    this.addEventListener("submit", this);
    this.addEventListener("change", this);
    addEventListener("popstate", this);
    this.read();
    this.show();
  }

  disconnectedCallback() {
    removeEventListener("popstate", this);
    removeEventListener("beforeprint", this);
    this.removeEventListener("click", this);
    this.removeEventListener("submit", this);
    this.removeEventListener("change", this);
  }

  handleEvent(/** @type {Event} */ event) {
    if (event.type === "popstate") {
      this.read();
      this.show(true);
    } else if (event.type === "submit") {
      event.preventDefault();
      this.submit(/** @type {HTMLFormElement} */ (event.target));
    } else if (event.type === "change") {
      this.exclude(/** @type {HTMLInputElement} */ (event.target));
    } else {
      this.click(/** @type {MouseEvent} */ (event));
    }
  }

  /** Takes the state from the address; what this tree does not know is dropped, and said. */
  read() {
    this.given = new Map();
    let dropped = false;
    const query = location.search.length > 2048 ? "" : location.search;
    for (const [key, value] of new URLSearchParams(query)) {
      if (!key.startsWith(this.keyPrefix)) continue;
      const id = key.slice(this.keyPrefix.length);
      const node = this.tree.nodes.find((node) => node.id === id);
      if (node && accept(node, value)) this.given.set(id, value);
      else if (this.keyPrefix || !key.includes(".")) dropped = true;
    }
    this.notice.hidden = !(dropped || query !== location.search);
    this.notice.textContent = "Some answers in this link are not part of this decision any more and were left out.";
  }

  /** The address of a state, with the node to look at. */
  address(/** @type {Map<string, string>} */ given, /** @type {number} */ at) {
    const query = new URLSearchParams(this.keyPrefix ? location.search : "");
    for (const key of [...query.keys()]) if (key.startsWith(this.keyPrefix)) query.delete(key);
    for (const id of [...given.keys()].sort()) query.set(this.keyPrefix + id, given.get(id) ?? "");
    query.sort();
    const text = query.toString();
    return `${location.pathname}${text ? `?${text}` : ""}#${this.sections[at].id}`;
  }

  /** The node to look at: the one that the fragment names if it is on the path. */
  current(/** @type {Position} */ position) {
    const id = decodeURIComponent(location.hash.slice(1).replace(/%(?![0-9a-f]{2})/gi, "%25"));
    const named = this.sections.findIndex((section) => section.id === id);
    const asked = position.steps.some((step) => step.node === named && step.value !== undefined);
    return asked ? named : position.at;
  }

  show(/** @type {boolean} */ moveFocus = false) {
    let hash = "";
    try {
      hash = location.hash;
      this.position = walk(this.tree, this.given);
      this.at = this.current(this.position);
    } catch {
      this.given = new Map();
      this.position = walk(this.tree, this.given);
      this.at = this.position.at;
    }
    const ends = this.at === this.position.at ? this.position.ends : [];
    const shown = new Set(ends.length ? ends.map((end) => end.node) : [this.at]);
    this.sections.forEach((section, index) => {
      section.hidden = !shown.has(index);
      section.querySelectorAll(".walk-added").forEach((added) => added.remove());
    });
    for (const index of shown) this.dress(index, ends.find((end) => end.node === index)?.caveat);
    this.showSide(ends.length > 0);
    this.markDiagram(shown);
    const first = this.sections[Math.min(...shown)];
    if (!this.keyPrefix) document.title = `${this.tree.nodes[this.at].title} – ${this.pageTitle}`;
    if (!this.keyPrefix || hash || moveFocus) this.remember(moveFocus);
    if (moveFocus) {
      const heading = first.querySelector("h2, h3");
      heading?.setAttribute("tabindex", "-1");
      /** @type {HTMLElement | null} */ (heading)?.focus({ preventScroll: true });
      const { top, bottom } = first.getBoundingClientRect();
      if (top < 64 || bottom > innerHeight) first.scrollIntoView({ block: "start" });
    }
  }

  /** Keeps the address in step without a new entry in the history. */
  remember(/** @type {boolean} */ moved) {
    const address = this.address(this.given, this.at);
    const empty = !this.given.size && !this.keyPrefix && !moved && !location.search && !location.hash;
    if (!empty && address !== location.pathname + location.search + location.hash) this.go(address, "replaceState");
  }

  go(/** @type {string} */ address, /** @type {"pushState" | "replaceState"} */ how) {
    try {
      history[how](null, "", address);
      return true;
    } catch {
      return false;
    }
  }

  /** Makes a question answerable, or an outcome a result. */
  dress(/** @type {number} */ index, /** @type {string | undefined} */ caveat) {
    const node = this.tree.nodes[index];
    const section = this.sections[index];
    const value = this.given.get(node.id);
    if (node.answers) {
      section.querySelectorAll("a[data-answer]").forEach((link, number) => {
        const answer = /** @type {Answer[]} */ (node.answers)[number];
        const given = this.with(index, answer.slug);
        link.setAttribute("href", this.address(given, walk(this.tree, given).at));
        if (answer.slug === value) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    } else if (node.ticks || node.branches) {
      section.querySelector(".walk-form, .answers")?.after(this.form(index, value));
    } else if (node.kind === "outcome") {
      this.result(section, caveat);
    }
  }

  /** The answers with one changed. */
  with(/** @type {number} */ index, /** @type {string} */ value) {
    return new Map(this.given).set(this.tree.nodes[index].id, value);
  }

  form(/** @type {number} */ index, /** @type {string | undefined} */ value) {
    const node = this.tree.nodes[index];
    const form = make("form", { class: "walk-added walk-fields", novalidate: "", "data-index": String(index) });
    const name = `${this.sections[index].id}-field`;
    if (node.ticks) {
      const ticked = (value ?? "").split(".");
      const rows = node.ticks.map((tick, number) => {
        const box = make("input", { type: "checkbox", name, value: tick.slug, ...(number ? {} : { id: name }), ...(tick.exclusive ? { "data-exclusive": "" } : {}) });
        /** @type {HTMLInputElement} */ (box).checked = value !== undefined && ticked.includes(tick.slug);
        return make("label", {}, box, make("span", {}, tick.label));
      });
      form.append(make("fieldset", {}, make("legend", { class: "hidden-text" }, node.title), ...rows));
    } else {
      const field = make("input", { id: name, name, inputmode: "numeric", autocomplete: "off", size: "6", "aria-describedby": `${name}-range`, value: value ?? "" });
      form.append(
        make("label", { for: name }, make("span", { id: `${name}-range` }, this.range(node)), field, node.unit ?? ""),
      );
    }
    form.append(make("button", { class: "go" }, "Continue"));
    return form;
  }

  range(/** @type {TreeNode} */ { min, max }) {
    const last = Number.MAX_SAFE_INTEGER;
    return max === undefined || max >= last ? `A whole number, ${min} or more` : `A whole number from ${min} to ${max}`;
  }

  submit(/** @type {HTMLFormElement} */ form) {
    const index = Number(form.dataset.index);
    const node = this.tree.nodes[index];
    const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input")]);
    const value = node.ticks
      ? fields.filter((field) => field.checked).map((field) => field.value).join(".")
      : fields[0].value.trim();
    form.querySelector(".walk-error")?.remove();
    if (!accept(node, value)) {
      const none = node.ticks?.find((tick) => tick.exclusive)?.label;
      const words = node.ticks
        ? `Tick what applies${none ? `, or “${none}”` : ""}.`
        : `Write ${this.range(node).toLowerCase()}.`;
      const link = make("a", { href: `#${fields[0].id}` }, words);
      const error = make("div", { class: "walk-error", role: "alert", tabindex: "-1" }, link);
      form.prepend(error);
      error.focus();
      return;
    }
    this.take(this.with(index, value));
  }

  /** "None of these" and the other ticks rule each other out. */
  exclude(/** @type {HTMLInputElement} */ box) {
    if (box.type !== "checkbox" || !box.checked) return;
    const exclusive = "exclusive" in box.dataset;
    for (const other of box.form?.querySelectorAll("input") ?? []) {
      if (other !== box && (exclusive || "exclusive" in other.dataset)) other.checked = false;
    }
  }

  /** Goes on with new answers. */
  take(/** @type {Map<string, string>} */ given) {
    const address = this.address(given, walk(this.tree, given).at);
    this.notice.hidden = true;
    if (!this.go(address, "pushState")) {
      location.assign(address);
      return;
    }
    this.read();
    this.show(true);
  }

  click(/** @type {MouseEvent} */ event) {
    const target = /** @type {Element} */ (event.target);
    const button = target.closest("button[data-copy]");
    if (button) return this.copy(button.getAttribute("data-copy") ?? "");
    const link = target.closest("a");
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !link) return;
    const field = target.closest(".walk-error") && document.getElementById(link.hash.slice(1));
    if (field) {
      event.preventDefault();
      field.focus();
    } else if (link.matches("[data-answer], [data-step]")) {
      event.preventDefault();
      if (!this.go(link.href, "pushState")) return location.assign(link.href);
      this.read();
      this.show(true);
    }
  }

  /** The answers so far, each with a way to change it, and what is left. */
  showSide(/** @type {boolean} */ done) {
    const asked = this.position.steps.filter((step) => step.value !== undefined);
    const list = asked.map(({ node, value }) => {
      const question = this.tree.nodes[node];
      const words = accept(question, value)?.words ?? "";
      const change = make("a", { href: this.address(this.given, node), "data-step": "", "aria-label": `Change: ${question.title}` }, "Change");
      const here = node === this.at && !done ? { "aria-current": "step" } : {};
      return make("li", here, make("span", { class: "asked" }, question.title), make("span", { class: "given" }, words), change);
    });
    const unused = [...this.given.keys()].filter((id) => !asked.some((step) => this.tree.nodes[step.node].id === id));
    const place = asked.findIndex((step) => step.node === this.at);
    const before = place === -1 ? asked.at(-1) : asked[place - 1];
    const actions = make("p", { class: "walk-actions" });
    if (before) actions.append(make("a", { href: this.address(this.given, before.node), "data-step": "" }, "Back"));
    if (asked.length || unused.length) {
      actions.append(make("a", { href: this.address(new Map(), 0), "data-step": "" }, "Start again"));
      actions.append(make("button", { type: "button", "data-copy": "link" }, "Copy link"));
    }
    if (done) actions.append(make("button", { type: "button", "data-copy": "record" }, "Copy as decision record"));
    this.status.textContent = "";
    this.side.replaceChildren();
    if (list.length) this.side.append(make("h2", {}, "Your answers"), make("ol", { class: "path" }, ...list));
    if (unused.length) {
      const titles = this.tree.nodes.filter((node) => unused.includes(node.id)).map((node) => node.title);
      this.side.append(make("p", { class: "unused" }, `Not used on this path: ${titles.join("; ")}`));
    }
    this.side.append(actions);
  }

  /** The caveat, and the single answers that would end elsewhere. */
  result(/** @type {HTMLElement} */ section, /** @type {string | undefined} */ caveat) {
    const heading = section.querySelector("h2, h3");
    if (caveat) heading?.after(make("p", { class: "walk-added caveat" }, caveat[0].toUpperCase() + caveat.slice(1)));
    const flips = this.flips().map(({ node, words, to }) =>
      make("li", {}, `${this.tree.nodes[node].title} `, make("b", {}, words), " → ", make("b", {}, to)),
    );
    if (flips.length) {
      section.append(make("details", { class: "walk-added flips" }, make("summary", {}, "What would change this"), make("ul", {}, ...flips)));
    }
    for (const link of section.querySelectorAll("a[data-carries]")) {
      const query = new URLSearchParams();
      for (const id of (link.getAttribute("data-carries") ?? "").split(" ").filter(Boolean).sort()) {
        const value = this.given.get(id);
        if (value !== undefined) query.set(id, value);
      }
      const base = (link.getAttribute("href") ?? "").split(/[?#]/)[0];
      link.setAttribute("href", query.size ? `${base}?${query}` : base);
    }
  }

  /** Each other answer to one question on the path that ends at another outcome. */
  flips() {
    const name = (/** @type {Position} */ position) => position.ends.map((end) => this.tree.nodes[end.node].title).join(", ");
    const here = name(this.position);
    /** @type {{node: number, words: string, to: string}[]} */
    const flips = [];
    for (const { node, value } of this.position.steps) {
      if (value === undefined) continue;
      const question = this.tree.nodes[node];
      for (const other of this.others(question, value)) {
        const fact = accept(question, other);
        if (!fact) continue;
        const to = name(walk(this.tree, this.with(node, other)));
        if (to && to !== here) flips.push({ node, words: fact.words, to });
      }
    }
    return flips.slice(0, 12);
  }

  /** Answers that differ in one thing from the one that was given. */
  others(/** @type {TreeNode} */ question, /** @type {string} */ value) {
    if (question.answers) return question.answers.map((answer) => answer.slug).filter((slug) => slug !== value);
    if (question.branches) return question.branches.flatMap(({ low, high }) => [low, high]).map(String).filter((number) => number !== value);
    const ticked = value.split(".").filter(Boolean);
    const ticks = question.ticks ?? [];
    return ticks.filter((tick) => !tick.exclusive).map(({ slug }) => {
      const rest = ticks.filter((tick) => !tick.exclusive && (tick.slug === slug) !== ticked.includes(tick.slug));
      const none = ticks.find((tick) => tick.exclusive);
      return rest.map((tick) => tick.slug).join(".") || (none?.slug ?? "");
    });
  }

  markDiagram(/** @type {Set<number>} */ shown) {
    const passed = new Set(this.position.steps.map((step) => step.node));
    this.tree.nodes.forEach((node, index) => {
      for (const mark of this.querySelectorAll(`[data-mark="${CSS.escape(node.id)}"]`)) {
        if (shown.has(index)) mark.setAttribute("aria-current", "step");
        else mark.removeAttribute("aria-current");
        mark.classList.toggle("passed", passed.has(index));
      }
    });
  }

  async copy(/** @type {string} */ what) {
    const text = what === "link" ? location.href : this.record();
    const words = what === "link" ? "Link copied." : "Decision record copied.";
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = words;
    } catch {
      this.status.replaceChildren("Copy it from here: ", make("textarea", { readonly: "", rows: "6", "aria-label": "Text to copy" }, text));
    }
  }

  /** The decision as markdown. */
  record() {
    const lines = this.position.steps.filter((step) => step.value !== undefined).map(({ node, value }) => {
      const question = this.tree.nodes[node];
      return `- ${question.title} **${accept(question, value)?.words}**`;
    });
    const ends = this.position.ends.map(({ node, caveat }) => `**${this.tree.nodes[node].title}**${caveat ? ` (${caveat})` : ""}`);
    const version = this.tree.version ? `, version ${this.tree.version}` : "";
    const date = new Date().toISOString().slice(0, 10);
    return `# ${this.tree.title}\n\nDecided on ${date}: ${ends.join(", ")}\n\n${lines.join("\n")}\n\nDecision tree${version}: <${location.href}>\n`;
  }
}
customElements.define("tree-walk", TreeWalk);
