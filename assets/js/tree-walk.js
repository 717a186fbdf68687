// <tree-walk>: shows one question at a time. Its answers are the query, the current node is the
// fragment, and every view is a replay of the answers from the start, so that Back, a shared link
// and a changed answer are the same thing. Without this script the sections are the whole tree.

/** More of an address than this is no walk. */
const LONGEST = 100_000;
/** For so many milliseconds an answer is seen to be chosen before the next question comes. */
const CHOSEN = 120;
/** The state of a history entry that shows a node which the answers have not led to. */
const AHEAD = "ahead";

const { fill, make, treeResult } = fieldbook;
const { accept, walk, next, changed } = fieldbook.tree;
const fields = fieldbook.treeFields;

class TreeWalk extends HTMLElement {
  /** @type {Given} */
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
  /** Back, and how far the walk has come. */
  top = make("p", { class: "walk-top" });
  /** The answers so far, in a line while there are questions, and in a list at the result. */
  path = make("div", { class: "walk-path" });
  tools = make("div", { class: "walk-tools" });
  status = make("p", { class: "walk-status", role: "status" });
  /** The day and the address of a result on paper. */
  printed = make("p", { class: "decided-on" });
  notice = "";
  /** What the reader writes beside the result, for as long as the page lives. */
  note = "";
  /** The answer that is about to be followed. */
  chosen = 0;
  /** Where the pointer was when the last answer was given. */
  rest = "";
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
    this.querySelector(".walk-nodes")?.before(this.top, this.path);
    this.append(this.tools, this.status, this.printed);
    this.classList.add("walking");
    this.listen("addEventListener");
    this.read();
    this.show();
  }

  disconnectedCallback() {
    this.listen("removeEventListener");
  }

  listen(/** @type {"addEventListener" | "removeEventListener"} */ method) {
    for (const type of ["click", "submit", "change", "input", "pointermove"])
      this.ground[method](type, this);
    globalThis[method]("popstate", this);
  }

  handleEvent(/** @type {Event} */ event) {
    if (event.type === "pointermove") {
      if (placeOf(event) !== this.rest) this.classList.remove("still");
    } else if (event.type === "input") {
      this.take(/** @type {HTMLElement} */ (event.target));
    } else if (event.type === "popstate") {
      clearTimeout(this.chosen);
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
      const { nodes } = this.tree;
      const asked = steps.some((step) => step.node === named && this.stops(step));
      const away = named >= 0 && named !== at && !asked && !ends.some((end) => end.node === named);
      this.ahead = away && (history.state === AHEAD || !(given.size || dropped));
      // A walk begins with its first node, which may only inform.
      const begins = !given.size && named !== at && nodes[0].kind === "step";
      this.at = asked || this.ahead ? named : begins ? 0 : at;
    }
    this.notice = dropped
      ? fieldbook.words.walk.unknown_answers
      : this.ahead
        ? fieldbook.words.walk.ahead
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

  /** Whether a reader stopped at a step of the walk: to answer, or to read. @param {Step} step */
  stops({ node, value }) {
    return value !== undefined || this.tree.nodes[node].kind === "step";
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
  address(/** @type {Given} */ given, /** @type {number} */ at) {
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
    if (this.given.size || this.named(location.hash) >= 0)
      this.closest("details")?.setAttribute("open", "");
    for (const index of shown) this.dress(index, ends.find((end) => end.node === index)?.caveat);
    this.repeat();
    if (ends.length) {
      const { tree, position, given, note } = this;
      const added = treeResult.changes(tree, position, given);
      added.push(treeResult.note(`${this.keyPrefix}walk-note`, note));
      this.sections[Math.max(...shown)].append(...added);
    }
    this.showPath(ends.length > 0);
    if (!this.keyPrefix) {
      this.ground.classList.toggle("begun", this.given.size > 0 || this.ahead);
      this.ground.classList.toggle("decided", ends.length > 0);
    }
    fieldbook.markDiagram(this.ground, this.tree, this.position, shown);
    const titles = [...shown].map((index) => this.tree.nodes[index].title);
    if (!this.keyPrefix)
      document.title = `${titles.join(fieldbook.words.text.between)} – ${this.pageTitle}`;
    this.dispatchEvent(new Event("walked", { bubbles: true }));
  }

  /** Puts the answers into the texts that repeat them. */
  repeat() {
    for (const echo of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-echo]")
    )) {
      const question = this.tree.nodes[this.places.get(echo.dataset.echo ?? "") ?? -1];
      const words = question && fields.words(question, this.given.get(question.id));
      echo.dataset.unknown ??= echo.textContent ?? "";
      echo.textContent = (!this.ahead && words) || echo.dataset.unknown;
    }
  }

  /** Moves the focus to the heading of what is in sight. */
  lead() {
    const first = this.sections.find((section) => !section.hidden);
    const heading = /** @type {HTMLElement | undefined} */ (first?.querySelector("h2, h3"));
    if (!first || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    // On a page of its own the walk is at the top, and so is every question.
    if (!this.keyPrefix) return scrollTo(0, 0);
    const { top } = this.getBoundingClientRect();
    if (top < 64 || first.getBoundingClientRect().bottom > innerHeight) this.scrollIntoView();
  }

  /** Goes to an address of this page, as a new entry of the history. */
  go(/** @type {string} */ address, /** @type {string | null} */ how = null) {
    try {
      history.pushState(how, "", address);
    } catch {
      location.assign(address);
      return;
    }
    this.classList.add("moved", "still");
    this.read();
    this.show();
    this.lead();
  }

  /** Shows that a link was chosen, and goes there. */
  choose(/** @type {HTMLElement} */ link, /** @type {string} */ address) {
    clearTimeout(this.chosen);
    const isAnswer = "answer" in link.dataset;
    if (!isAnswer || matchMedia("(prefers-reduced-motion: reduce)").matches)
      return this.go(address);
    for (const one of this.querySelectorAll(".chosen")) one.classList.remove("chosen");
    link.classList.add("chosen");
    this.chosen = setTimeout(() => {
      link.classList.remove("chosen");
      this.go(address);
    }, CHOSEN);
  }

  /** Makes a question answerable, or an outcome a result. */
  dress(/** @type {number} */ index, /** @type {string | undefined} */ caveat) {
    const node = this.tree.nodes[index];
    const section = this.sections[index];
    const value = this.given.get(node.id);
    if (node.kind === "choice") {
      section.querySelectorAll("a[data-answer]").forEach((link, number) => {
        const answer = node.answers[number];
        const given = changed(this.given, node.id, answer.slug);
        const href = this.ahead
          ? `#${this.sections[answer.to].id}`
          : this.address(given, next(this.tree, given, index));
        link.setAttribute("href", href);
        link.ariaCurrent = answer.slug === value ? "true" : null;
      });
    } else if (this.ahead) {
      return;
    } else if (node.kind === "step") {
      const href = this.address(this.given, next(this.tree, this.given, index));
      section.querySelector("a[data-answer]")?.setAttribute("href", href);
    } else if (node.kind === "pick-many" || node.kind === "number") {
      const form = fields.form(node, `${section.id}-field`, value);
      form.dataset.index = String(index);
      section.querySelector(".walk-form, .answers")?.after(form);
    } else if (node.kind === "outcome") {
      this.result(section, caveat);
    }
  }

  submit(/** @type {HTMLFormElement} */ form) {
    const node = /** @type {FieldNode} */ (this.tree.nodes[Number(form.dataset.index)]);
    const value = fields.valueOf(node, form);
    form.querySelector(".walk-error")?.remove();
    if (!accept(node, value)) {
      const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
      const link = make("a", { href: `#${field.id}` }, fields.request(node));
      const error = make("div", { class: "walk-error", role: "alert", tabindex: "-1" }, link);
      form.prepend(error);
      if (node.kind === "number") field.setAttribute("aria-invalid", "true");
      error.focus();
      return;
    }
    const given = changed(this.given, node.id, value);
    this.go(this.address(given, next(this.tree, given, Number(form.dataset.index))));
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
    else this.choose(link, this.address(this.answers(search).given, named));
    this.rest = placeOf(event);
    event.preventDefault();
  }

  /** How far the walk has come, and the answers so far, each with a way to change it. */
  showPath(/** @type {boolean} */ done) {
    const asked = this.position.steps.filter((step) => step.value !== undefined);
    this.showTop(done);
    const [here] = this.address(this.given, 0).split("#");
    const rows = asked.map(({ node, value }) => {
      const question = this.tree.nodes[node];
      const answer = fields.words(question, value);
      const label = fill(fieldbook.words.walk.change_answer, { question: question.title, answer });
      const change = make(
        "a",
        { href: `${here}#${this.sections[node].id}`, "aria-label": label },
        make("span", { class: "asked" }, question.title),
        " ",
        make("span", { class: "given" }, answer),
        " ",
        make("span", { class: "change" }, fieldbook.words.walk.change),
      );
      const row = make("li", {}, change);
      if (node === this.at && !done) row.ariaCurrent = "step";
      return row;
    });
    const list = make("ol", { class: "path" }, ...rows);
    this.path.replaceChildren();
    if (rows.length) this.path.append(make("h2", {}, fieldbook.words.walk.answers), list);
    // At the result the answers are its reasons, and stand below it.
    const nodes = /** @type {HTMLElement} */ (this.querySelector(".walk-nodes"));
    this.path.classList.toggle("done", done);
    nodes[done ? "after" : "before"](this.path);
    const used = new Set(asked.map((step) => step.node));
    const unused = this.tree.nodes
      .filter((node, index) => this.given.has(node.id) && !used.has(index))
      .map((node) => node.title);
    const words = fill(fieldbook.words.walk.unused, { questions: unused.join("; ") });
    this.tools.replaceChildren();
    if (unused.length) this.tools.append(make("p", { class: "unused" }, words));
    this.tools.append(this.actions(done));
    this.status.replaceChildren();
    const printed = fill(fieldbook.words.walk.printed, { day: today(), link: this.link() });
    this.printed.replaceChildren(done ? printed : "");
    list.scrollLeft = list.scrollWidth * (getComputedStyle(list).direction === "rtl" ? -1 : 1);
  }

  /** Back, and the place of the question among those that there can be. */
  showTop(/** @type {boolean} */ done) {
    const { steps } = this.position;
    const place = steps.findIndex((step) => step.node === this.at);
    const before = steps.slice(0, place === -1 ? undefined : place);
    const passed = before.filter((step) => step.value !== undefined);
    const last = before.findLast((step) => this.stops(step));
    const link = (/** @type {number} */ node, /** @type {string} */ words) =>
      make("a", { href: this.address(this.given, node), "data-back": "" }, words);
    this.top.replaceChildren();
    if (this.ahead) this.top.append(link(this.position.at, fieldbook.words.walk.to_question));
    else if (last) this.top.append(link(last.node, fieldbook.words.walk.back));
    const { kind } = this.tree.nodes[this.at];
    const line = /** @type {HTMLElement | null} */ (
      this.sections[this.at].querySelector(".node-kind")
    );
    const [least, most] = (line?.dataset.left ?? "").split(" ").map(Number);
    if (done || kind === "outcome") this.top.append(make("b", {}, fieldbook.words.tree.outcome));
    else if (!this.ahead && most && passed.length + most > 1) {
      const [from, to] = [least, most].map((left) => left + passed.length);
      this.top.append(make("span", {}, progress(passed.length + 1, from, to)));
    }
    if (this.notice) this.top.append(make("span", { class: "walk-notice" }, this.notice));
  }

  /** What a reader can do beside answering. */
  actions(/** @type {boolean} */ done) {
    const actions = make("p", { class: "walk-actions" });
    const copy = (/** @type {string} */ what, /** @type {string} */ words) =>
      make("button", { type: "button", "data-copy": what }, words);
    if (done) actions.append(copy("record", fieldbook.words.walk.copy_record));
    if (this.given.size) actions.append(copy("link", fieldbook.words.walk.copy_link));
    if (done && !this.keyPrefix)
      actions.append(
        make("button", { type: "button", "data-print": "" }, fieldbook.words.walk.print),
      );
    if (this.given.size) {
      const start = this.address(new Map(), 0);
      actions.append(make("a", { href: start }, fieldbook.words.walk.restart));
    }
    return actions;
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

  /** Keeps what is written in the note. */
  take(/** @type {HTMLElement} */ field) {
    const note = field.closest(".walk-note");
    if (!note || !(field instanceof HTMLTextAreaElement)) return;
    this.note = field.value;
    note.querySelector(".noted")?.replaceChildren(this.note);
  }

  async copy(/** @type {string} */ what) {
    const text = what === "link" ? await fieldbook.selected(this.link()) : this.record();
    try {
      await navigator.clipboard.writeText(text);
      this.status.textContent =
        what === "record"
          ? fieldbook.words.walk.record_copied
          : text.includes(":~:")
            ? fieldbook.words.walk.selection_copied
            : fieldbook.words.walk.link_copied;
    } catch {
      const field = make(
        "textarea",
        { readonly: "", rows: "6", "aria-label": fieldbook.words.walk.text_to_copy },
        text,
      );
      this.status.replaceChildren(fieldbook.words.walk.copy_from_here, " ", field);
      field.select();
    }
  }

  /** What is in sight, for somebody else. */
  link() {
    return new URL(this.address(this.given, this.at), location.href).href;
  }

  /** The decision as markdown. */
  record() {
    const { tree, position, sections, note } = this;
    return fieldbook.treeRecord(tree, position, {
      sections,
      note,
      link: this.link(),
      day: today(),
    });
  }
}

/** @param {number} place @param {number} least @param {number} most */
function progress(place, least, most) {
  const total = least === most ? most : fill(fieldbook.words.tree.total, { least, most });
  return fill(fieldbook.words.tree.progress, { place, total });
}

/** The day of the reader. Sweden writes dates as records do. */
function today() {
  return new Date().toLocaleDateString("sv");
}

/** Where the pointer is. @param {Event} event */
function placeOf(event) {
  const { screenX, screenY } = /** @type {MouseEvent} */ (event);
  return `${screenX} ${screenY}`;
}

customElements.define("tree-walk", TreeWalk);
