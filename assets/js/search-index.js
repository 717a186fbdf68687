// The index in the browser: loads the parts that a search needs, and reads them.

const search = /** @type {Search} */ (fieldbook.search);

/**
 * What `search/pages.js` gives, made by src/render/search/parts.rs.
 *
 * @typedef {object} Overview
 * @property {string} version part of the names of the other files
 * @property {string} stop
 * @property {string[]} words the first word of each part with words
 * @property {number} terms how many parts with terms there are
 * @property {number[]} text the first section of each part with texts
 * @property {[key: string, label: string, values: string[]][]} facets
 * @property {string[][]} above
 * @property {PageTuple[]} pages
 *
 * @typedef {[href: string, title: string, above: number, values: number[], aliases: string[],
 *   headings: string[]]} PageTuple
 */

/** A heading's anchor, if no other is given: prose::slug in Rust. @param {string} heading */
const slug = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{N}\p{M}\s_-]/gu, "")
    .replace(/\s/gu, "-");

/** The most words that a beginning stands for. */
const MOST = 40;

/** @implements {SearchIndex} */
class Index {
  /** @param {Overview} overview */
  constructor(overview) {
    this.overview = overview;
    /** The words that say nothing. @type {Set<string>} */
    this.stop = new Set(overview.stop.split(" "));
    const { above } = overview;
    const parts = [...new Set(above.flatMap((titles) => titles.slice(0, 1)))];
    // A book's own key of this name tells pages apart better than their folders do.
    const hasParts = overview.facets.every(([key]) => key !== "part");
    /** @type {Overview["facets"]} */
    const facets = hasParts
      ? [...overview.facets, ["part", fieldbook.words.facet.part, parts]]
      : overview.facets;
    /** The labels of all values. @type {string[]} */
    this.values = [];
    /** The facet of each value. @type {number[]} */
    this.facetOf = [];
    this.facets = facets.map(([key, label, values], at) => {
      const first = this.values.length;
      this.values.push(...values);
      this.facetOf.push(...values.map(() => at));
      return { key, label, first, end: this.values.length };
    });
    const firstPart = this.values.length - parts.length;
    let end = 0;
    this.pages = overview.pages.map(([href, title, place, values, aliases, headings]) => {
      const first = end;
      end += 1 + headings.length;
      if (hasParts && above[place].length) values.push(firstPart + parts.indexOf(above[place][0]));
      return { href, title, above: above[place], values, aliases, headings, first, end };
    });
    /** How many sections there are. */
    this.count = end;
    /** @type {Map<string, Promise<unknown>>} */
    this.parts = new Map();
    /** @type {Promise<{term: string, letters: number}[]> | undefined} */
    this.known = undefined;
    /** @type {Promise<Map<string, number[]>> | undefined} */
    this.bridges = undefined;
  }

  /** The page of a section. @param {number} section */
  pageOf(section) {
    let [low, high] = [0, this.pages.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pages[middle].first <= section) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The heading of a section and its anchor, both empty for the page itself.
   *
   * @param {PageRow} page
   * @param {number} section
   */
  section(page, section) {
    const [heading, anchor] =
      section === page.first ? ["", ""] : page.headings[section - page.first - 1].split("\t");
    return { heading, anchor: anchor ?? slug(heading) };
  }

  /** What a page is for, as a reader sees it. @param {PageRow} page */
  kind(page) {
    return this.values[page.values[0]];
  }

  /** The values of a page by a key, as a reader sees them. @param {PageRow} page @param {string} key */
  labels(page, key) {
    const own = page.values.filter((value) => this.facets[this.facetOf[value]].key === key);
    return own.map((value) => this.values[value]);
  }

  /** What a part holds. @param {string} name */
  part(name) {
    const part = this.parts.get(name) ?? parsed(`search/${this.overview.version}/${name}.js`);
    this.parts.set(name, part);
    return part;
  }

  /** @param {string} name */
  lines(name) {
    return /** @type {Promise<string[]>} */ (this.part(name));
  }

  meanings() {
    const read = async () => {
      const pairs = await this.part("bridges");
      // Any word may be asked for: an object would know some that nobody wrote.
      return new Map(/** @type {[string, number[]][]} */ (pairs));
    };
    return (this.bridges ??= read());
  }

  /**
   * The rows of a word, or of all words that start with it.
   *
   * @param {string} word
   * @param {"whole" | "start"} match
   */
  async rows(word, match) {
    const starts = this.overview.words;
    const from = Math.max(
      0,
      starts.findLastIndex((start) => start <= word),
    );
    const begins = (/** @type {string} */ line) =>
      line.startsWith(match === "whole" ? `${word} ` : word);
    let end = from + 1;
    while (match === "start" && starts[end]?.startsWith(word)) end += 1;
    const numbers = Array.from({ length: end - from }, (_, at) => from + at);
    const parts = await Promise.all(numbers.map((number) => this.lines(`words-${number}`)));
    const found = parts.flatMap((lines) => lines.filter(begins));
    // A beginning that fits many words is better answered by the commonest of them.
    if (found.length > MOST)
      found.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).length = MOST;
    return found.map((line) => new Row(line));
  }

  /** Every word of the book with its letters. @returns {Promise<{term: string, letters: number}[]>} */
  terms() {
    const read = async () => {
      const numbers = Array.from({ length: this.overview.terms }, (_, number) => number);
      const parts = await Promise.all(numbers.map((number) => this.lines(`terms-${number}`)));
      return parts.flat().map((term) => ({ term, letters: letters(term) }));
    };
    return (this.known ??= read());
  }

  /** The text of a section. @param {number} section */
  async text(section) {
    const starts = this.overview.text;
    const number = starts.findLastIndex((start) => start <= section);
    return (await this.lines(`text-${number}`))[section - starts[number]];
  }
}

/**
 * Which letters a word has, as bits: two words cannot be near whose bits are far.
 *
 * @param {string} word
 */
function letters(word) {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

/** @param {string} name of a script that gives JSON */
const parsed = async (name) => JSON.parse(/** @type {string} */ (await fieldbook.load(name)));

/** @implements {WordRow} */
class Row {
  /** @param {string} line */
  constructor(line) {
    const space = line.indexOf(" ");
    this.word = line.slice(0, space);
    this.postings = line.slice(space + 1);
    this.count = 0;
    for (let at = 0; at < this.postings.length; at += 1)
      if (this.postings.charCodeAt(at) > 58) this.count += 1;
  }

  /** Gives each section and its weight. @param {(section: number, weight: number) => void} give */
  each(give) {
    let [section, distance] = [-1, 0];
    for (let at = 0; at < this.postings.length; at += 1) {
      const code = this.postings.charCodeAt(at);
      if (code < 58) {
        distance = distance * 10 + code - 48;
      } else {
        section += distance || 1;
        distance = 0;
        give(section, code > 96 ? code - 96 : code - 38);
      }
    }
  }
}

search.letters = letters;
search.openIndex = async () => {
  const index = new Index(await parsed("search/pages.js"));
  // Every search wants it, so it comes while the first one is being typed.
  index.meanings().catch(() => {});
  return index;
};
