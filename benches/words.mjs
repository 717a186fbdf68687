// Made-up text in several scripts, whose words are as frequent as those of real text.

/**
 * Makes the numbers of one text: `below(end)` is a whole number from 0 up to `end`. The same seed
 * gives the same numbers.
 *
 * @param {number} seed
 */
export function numbers(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  return (/** @type {number} */ end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // The low bits of such a number repeat, so they are mixed with the high ones.
    const mixed = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) >>> 0;
    return Math.floor((mixed / 2 ** 32) * end);
  };
}

/** @typedef {ReturnType<typeof numbers>} Below */

/** @template T @param {Below} below @param {readonly T[]} list */
export const oneOf = (below, list) => list[below(list.length)];

/**
 * @typedef {object} Script
 * @property {string[]} words by how often they occur
 * @property {string} space between words
 * @property {string} stop at the end of a sentence
 */

/** @type {Record<string, Script>} */
export const SCRIPTS = {
  latin: script(
    "ba be co da de en fi ga in ka li lo ma me no or pa pe ra re sa se so ta te ti un ve vo wi",
    ["", "", "n", "r", "t", "l", "rd", "st", "ck", "m"],
  ),
  diacritics: script(
    "bá bě čo dá đế en fị gå ín ká łi lö má mế nø ốr pa pé rã ře šá se sō tà tê tí ün vé vő žà",
    ["", "", "ñ", "ř", "t", "ł", "ß", "ç", "ě", "m"],
  ),
  greek: script("βα γε κο δα δε εν φι γα ιν κα λι λο μα με νο ορ πα πε ρα ρε σα σε τα τε τί ού", [
    "ς",
    "ν",
    "ς",
    "",
    "ρ",
  ]),
  arabic: script("با تو مع كا في دا نو لي سا رو حم عل قد شر بي من يا طر صف وج", [
    "",
    "ة",
    "ين",
    "ات",
    "",
  ]),
  japanese: {
    ...script("計画 製品 顧客 会議 決定 週 品質 か き す て は を に の と 出荷 責任 手順 テスト", [
      "",
      "は",
      "を",
      "の",
      "する",
    ]),
    space: "",
    stop: "。",
  },
};

/** @param {string} syllables @param {string[]} endings @returns {Script} */
function script(syllables, endings) {
  const [below, parts] = [numbers(20261121), syllables.split(" ")];
  const word = () =>
    Array.from({ length: 1 + below(3) }, () => oneOf(below, parts)).join("") +
    oneOf(below, endings);
  return { words: [...new Set(Array.from({ length: 40_000 }, word))], space: " ", stop: "." };
}

/** For a list of words, how often those up to each rank occur. @type {Map<string[], Float64Array>} */
const sums = new Map();

/** @param {string[]} words */
function sumsOf(words) {
  const known = sums.get(words) ?? new Float64Array(words.length);
  if (!sums.has(words)) {
    words.reduce((sum, _, rank) => (known[rank] = sum + 1 / (rank + 3) ** 1.02), 0);
    sums.set(words, known);
  }
  return known;
}

/** @param {Below} below @param {string[]} words */
function frequentWord(below, words) {
  const sums = sumsOf(words);
  const wanted = (below(2 ** 30) / 2 ** 30) * sums[sums.length - 1];
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return words[low];
}

/** @param {Below} below @param {Script} script @param {number} length */
export function phrase(below, { words, space }, length) {
  return Array.from({ length }, () => frequentWord(below, words)).join(space);
}

/** A title is made of rarer words. @param {Below} below @param {Script} script */
export function title(below, { words, space }) {
  const rare = () => words[(200 + below(4000)) % words.length];
  const text = Array.from({ length: 2 + below(4) }, rare).join(space);
  return text[0].toUpperCase() + text.slice(1);
}

/** What teams write about their work; the star stands for words of the page. */
const SENTENCES = [
  "We agreed on * before anyone opened a document.",
  "Nobody knew who had decided about *, so two teams did it twice.",
  "Ask what * would cost if it came a month later.",
  "The first version of * may be small, but it has to be finished.",
  "When * slips, tell the people who wait for it on the same day.",
  "Support hears about * long before the numbers show it.",
  "Write down what you left out of *, and why.",
  "A review of * ends with one name and one date.",
  "If two people disagree about *, let them write one page together.",
  "Most of what we planned for * was never missed.",
  "The team that owns * also owns the alarm at night.",
  "Look at * as a customer would, on a slow phone and in a hurry.",
];

/** @param {Below} below @param {Script} script */
export function sentence(below, script) {
  if (script === SCRIPTS.latin && below(3) === 0)
    return oneOf(below, SENTENCES).replace("*", phrase(below, script, 1 + below(3)));
  const text = phrase(below, script, 8 + below(14));
  return text[0].toUpperCase() + text.slice(1) + script.stop;
}
