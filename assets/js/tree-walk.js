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
 * @typedef {{title: string, version?: string, scores: number, nodes: TreeNode[]}} Tree
 * @typedef {{node: number, value?: string}} Step
 * @typedef {{steps: Step[], at: number, ends: {node: number, caveat?: string}[]}} Position
 */

/** More of an address than this is no walk. */
const LONGEST = 100_000;
/** After more answers than this, nobody is told what each single one would change. */
const MOST_CHANGED = 200;
/** The state of a history entry that shows a node which the answers have not led to. */
const AHEAD = "ahead";

/** What was given at a question, checked: the way on, its points, and words for people. */
function accept(/** @type {TreeNode} */ node, /** @type {string | undefined} */ value) {
  if (value === undefined) return null;
  if (node.answers) {
    const index = node.answers.findIndex((answer) => answer.slug === value);
    const answer = node.answers[index];
    return answer
      ? {
          edge: answer,
          points: answer.points ?? [],
          picked: [index],
          count: answer.low ?? 0,
          words: answer.label,
        }
      : null;
  }
  if (node.ticks) {
    const slugs = new Set(value === "" ? [] : value.split("."));
    const ticks = node.ticks;
    const picked = [...slugs].map((slug) => ticks.findIndex((tick) => tick.slug === slug));
    const none = picked.some((index) => ticks[index]?.exclusive);
    const mustPick = ticks.some((tick) => tick.exclusive);
    if (picked.includes(-1) || (none && picked.length > 1) || (mustPick && !picked.length))
      return null;
    const words = picked.map((index) => ticks[index].label).join(", ") || "nothing";
    const points = picked.flatMap((index) => ticks[index].points ?? []);
    return {
      edge: /** @type {Edge} */ (node.edge),
      points,
      picked,
      count: none ? 0 : picked.length,
      words,
    };
  }
  if (node.branches && /^-?\d{1,15}$/.test(value)) {
    const number = Number(value);
    const branch = node.branches.find(({ low, high }) => low <= number && number <= high);
    const words = node.unit ? `${number} ${node.unit}` : String(number);
    return branch
      ? { edge: branch, points: branch.points ?? [], picked: [], count: number, words }
      : null;
  }
  return null;
}

/** The ids that come to be in another order must still count once. */
function holds(
  /** @type {Condition} */ [kind, a, b, c],
  /** @type {Map<number, any>} */ facts,
  /** @type {number[]} */ scores,
) {
  if (kind === "is" || kind === "has") return facts.get(Number(a))?.picked.includes(b) ?? false;
  if (kind === "highest")
    return scores.every((score, index) => index === a || scores[Number(a)] > score);
  const total = scores.reduce((sum, score) => sum + score, 0);
  const fact = facts.get(Number(a));
  const left = kind === "node" ? fact?.count : kind === "score" ? scores[Number(a)] : total;
  const right = Number(c);
  const compared = {
    "<": left < right,
    "<=": left <= right,
    "=": left === right,
    "!=": left !== right,
    ">=": left >= right,
    ">": left > right,
  };
  return left !== undefined && compared[/** @type {">"} */ (b)];
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
      const match = node.rules.filter((rule) =>
        rule.if.every((condition) => holds(condition, facts, scores)),
      );
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

/** Answers with one changed. */
function changed(
  /** @type {Map<string, string>} */ given,
  /** @type {string} */ id,
  /** @type {string} */ value,
) {
  return new Map(given).set(id, value);
}

/**
 * Each other answer to one question on the path that ends at another outcome.
 * @returns {{node: number, value: string, ends: number[]}[]}
 */
function flips(/** @type {Tree} */ tree, /** @type {Map<string, string>} */ given) {
  const outcomes = (/** @type {Map<string, string>} */ given) =>
    walk(tree, given).ends.map((end) => end.node);
  const here = String(outcomes(given));
  if (!here) return [];
  return walk(tree, given).steps.flatMap(({ node, value }) => {
    const question = tree.nodes[node];
    const others =
      value === undefined
        ? []
        : nearby(tree, node, value).filter((other) => other !== value && accept(question, other));
    const found = others.map((other) => ({
      node,
      value: other,
      ends: outcomes(changed(given, question.id, other)),
    }));
    return found.filter(({ ends }) => ends.length && String(ends) !== here);
  });
}

/** Answers one change away: another one, a tick more or less, the nearest number told apart. */
function nearby(/** @type {Tree} */ tree, /** @type {number} */ node, /** @type {string} */ value) {
  const { answers, ticks, branches } = tree.nodes[node];
  if (answers) return answers.map((answer) => answer.slug);
  if (branches) {
    const starts = new Set(branches.map((branch) => branch.low));
    for (const [kind, index, op, bound] of tree.nodes
      .flatMap((node) => node.rules ?? [])
      .flatMap((rule) => rule.if)) {
      if (kind !== "node" || index !== node) continue;
      if (op !== "<=" && op !== ">") starts.add(Number(bound));
      if (op !== ">=" && op !== "<") starts.add(Number(bound) + 1);
    }
    const ends = [...starts]
      .sort((a, b) => a - b)
      .map((start) => (start > Number(value) ? start : start - 1));
    return [...new Set(ends)].map(String);
  }
  const none = (ticks ?? []).filter((tick) => tick.exclusive).map((tick) => tick.slug);
  return (ticks ?? []).map(({ slug, exclusive }) => {
    const set = new Set(
      exclusive ? [] : value.split(".").filter((ticked) => !none.includes(ticked)),
    );
    if (!set.delete(slug)) set.add(slug);
    else if (!set.size && none.length === 1) set.add(none[0]);
    return (ticks ?? [])
      .filter((tick) => set.has(tick.slug))
      .map((tick) => tick.slug)
      .join(".");
  });
}

/** An element with attributes and children. */
function make(
  /** @type {string} */ name,
  /** @type {Record<string, string>} */ attributes = {},
  /** @type {(Node | string)[]} */ ...children
) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class TreeWalk extends HTMLElement {
  /** @type {Map<string, string>} */
  given = new Map();
  at = -1;
  ahead = false;
  keyPrefix = "";
  /** @type {Tree} */
  tree = Object.create(null);
  /** @type {Position} */
  position = Object.create(null);
  /** @type {HTMLElement[]} */
  sections = [];
  /** @type {Map<string, number>} */
  places = new Map();
  pageTitle = document.title;
  side = make("div", { class: "walk-side" });
  status = make("p", { class: "walk-status", role: "status" });
  notice = "";
  /** @type {Element} where links into this tree stand: on a page of its own, the diagram too */
  ground = this;

  connectedCallback() {
    const data = this.querySelector("script[type='application/json']");
    if (!data) return;
    this.tree = JSON.parse(data.textContent ?? "");
    this.keyPrefix = this.dataset.prefix ?? "";
    this.ground = (!this.keyPrefix && this.closest("article")) || this;
    this.sections = [
      .../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-node]")),
    ];
    this.places = new Map(this.tree.nodes.map((node, index) => [node.id, index]));
    this.append(this.side, this.status);
    this.classList.add("walking");
    this.listen("addEventListener");
    this.read();
    this.show();
  }

  disconnectedCallback() {
    this.listen("removeEventListener");
  }

  listen(/** @type {"addEventListener" | "removeEventListener"} */ method) {
    for (const type of ["click", "submit", "change"]) this.ground[method](type, this);
    globalThis[method]("popstate", this);
  }

  handleEvent(/** @type {Event} */ event) {
    if (event.type === "popstate") {
      const before = this.state();
      this.read();
      // A fragment that is no node of this tree is somebody else's business.
      if (this.state() === before) return;
      this.show();
      // The browser takes the focus away when it comes back to a fragment.
      requestAnimationFrame(() => this.lead());
    } else if (event.type === "submit") {
      event.preventDefault();
      this.submit(/** @type {HTMLFormElement} */ (event.target));
    } else if (event.type === "change") {
      this.exclude(/** @type {HTMLInputElement} */ (event.target));
    } else {
      this.follow(/** @type {MouseEvent} */ (event));
    }
  }

  state() {
    return JSON.stringify([...this.given, this.at, this.ahead]);
  }

  /** Takes the state from the address; what this tree does not know is dropped, and said. */
  read() {
    const before = String([...this.given]);
    const { given, dropped } = this.answers(location.search);
    this.given = given;
    this.position = walk(this.tree, this.given);
    const { steps, at, ends } = this.position;
    const named = this.named(location.hash);
    const stranger =
      named < 0 && location.hash && this.at >= 0 && before === String([...this.given]);
    if (!stranger) {
      const asked = steps.some((step) => step.node === named && step.value !== undefined);
      const away = named >= 0 && named !== at && !asked && !ends.some((end) => end.node === named);
      this.ahead = away && (history.state === AHEAD || !(given.size || dropped));
      this.at = asked || this.ahead ? named : at;
    }
    this.notice = dropped
      ? "Some answers in this link are not known here and were left out."
      : this.ahead
        ? "You are looking ahead: your answers do not lead here."
        : "";
  }

  /** The answers that a query gives to this tree, and whether it says more. */
  answers(/** @type {string} */ search) {
    const given = new Map();
    let dropped = search.length > LONGEST;
    for (const [key, value] of dropped ? [] : new URLSearchParams(search)) {
      if (!key.startsWith(this.keyPrefix)) continue;
      const node = this.tree.nodes[this.places.get(key.slice(this.keyPrefix.length)) ?? -1];
      if (node && accept(node, value)) given.set(node.id, value);
      else if (this.keyPrefix || !key.includes(".")) dropped = true;
    }
    return { given, dropped };
  }

  /** The node that a fragment names. */
  named(/** @type {string} */ hash) {
    try {
      const id = decodeURIComponent(hash.slice(1));
      return this.sections.findIndex((section) => section.id === id);
    } catch {
      return -1;
    }
  }

  /** The address of a state, with the node to look at. */
  address(/** @type {Map<string, string>} */ given, /** @type {number} */ at) {
    const query = new URLSearchParams(this.keyPrefix ? location.search : "");
    for (const key of [...query.keys()]) if (key.startsWith(this.keyPrefix)) query.delete(key);
    for (const [id, value] of given) query.append(this.keyPrefix + id, value);
    query.sort();
    const text = query.toString();
    return `${location.pathname}${text ? `?${text}` : ""}#${this.sections[at].id}`;
  }

  /** Shows the state. */
  show() {
    const ends = this.at === this.position.at ? this.position.ends : [];
    const shown = new Set(ends.length ? ends.map((end) => end.node) : [this.at]);
    this.querySelectorAll(".walk-added").forEach((added) => added.remove());
    this.sections.forEach((section, index) => (section.hidden = !shown.has(index)));
    this.classList.toggle("ahead", this.ahead);
    if (this.given.size || this.ahead) this.closest("details")?.setAttribute("open", "");
    for (const index of shown) this.dress(index, ends.find((end) => end.node === index)?.caveat);
    if (ends.length) this.sections[Math.max(...shown)].append(...this.changes());
    this.showSide(ends.length > 0);
    this.markDiagram(shown);
    const titles = [...shown].map((index) => this.tree.nodes[index].title);
    if (!this.keyPrefix) document.title = `${titles.join(", ")} – ${this.pageTitle}`;
    this.dispatchEvent(new Event("walked", { bubbles: true }));
  }

  /** Moves the focus to the heading of what is in sight. */
  lead() {
    const first = this.sections.find((section) => !section.hidden);
    const heading = /** @type {HTMLElement | undefined} */ (first?.querySelector("h2, h3"));
    if (!first || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    const { top, bottom } = first.getBoundingClientRect();
    if (top < 64 || bottom > innerHeight) first.scrollIntoView();
  }

  /** Goes to an address of this page, as a new entry of the history. */
  go(/** @type {string} */ address, /** @type {string | null} */ how = null) {
    try {
      history.pushState(how, "", address);
    } catch {
      location.assign(address);
      return;
    }
    this.read();
    this.show();
    this.lead();
  }

  /** Makes a question answerable, or an outcome a result. */
  dress(/** @type {number} */ index, /** @type {string | undefined} */ caveat) {
    const node = this.tree.nodes[index];
    const section = this.sections[index];
    const value = this.given.get(node.id);
    if (node.answers) {
      section.querySelectorAll("a[data-answer]").forEach((link, number) => {
        const answer = /** @type {Answer[]} */ (node.answers)[number];
        const given = changed(this.given, node.id, answer.slug);
        link.setAttribute(
          "href",
          this.ahead
            ? `#${this.sections[answer.to].id}`
            : this.address(given, walk(this.tree, given).at),
        );
        link.ariaCurrent = answer.slug === value ? "true" : null;
      });
    } else if (this.ahead) {
      return;
    } else if (node.ticks || node.branches) {
      section.querySelector(".walk-form, .answers")?.after(this.form(index, value));
    } else if (node.kind === "outcome") {
      this.result(section, caveat);
    }
  }

  form(/** @type {number} */ index, /** @type {string | undefined} */ value) {
    const node = this.tree.nodes[index];
    const form = make("form", {
      class: "walk-added walk-fields",
      novalidate: "",
      "data-index": String(index),
    });
    const name = `${this.sections[index].id}-field`;
    if (node.ticks) {
      const ticked = (value ?? "").split(".");
      const rows = node.ticks.map((tick, number) => {
        const box = make("input", {
          type: "checkbox",
          id: name + (number || ""),
          name,
          value: tick.slug,
          "data-alone": tick.exclusive ? "yes" : "",
        });
        /** @type {HTMLInputElement} */ (box).checked =
          value !== undefined && ticked.includes(tick.slug);
        return make("label", {}, box, make("span", {}, tick.label));
      });
      form.append(
        make("fieldset", {}, make("legend", { class: "hidden-text" }, node.title), ...rows),
      );
    } else {
      const field = make("input", {
        id: name,
        name,
        inputmode: "numeric",
        autocomplete: "off",
        size: "6",
        "aria-describedby": `${name}-range`,
        value: value ?? "",
      });
      form.append(
        make("label", { for: name, class: "hidden-text" }, node.title),
        make(
          "p",
          {},
          make("span", { id: `${name}-range` }, this.range(node)),
          field,
          node.unit ?? "",
        ),
      );
    }
    form.append(make("button", { class: "go" }, "Continue"));
    return form;
  }

  range(/** @type {TreeNode} */ { min, max }) {
    const last = Number.MAX_SAFE_INTEGER;
    return max === undefined || max >= last
      ? `A whole number, ${min} or more`
      : `A whole number from ${min} to ${max}`;
  }

  submit(/** @type {HTMLFormElement} */ form) {
    const index = Number(form.dataset.index);
    const node = this.tree.nodes[index];
    const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input")]);
    const value = node.ticks
      ? fields
          .filter((field) => field.checked)
          .map((field) => field.value)
          .join(".")
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
      if (!node.ticks) fields[0].setAttribute("aria-invalid", "true");
      error.focus();
      return;
    }
    const given = changed(this.given, node.id, value);
    this.go(this.address(given, walk(this.tree, given).at));
  }

  /** "None of these" and the other ticks rule each other out. */
  exclude(/** @type {HTMLInputElement} */ box) {
    for (const other of box.form?.querySelectorAll("input") ?? []) {
      if (other !== box && box.checked && (box.dataset.alone || other.dataset.alone))
        other.checked = false;
    }
  }

  follow(/** @type {MouseEvent} */ event) {
    const target = /** @type {Element} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-copy]"));
    if (button) return this.copy(button.dataset.copy ?? "");
    const link = target.closest("a");
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !link) return;
    const href = link.getAttribute("href") ?? "";
    const { pathname, search, hash } = new URL(href, location.href);
    const field = target.closest(".walk-error") && document.getElementById(hash.slice(1));
    const named = this.named(hash);
    if (field) field.focus();
    // Another tree of this page may have moved on since this link was written: only what it says
    // about this one counts.
    else if (named < 0 || pathname !== location.pathname) return;
    else if (href[0] === "#") this.go(this.address(this.given, named), AHEAD);
    else this.go(this.address(this.answers(search).given, named));
    event.preventDefault();
  }

  /** The answers so far, each with a way to change it, and what is left. */
  showSide(/** @type {boolean} */ done) {
    const asked = this.position.steps.filter((step) => step.value !== undefined);
    const [here] = this.address(this.given, 0).split("#");
    const list = asked.map(({ node, value }) => {
      const question = this.tree.nodes[node];
      const words = accept(question, value)?.words ?? "";
      const change = make(
        "a",
        { href: `${here}#${this.sections[node].id}`, "aria-label": `Change: ${question.title}` },
        "Change",
      );
      const row = make(
        "li",
        {},
        make("span", { class: "asked" }, question.title),
        make("span", { class: "given" }, words),
        change,
      );
      if (node === this.at && !done) row.ariaCurrent = "step";
      return row;
    });
    const used = new Set(asked.map((step) => step.node));
    const unused = this.tree.nodes
      .filter((node, index) => this.given.has(node.id) && !used.has(index))
      .map((node) => node.title);
    const place = asked.findIndex((step) => step.node === this.at);
    const before = place === -1 ? asked.at(-1) : asked[place - 1];
    const actions = make("p", { class: "walk-actions" });
    const copy = (/** @type {string} */ what, /** @type {string} */ words) =>
      make("button", { type: "button", "data-copy": what }, words);
    if (this.ahead)
      actions.append(
        make("a", { href: this.address(this.given, this.position.at) }, "Go to your question"),
      );
    else if (before)
      actions.append(
        make("a", { href: this.address(this.given, before.node), "data-back": "" }, "Back"),
      );
    if (this.given.size) {
      actions.append(
        make("a", { href: this.address(new Map(), 0) }, "Start again"),
        copy("Link", "Copy link"),
      );
    }
    if (done) actions.append(copy("Decision record", "Copy as decision record"));
    this.status.replaceChildren();
    this.side.replaceChildren(
      ...(this.notice ? [make("p", { class: "walk-notice" }, this.notice)] : []),
      ...(list.length
        ? [make("h2", {}, "Your answers"), make("ol", { class: "path" }, ...list)]
        : []),
      ...(unused.length
        ? [make("p", { class: "unused" }, `Not used on this path: ${unused.join("; ")}`)]
        : []),
      actions,
    );
  }

  /** The single answers that would end elsewhere. */
  changes() {
    const found = this.position.steps.length > MOST_CHANGED ? [] : flips(this.tree, this.given);
    const rows = found.slice(0, 12).map(({ node, value, ends }) => {
      const question = this.tree.nodes[node];
      const to = ends.map((end) => this.tree.nodes[end].title).join(", ");
      return make(
        "li",
        {},
        `${question.title} `,
        make("b", {}, accept(question, value)?.words ?? ""),
        " → ",
        make("b", {}, to),
      );
    });
    const list = [make("summary", {}, "What would change this"), make("ul", {}, ...rows)];
    return rows.length ? [make("details", { class: "walk-added flips" }, ...list)] : [];
  }

  /** The caveat, and the answers to carry on with. */
  result(/** @type {HTMLElement} */ section, /** @type {string | undefined} */ caveat) {
    const heading = section.querySelector("h2, h3");
    if (caveat)
      heading?.after(
        make("p", { class: "walk-added caveat" }, caveat[0].toUpperCase() + caveat.slice(1)),
      );
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (
      section.querySelectorAll("a[data-carries]")
    )) {
      const shared = link.dataset.carries?.split(" ");
      const query = new URLSearchParams();
      for (const { node, value } of this.position.steps) {
        const { id } = this.tree.nodes[node];
        if (value !== undefined && shared?.includes(id)) query.set(id, value);
      }
      query.sort();
      link.hash = "";
      link.search = `${query}`;
    }
  }

  markDiagram(/** @type {Set<number>} */ shown) {
    const passed = new Set(this.position.steps.map((step) => step.node));
    for (const mark of /** @type {NodeListOf<SVGElement>} */ (
      this.ground.querySelectorAll("[data-mark]")
    )) {
      const index = this.places.get(mark.dataset.mark ?? "") ?? -1;
      mark.ariaCurrent = shown.has(index) ? "step" : null;
      mark.classList.toggle("passed", passed.has(index));
    }
  }

  async copy(/** @type {string} */ what) {
    const text = what === "Link" ? await fieldbook.selected(this.link()) : this.record();
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent = `${text.includes(":~:") ? "Link to the selection" : what} copied.`;
    } catch {
      const field = make(
        "textarea",
        { readonly: "", rows: "6", "aria-label": "Text to copy" },
        text,
      );
      this.status.replaceChildren("Copy it from here: ", field);
      /** @type {HTMLTextAreaElement} */ (field).select();
    }
  }

  /** What is in sight, for somebody else. */
  link() {
    return new URL(this.address(this.given, this.at), location.href).href;
  }

  /** The decision as markdown. */
  record() {
    const lines = this.position.steps
      .filter((step) => step.value !== undefined)
      .map(({ node, value }) => {
        const question = this.tree.nodes[node];
        return `- ${question.title} **${accept(question, value)?.words}**`;
      });
    const ends = this.position.ends.map(
      ({ node, caveat }) => `**${this.tree.nodes[node].title}**${caveat ? ` (${caveat})` : ""}`,
    );
    const version = this.tree.version ? `, version ${this.tree.version}` : "";
    // Sweden writes dates as records do, and this is the reader's day.
    const date = new Date().toLocaleDateString("sv");
    return [
      `# ${this.tree.title}`,
      `Decided on ${date}: ${ends.join(", ")}`,
      lines.join("\n"),
      `Decision tree${version}: <${this.link()}>\n`,
    ].join("\n\n");
  }
}
customElements.define("tree-walk", TreeWalk);
