// <search-view>: a field, its filters and its results, in the dialog and on the page of the search.
//
// Results are links in a list, and arrow keys move between them: what a browser can do with a link
// works on each of them.

const search = /** @type {Search} */ (fieldbook.search);

const { fill, make } = fieldbook;

const SHOWN = 10;
const SECTIONS = 3;

/** @implements {SearchViewElement} */
class SearchView extends HTMLElement {
  field = make("input", {
    type: "text",
    role: "searchbox",
    "aria-label": fieldbook.words.search.title,
    placeholder: fieldbook.words.search.title,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "go",
  });
  status = make("p", { role: "status", class: "found" });
  filter = make("search-filter");
  results = make("ol", { class: "results" });
  more = make("button", { type: "button", class: "more" }, fieldbook.words.search.more);
  shown = SHOWN;
  /** @type {Promise<SearchIndex> | undefined} */
  index;
  /** The question that the results answer. @type {string | undefined} */
  answered;
  /** The question whose results are in sight, perhaps without excerpts yet. @type {string | undefined} */
  listed;
  /** The words that were found. @type {Set<string>} */
  marked = new Set();
  turn = 0;

  connectedCallback() {
    const list = make("div", { class: "list" }, this.results, this.more);
    this.replaceChildren(make("search", {}, this.field), this.filter, this.status, list);
    this.field.addEventListener("input", this);
    this.more.addEventListener("click", this);
    this.results.addEventListener("click", this);
    this.filter.addEventListener("narrowed", this);
    this.addEventListener("keydown", this);
    this.show();
    // Names are made ready while the reader thinks of a word, so that its first letter finds them so.
    this.opened
      .then((index) => setTimeout(() => search.glance(index, index.pages[0]?.title ?? "")))
      .catch(() => {});
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) return this.key(event);
    if (event.currentTarget === this.results) return this.follow(/** @type {MouseEvent} */ (event));
    if (event.type === "click") {
      this.shown += SHOWN;
    } else {
      this.shown = SHOWN;
      this.dispatchEvent(new Event("asked"));
    }
    this.show();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    /** @type {HTMLAnchorElement[]} */
    const links = [...this.results.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const inField = document.activeElement === this.field;
    if (key === "Enter" && inField && links[0]) {
      event.preventDefault();
      if (ctrlKey || metaKey) open(links[0].href, "_blank", "noopener");
      else links[0].click();
    } else if ((key === "ArrowDown" && (inField || at >= 0)) || (key === "ArrowUp" && at > 0)) {
      event.preventDefault();
      links[at + (key === "ArrowDown" ? 1 : -1)]?.focus();
    } else if (key === "ArrowUp" && at === 0) {
      event.preventDefault();
      this.field.focus();
    } else if ((key === "Home" || key === "End") && at >= 0) {
      event.preventDefault();
      links.at(key === "Home" ? 0 : -1)?.focus();
    } else if (key.length === 1 && key !== " " && at >= 0 && !ctrlKey && !metaKey && !altKey) {
      this.field.focus();
    }
  }

  /** Sends the words that were found to the page that is opened here. @param {MouseEvent} event */
  follow({ target, ctrlKey, metaKey, shiftKey }) {
    const link = target instanceof Element && target.closest("a");
    if (link && !ctrlKey && !metaKey && !shiftKey) search.lead(link.href, this.marked);
  }

  get opened() {
    return (this.index ??= search.openIndex());
  }

  /** What is asked for, as it stands in an address. */
  get address() {
    const typed = /** @type {[string, string][]} */ (
      this.field.value ? [["q", this.field.value]] : []
    );
    return `${new URLSearchParams([...typed, ...this.filter.chosen])}`;
  }

  /** Asks for what an address says. */
  set address(address) {
    for (const [key, value] of new URLSearchParams(address)) {
      if (key === "q") this.field.value = value;
      else this.filter.press(key, value);
    }
    this.show();
  }

  /** Answers what stands in the field. */
  async show() {
    const turn = (this.turn += 1);
    const query = this.field.value;
    try {
      const index = await this.opened;
      this.filter.know(index);
      const asks = query.trim() || this.filter.chosen.length;
      const answering = asks ? search.find(index, query) : undefined;
      // What is loaded already answers before this; what has to come first may take its time.
      if (
        (await Promise.race([answering, new Promise((done) => setTimeout(done, 0, "late"))])) ===
        "late"
      )
        this.glance(index, query, turn);
      const answer = await answering;
      if (turn !== this.turn) return;
      await (answer ? this.list(index, answer) : this.begin(index));
      if (turn === this.turn) this.answered = query;
    } catch {
      this.say(fieldbook.words.search.failed);
    }
  }

  /** @param {string} text */
  say(text) {
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** What is there before anything is typed. @param {SearchIndex} index */
  begin(index) {
    const known = new Map(index.pages.map((page, number) => [page.href, number]));
    const visited = fieldbook.recent().filter((href) => known.has(href));
    this.say(visited.length ? fieldbook.words.search.recent : pages(index.pages.length));
    this.filter.hidden = this.more.hidden = true;
    this.marked = new Set();
    const lines = visited.map((href) =>
      this.line(index, index.pages[Number(known.get(href))], this.marked),
    );
    this.results.replaceChildren(...lines.map((line) => line.item));
  }

  /**
   * Shows what names alone answer until the text has come.
   *
   * @param {SearchIndex} index
   * @param {string} query
   * @param {number} turn
   */
  glance(index, query, turn) {
    if (turn !== this.turn || this.filter.chosen.length) return;
    const answer = search.glance(index, query);
    if (!answer?.hits.length) return;
    this.marked = answer.marked;
    this.more.hidden = true;
    this.put(this.lines(index, answer, answer.hits.slice(0, this.shown)).items);
  }

  /**
   * @param {SearchIndex} index
   * @param {Answer} answer
   */
  async list(index, answer) {
    this.marked = answer.marked;
    const hits = this.filter.narrow(index, answer.hits);
    this.say(
      hits.length < answer.hits.length
        ? fill(
            hits.length ? fieldbook.words.search.narrowed : fieldbook.words.search.narrowed_to_none,
            { found: hits.length, count: answer.hits.length },
          )
        : await said(index, answer, hits),
    );
    this.more.hidden = hits.length <= this.shown;
    const { items, texts } = this.lines(index, answer, hits.slice(0, this.shown));
    this.put(items);
    // Texts come once the results are in sight, unless the reader has typed on meanwhile.
    const turn = this.turn;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    if (turn === this.turn) await Promise.all(texts.map((fill) => fill()));
  }

  /**
   * Hits as items, and what fills in their texts.
   *
   * @param {SearchIndex} index
   * @param {Answer} answer
   * @param {Hit[]} hits
   */
  lines(index, answer, hits) {
    /** @type {Node[]} */
    const items = [];
    /** @type {(() => Promise<void>)[]} */
    const texts = [];
    let all = answer.grouped && hits[0]?.has > 1;
    for (const hit of hits) {
      if (all && hit.has === 1) {
        all = false;
        items.push(make("li", { class: "some" }, fieldbook.words.search.some));
      }
      const page = index.pages[hit.page];
      const line = this.line(index, page, answer.marked);
      const best = hit.sections.slice(0, SECTIONS);
      texts.push(() => this.fill(line.excerpt, index, best[0][0], answer.marked));
      for (const [section] of best) {
        const { heading, anchor } = index.section(page, section);
        if (!heading) continue;
        const link = make("a", { href: this.href(page, anchor) });
        link.append(...search.marks(heading, answer.marked));
        line.parts.append(make("li", {}, link));
      }
      items.push(line.item);
    }
    return { items, texts };
  }

  /** Puts results in place of others. A reader who is on one of them stays on it. @param {Node[]} items */
  put(items) {
    const at = document.activeElement;
    const on = at instanceof HTMLAnchorElement && this.results.contains(at) ? at.href : "";
    this.results.replaceChildren(...items);
    this.listed = this.field.value;
    if (!on) return;
    const links = [...this.results.querySelectorAll("a")];
    (links.find((/** @type {HTMLAnchorElement} */ link) => link.href === on) ?? this.field).focus();
  }

  /**
   * A page as an item, with a place for its excerpt and one for its sections.
   *
   * @param {SearchIndex} index
   * @param {PageRow} page
   * @param {Set<string>} marked
   */
  line(index, page, marked) {
    const link = make("a", { class: "page-link", href: this.href(page, "") });
    link.append(...search.marks(page.title, marked));
    const place = make("p", { class: "place" }, [index.kind(page), ...page.above].join(" · "));
    const excerpt = make("p", { class: "excerpt" });
    const parts = make("ul", { class: "parts" });
    return { item: make("li", {}, link, place, excerpt, parts), excerpt, parts };
  }

  /**
   * @param {PageRow} page
   * @param {string} anchor
   */
  href(page, anchor) {
    const file = location.protocol === "file:" && /(^|\/)$/.test(page.href) ? "index.html" : "";
    return `${fieldbook.root}${page.href}${file}${anchor && `#${anchor}`}`;
  }

  /**
   * @param {Element} place
   * @param {SearchIndex} index
   * @param {number} section
   * @param {Set<string>} marked
   */
  async fill(place, index, section, marked) {
    const text = await index.text(section);
    place.replaceChildren(...search.excerpt(text, marked));
  }
}

/** @param {number} count */
const pages = (count) => fill(fieldbook.words.search.pages, { count });

/**
 * The result in a sentence.
 *
 * @param {SearchIndex} index
 * @param {Answer} answer
 * @param {Hit[]} hits
 */
async function said(index, answer, hits) {
  const all = hits.filter((hit) => hit.has > 1).length;
  if (!hits.length) {
    const near = await search.nearest(index, answer.unknown);
    return near
      ? fill(fieldbook.words.search.nearest, { word: near })
      : fieldbook.words.search.nothing;
  }
  if (!answer.grouped) return pages(hits.length);
  if (all && all < hits.length)
    return fill(fieldbook.words.search.and_some, { pages: pages(all), more: hits.length - all });
  return all ? pages(all) : fill(fieldbook.words.search.only_some, { count: hits.length });
}

customElements.define("search-view", SearchView);
