// fieldbook.search.find(index, query): the pages that answer a query, the best first.
//
// Of a few words, sections that hold all come before pages that do, and these before the rest. More
// words are a question: there every word counts, and its meanings (src/render/search/bridges.rs).

const search = /** @type {Search} */ (fieldbook.search);

const { editDistance } = fieldbook;
const { words } = search;

/** @type {Search["read"]} */
function read(index, query) {
  const phrases = [...query.matchAll(/"([^"]+)"/g)]
    .map(([, phrase]) => words(phrase))
    .filter((p) => p.length > 1);
  const tags = [...query.matchAll(/(?:^|\s)#([^\s"]+)/g)].map(([, tag]) => words(tag).join(" "));
  const rest = query.replace(/(^|\s)#[^\s"]+/g, " ");
  const typed = [...new Set(words(rest))];
  const typing = /[\p{Alphabetic}\p{N}\p{M}]$/u.test(rest) ? words(rest).at(-1) : undefined;
  // An ending taken off a mistyped word may take it farther from the word that was meant.
  const spelt = new Map(search.runsOf(rest).map(({ run, words }) => [words[0], run.toLowerCase()]));
  const inPhrases = new Set(phrases.flat());
  const telling = typed.filter((word) => !index.stop.has(word) || inPhrases.has(word));
  return { phrases, tags, asked: telling.length ? telling : typed, typing, spelt };
}

/** @type {Search["find"]} */
async function find(index, query) {
  const { phrases, tags, asked, typing, spelt } = read(index, query);
  /** @type {Answer} */
  const answer = { hits: [], grouped: asked.length <= STRICT, marked: new Set(), unknown: [] };
  const [found, hints] = await Promise.all([
    Promise.all(
      asked.map((word) =>
        variants(index, word, { open: word === typing, spelt: spelt.get(word) ?? word }),
      ),
    ),
    Promise.all(asked.map((word) => bridged(index, word))),
  ]);
  const parts = found.map((rows) => spread(index, rows));
  const asides = hints.map((rows) => spread(index, rows));
  found.forEach((rows, at) => {
    if (!rows.length) answer.unknown.push(asked[at]);
    for (const { row } of rows) answer.marked.add(row.word);
  });
  answer.hits =
    !asked.length && (tags.length || !query.trim())
      ? everything(index)
      : rank(index, parts, asides);
  if (tags.length) {
    answer.hits = answer.hits.filter(({ page }) => {
      const own = index.labels(index.pages[page], "tags").map((tag) => words(tag).join(" "));
      return tags.every((tag) => own.includes(tag));
    });
  }
  if (phrases.length) answer.hits = await holding(index, answer.hits, phrases);
  return answer;
}

/**
 * The rows that may stand for a typed word, each with how surely it does.
 *
 * @param {SearchIndex} index
 * @param {string} word
 * @param {{open: boolean, spelt: string}} as whether it may still be being typed, and with its ending
 */
async function variants(index, word, { open, spelt }) {
  const [same, longer] = await Promise.all([
    index.rows(word, "whole"),
    open && word.length > 1 ? index.rows(word, "start") : [],
  ]);
  const found = same.map((row) => ({ row, sure: 1 }));
  for (const row of longer) {
    if (row.word !== word)
      found.push({
        row,
        sure: 0.8 * (word.length / row.word.length) ** 0.5 * (same.length ? 0.6 : 1),
      });
  }
  if (found.length) return found;
  return slips(index, [...new Set([word, spelt])]);
}

/**
 * The rows of the meanings of a word.
 *
 * @param {SearchIndex} index
 * @param {string} word
 */
async function bridged(index, word) {
  const meanings = await index.meanings();
  const rows = await Promise.all(
    (meanings.get(word) ?? []).map((meaning) => index.rows(`~${meaning}`, "whole")),
  );
  return rows.flat().map((row) => ({ row, sure: 1 }));
}

/**
 * The rows of words that a typing mistake makes of this one.
 *
 * @param {SearchIndex} index
 * @param {string[]} forms the word without and with its ending
 */
async function slips(index, forms) {
  const longest = Math.max(...forms.map((form) => form.length));
  const most = longest > 7 ? 2 : longest > 3 ? 1 : 0;
  if (!most) return [];
  /** @type {{term: string, far: number}[]} */
  const found = [];
  const terms = await index.terms();
  for (const form of forms) {
    const own = search.letters(form);
    for (const { term, letters } of terms) {
      if (!near(own ^ letters, 2 * most)) continue;
      const far = editDistance(form, term, most);
      if (far <= most) found.push({ term, far });
    }
  }
  const least = Math.min(...found.map(({ far }) => far));
  const nearest = new Set(found.filter(({ far }) => far === least).map(({ term }) => term));
  const rows = await Promise.all([...nearest].map((term) => index.rows(term, "whole")));
  return rows.flat().map((row) => ({ row, sure: 0.7 / least }));
}

/** Whether at most so many bits are set. @param {number} bits @param {number} most */
function near(bits, most) {
  for (; bits && most >= 0; most -= 1) bits &= bits - 1;
  return most >= 0;
}

/** @type {Search["spread"]} */
function spread(index, rows) {
  const all = index.count;
  const given = new Float32Array(all);
  for (const { row, sure } of rows) {
    const rare = sure * Math.log(1 + (all - row.count + 0.5) / (row.count + 0.5));
    row.each((section, weight) => {
      given[section] = Math.max(given[section], rare * weight);
    });
  }
  return given;
}

/** How much a meaning counts beside a word. */
const HINT = 0.6;
/** The most words of which all must be there; a longer query is a question, and no page has it all. */
const STRICT = 2;

/** @type {Search["rank"]} */
function rank(index, parts, asides) {
  /** @type {Hit[]} */
  const hits = [];
  const best = new Float32Array(parts.length);
  for (let page = 0; page < index.pages.length; page += 1) {
    const { first, end } = index.pages[page];
    /** @type {[number, number][]} */
    const sections = [];
    let whole = false;
    best.fill(0);
    for (let section = first; section < end; section += 1) {
      let [score, count] = [0, 0];
      for (let word = 0; word < parts.length; word += 1) {
        const given = parts[word][section];
        if (!given) continue;
        score += given;
        count += 1;
        if (given > best[word]) best[word] = given;
      }
      if (count) sections.push([section, score]);
      whole ||= count > 0 && count === parts.length;
    }
    let hint = 0;
    for (const aside of asides) hint += HINT * aside[first];
    if (!sections.length && !hint) continue;
    sections.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!sections.length) sections.push([first, 0]);
    let [sum, held] = [0, 0];
    for (const given of best) {
      sum += given;
      if (given) held += 1;
    }
    const share = held / best.length;
    const score = (sections[0][1] + sum + hint) * (1 + share);
    hits.push({ page, has: whole ? 3 : share === 1 ? 2 : 1, sections, score });
  }
  const strict = parts.length <= STRICT;
  return hits.sort((a, b) => (strict && b.has - a.has) || b.score - a.score || a.page - b.page);
}

/** Every page, for a search by tag or filter alone. @param {SearchIndex} index @returns {Hit[]} */
const everything = (index) =>
  index.pages.map((page, number) => ({
    page: number,
    score: 0,
    has: 3,
    sections: [[page.first, 0]],
  }));

/**
 * The hits whose text or headings hold the phrases, among the best.
 *
 * @param {SearchIndex} index
 * @param {Hit[]} hits
 * @param {string[][]} phrases
 */
async function holding(index, hits, phrases) {
  const most = 60;
  const kept = await Promise.all(
    hits.slice(0, most).map(async (hit) => {
      const page = index.pages[hit.page];
      const held = await Promise.all(
        hit.sections.map(async ([section]) => {
          const heading = index.section(page, section).heading || page.title;
          const texts = [heading, ...page.aliases, await index.text(section)].map(
            (text) => ` ${words(text).join(" ")} `,
          );
          return phrases.every((phrase) =>
            texts.some((text) => text.includes(` ${phrase.join(" ")} `)),
          );
        }),
      );
      return { ...hit, sections: hit.sections.filter((_, at) => held[at]) };
    }),
  );
  return kept.filter((hit) => hit.sections.length);
}

/** @type {Search["nearest"]} */
async function nearest(index, unknown) {
  const terms = unknown.length ? await index.terms() : [];
  for (const word of unknown) {
    const most = Math.max(1, Math.floor(word.length / 2));
    const own = search.letters(word);
    let [best, least] = ["", most + 1];
    for (const { term, letters } of terms) {
      if (term.length < 3 || !near(own ^ letters, 2 * (least - 1))) continue;
      const far = editDistance(word, term, least - 1);
      if (far < least) [best, least] = [term, far];
    }
    if (!best) continue;
    const [row] = await index.rows(best, "whole");
    /** @type {number[]} */
    const sections = [];
    row.each((section) => sections.push(section));
    const page = index.pages[index.pageOf(sections[0])];
    const texts = [
      page.title,
      index.section(page, sections[0]).heading,
      await index.text(sections[0]),
    ];
    const runs = search.runsOf(texts.join(" "));
    return runs.find((run) => run.words.includes(best))?.run.toLowerCase() ?? best;
  }
}

search.read = read;
search.spread = spread;
search.rank = rank;
search.find = find;
search.nearest = nearest;
