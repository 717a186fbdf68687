// <signal-search>: finds what the reader heard among the signals of the page, by the reader's own
// words. What words there are and which of them say the same is known to the search of the book,
// which is loaded when somebody looks for a signal. Without this script the signals are a plain list.

const { make } = fieldbook;

/** What a word counts that says little, such as "everything": what is heard is short. */
const SMALL = 0.5;

/** @typedef {Awaited<ReturnType<typeof learn>>} Language */

async function learn() {
  const search = await /** @type {SiteSearchElement} */ (
    document.querySelector("site-search")
  ).load();
  const index = await search.openIndex();
  return { words: search.words, stop: index.stop, meanings: await index.meanings() };
}

/** How well a word of the reader's is met by a word of a text. */
function nearness(
  /** @type {string} */ asked,
  /** @type {string} */ word,
  /** @type {Language} */ { meanings },
) {
  if (asked === word) return 1;
  if (asked.length > 2 && word.startsWith(asked)) return 0.7;
  return meanings.get(asked)?.some((meaning) => meanings.get(word)?.includes(meaning)) ? 0.5 : 0;
}

/**
 * The places of the signals that a query is about, the nearest first.
 *
 * @param {string} query
 * @param {[string, string][]} signals with the titles of their entries, which count for less
 * @param {Language} language
 */
function rank(query, signals, language) {
  const read = signals.map((texts) => texts.map(language.words));
  const scores = signals.map(() => 0);
  for (const asked of new Set(language.words(query))) {
    const telling = language.stop.has(asked) ? SMALL : 1;
    const best = (/** @type {string[]} */ text) =>
      Math.max(0, ...text.map((word) => nearness(asked, word, language)));
    const met = read.map(([said, title]) => Math.max(best(said), best(title) / 3));
    const rarity = Math.log(1 + signals.length / (1 + met.filter(Boolean).length));
    met.forEach((score, place) => (scores[place] += score * rarity * telling));
  }
  const least = Math.max(...scores) * 0.4;
  const found = scores
    .map((score, place) => ({ score, place }))
    .filter(({ score }) => score && score >= least);
  return found.sort((a, b) => b.score - a.score).map(({ place }) => place);
}

class SignalSearch extends HTMLElement {
  field = make("input", { type: "search", autocomplete: "off" });
  status = make("p", { role: "status" });
  results = make("ol", { class: "signals" });
  /** @type {HTMLAnchorElement[]} */
  links = [];
  /** @type {Promise<Language> | undefined} */
  language;
  turn = 0;

  connectedCallback() {
    if (!this.links.length) this.build();
    this.addEventListener("input", this);
    this.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    this.removeEventListener("input", this);
    this.removeEventListener("keydown", this);
  }

  build() {
    this.links = [...this.querySelectorAll(/** @type {"a"} */ (".signals a"))];
    const label = make("label", {}, fieldbook.words.signals.field, this.field);
    this.prepend(make("search", {}, label, this.status), this.results);
    this.field.value = new URLSearchParams(location.search).get("q") ?? "";
    this.field.addEventListener("focus", () => (this.language ??= learn()), { once: true });
    this.show();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) {
      if (event.key === "Enter" && event.target === this.field)
        this.show().then(() => this.results.querySelector("a")?.click());
      return;
    }
    const query = this.field.value.trim();
    history.replaceState(
      history.state,
      "",
      query ? `?q=${encodeURIComponent(query)}` : location.pathname,
    );
    this.show();
  }

  async show() {
    const turn = (this.turn += 1);
    const query = this.field.value.trim();
    const language = query ? await (this.language ??= learn()) : undefined;
    if (turn !== this.turn) return;
    const group = (/** @type {Element} */ link) =>
      link.closest("section")?.querySelector("h2")?.textContent ?? "";
    const signals = this.links.map(
      (link) => /** @type {[string, string]} */ ([link.textContent ?? "", group(link)]),
    );
    const found = language ? rank(query, signals, language) : [];
    this.results.replaceChildren(
      ...found.map((place) => {
        const link = this.links[place];
        return make("li", {}, link.cloneNode(true), " ", make("span", {}, group(link)));
      }),
    );
    for (const section of this.querySelectorAll("section")) section.hidden = found.length > 0;
    const count = fieldbook.fill(fieldbook.words.signals.found, { count: found.length });
    this.status.textContent = !query ? "" : found.length ? count : fieldbook.words.signals.none;
  }
}
customElements.define("signal-search", SignalSearch);
