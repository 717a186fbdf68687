// fieldbook.search.glance(index, query): the pages whose names answer, at once. Names are there before
// anything is typed; the words of the text still have to come.
//
// It ranks by the same rules as the search itself, so that little moves when the text has its say.

/** What a name weighs, as in src/render/search/weights.rs. */
const TITLE = 22;
const WHOLE_TITLE = 8;
const ALIAS = 18;
const HEADING = 10;
/** How surely a word is meant by its beginning. */
const BEGINNING = 0.6;

/** @typedef {{text: string, section: number, weight: number}} Name */

/**
 * @param {any} index
 * @param {string} query
 * @returns {any} an answer as `find` gives it, or nothing if names cannot tell
 */
function glance(index, query) {
  const { asked, phrases, tags } = fieldbook.search.read(index, query);
  if (phrases.length || tags.length || !asked.length) return undefined;
  /** @type {Name[]} */
  const names = (index.names ??= index.pages.flatMap(namesOf));
  const rows = asked.map((/** @type {string} */ word) => [
    { row: new Named(names, word), sure: 1 },
  ]);
  const hits = fieldbook.search.rank(
    index,
    rows.map((/** @type {any[]} */ row) => fieldbook.search.spread(index, row)),
    [],
  );
  return { hits, grouped: false, marked: new Set(asked), unknown: [] };
}

/** @param {any} page @returns {Name[]} */
function namesOf({ title, aliases, headings, first }) {
  const name = (
    /** @type {string} */ text,
    /** @type {number} */ section,
    /** @type {number} */ weight,
  ) => ({ text: fold(text), section, weight });
  return [
    name(title, first, TITLE + WHOLE_TITLE / title.split(" ").length),
    ...aliases.map((/** @type {string} */ alias) => name(alias, first, ALIAS)),
    ...headings.map((/** @type {string} */ heading, /** @type {number} */ at) =>
      name(heading.split("\t")[0], first + 1 + at, HEADING),
    ),
  ];
}

/** @param {string} text */
const fold = (text) =>
  /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : fieldbook.search.fold(text);

const letter = /[\p{Alphabetic}\p{N}\p{M}]/u;

/** The names that hold a word, or one that begins with it: a row as the index has them. */
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

fieldbook.search = { ...fieldbook.search, glance };
