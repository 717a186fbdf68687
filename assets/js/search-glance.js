// fieldbook.search.glance(index, query): the pages whose names answer, at once. Names are there before
// anything is typed; the words of the text still have to come.
//
// It ranks by the same rules as the search itself, so that little moves when the text has its say.

const search = /** @type {Search} */ (fieldbook.search);

/** What a name weighs, as in src/render/search/weights.rs. */
const TITLE = 22;
const WHOLE_TITLE = 8;
const ALIAS = 18;
const HEADING = 10;
/** How surely a word is meant by its beginning. */
const BEGINNING = 0.6;

/** @typedef {{text: string, section: number, weight: number}} Name */

/** @type {WeakMap<SearchIndex, Name[]>} */
const namesIn = new WeakMap();

/** @type {Search["glance"]} */
function glance(index, query) {
  const { asked, phrases, tags } = search.read(index, query);
  if (phrases.length || tags.length || !asked.length) return undefined;
  const names = namesIn.get(index) ?? index.pages.flatMap(namesOf);
  namesIn.set(index, names);
  const words = asked.map((word) =>
    search.spread(index, [{ row: new Named(names, word), sure: 1 }]),
  );
  const hits = search.rank(index, words, []);
  return { hits, grouped: false, marked: new Set(asked), unknown: [] };
}

/** @param {PageRow} page @returns {Name[]} */
function namesOf({ title, aliases, headings, first }) {
  const name = (
    /** @type {string} */ text,
    /** @type {number} */ section,
    /** @type {number} */ weight,
  ) => ({ text: fold(text), section, weight });
  return [
    name(title, first, TITLE + WHOLE_TITLE / title.split(" ").length),
    ...aliases.map((alias) => name(alias, first, ALIAS)),
    ...headings.map((heading, at) => name(heading.split("\t")[0], first + 1 + at, HEADING)),
  ];
}

/** @param {string} text */
const fold = (text) => (/^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : search.fold(text));

const letter = /[\p{Alphabetic}\p{N}\p{M}]/u;

/**
 * The names that hold a word, or one that begins with it.
 *
 * @implements {Postings}
 */
class Named {
  /** @param {Name[]} names @param {string} word */
  constructor(names, word) {
    /** @type {[number, number][]} */
    this.found = [];
    const latin = /^[a-z0-9]+$/.test(word);
    for (const { text, section, weight } of names) {
      let at = text.indexOf(word);
      // Only where words stand apart, a word begins after something else.
      while (latin && at > 0 && letter.test(text[at - 1])) at = text.indexOf(word, at + 1);
      if (at < 0) continue;
      const whole = !latin || !letter.test(text[at + word.length] ?? "");
      this.found.push([section, whole ? weight : weight * BEGINNING]);
    }
    this.count = this.found.length;
  }

  /** @param {(section: number, weight: number) => void} give */
  each(give) {
    for (const [section, weight] of this.found) give(section, weight);
  }
}

search.glance = glance;
