// <signal-search>: finds what the reader heard among the signals of the page, by the reader's own
// words. Without this script the signals are a plain list.

/** Words that say the same in a team's mouth. */
const ALIKE = [
  "ship release launch deliver deploy",
  "priority p0 urgent important",
  "busy overloaded swamped stretched",
  "strategy direction vision pivot course roadmap",
  "slow late delay slip stuck blocked",
  "quality bug broken debt",
  "align agree debate discuss",
  "number metric data measure",
  "stop kill drop cancel",
  "money budget cost fund",
  "boss executive leader board ceo",
  "owner responsible accountable",
].map((line) => line.split(" ").map(stem));

const SMALL = new Set("a all an and any are as at be been but by can did do does for from had has have he how i if in is it its just me my no not of on or our out she so some that the their them then there they this to too up us very was we were what when who will with would you your".split(" "));

/** A word without its ending. */
function stem(/** @type {string} */ word) {
  return word.replace(/(.{3})(?:ies|ing|ed|es|s|ly|y|e)$/, "$1").replace(/(.)\1$/, "$1");
}

/** The words of a text that tell it from others; all of them if none does. */
function words(/** @type {string} */ text) {
  const all = text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’]/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = all.filter((word) => !SMALL.has(word));
  return (telling.length ? telling : all).map(stem);
}

/** How well a word of the reader's is met by a word of a text. */
function nearness(/** @type {string} */ asked, /** @type {string} */ word) {
  if (asked === word) return 1;
  if (asked.length > 2 && word.startsWith(asked)) return 0.7;
  return ALIKE.some((group) => group.includes(asked) && group.includes(word)) ? 0.5 : 0;
}

/**
 * The places of the signals that a query is about, the nearest first.
 *
 * @param {string} query
 * @param {[string, string][]} signals with the titles of their entries, which count for less
 */
function rank(query, signals) {
  const read = signals.map((texts) => texts.map(words));
  const scores = signals.map(() => 0);
  for (const asked of new Set(words(query))) {
    const best = (/** @type {string[]} */ text) => Math.max(0, ...text.map((word) => nearness(asked, word)));
    const met = read.map(([said, title]) => Math.max(best(said), best(title) / 3));
    const rarity = Math.log(1 + signals.length / (1 + met.filter(Boolean).length));
    met.forEach((score, place) => (scores[place] += score * rarity));
  }
  const least = Math.max(...scores) * 0.4;
  const found = scores.map((score, place) => ({ score, place })).filter(({ score }) => score && score >= least);
  return found.sort((a, b) => b.score - a.score).map(({ place }) => place);
}

class SignalSearch extends HTMLElement {
  field = document.createElement("input");
  status = document.createElement("p");
  results = document.createElement("ol");
  /** @type {HTMLAnchorElement[]} */
  links = [];

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
    const label = document.createElement("label");
    label.append("In the words you heard", this.field);
    this.field.type = "search";
    this.field.autocomplete = "off";
    this.status.role = "status";
    this.results.className = "signals";
    const search = document.createElement("search");
    search.append(label, this.status);
    this.prepend(search, this.results);
    this.field.value = new URLSearchParams(location.search).get("q") ?? "";
    this.show();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) {
      if (event.key === "Enter" && event.target === this.field) this.results.querySelector("a")?.click();
      return;
    }
    const query = this.field.value.trim();
    history.replaceState(history.state, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
    this.show();
  }

  show() {
    const query = this.field.value.trim();
    const group = (/** @type {Element} */ link) => link.closest("section")?.querySelector("h2")?.textContent ?? "";
    const found = query ? rank(query, this.links.map((link) => [link.textContent ?? "", group(link)])) : [];
    this.results.replaceChildren(
      ...found.map((place) => {
        const item = document.createElement("li");
        const title = document.createElement("span");
        title.append(group(this.links[place]));
        item.append(this.links[place].cloneNode(true), " ", title);
        return item;
      }),
    );
    for (const section of this.querySelectorAll("section")) section.hidden = found.length > 0;
    const count = `${found.length} signal${found.length === 1 ? "" : "s"}, the nearest first`;
    this.status.textContent = !query ? "" : found.length ? count : "Nobody wrote that down yet. Here is everything:";
  }
}
customElements.define("signal-search", SignalSearch);
