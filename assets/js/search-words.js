// fieldbook.search.words(text): the words of a text as they stand in the index.
//
// src/render/search/words.rs does the same to the text of the book, and a test holds both to each
// other. A rule belongs in both files.
const letter = String.raw`[\p{Alphabetic}\p{N}\p{M}]`;
const written = new RegExp(`${letter}+(?:['’]${letter}+)*`, "gu");
const apart = new RegExp(`(?!${letter}).`, "su");
const accents = /[\u0300-\u036F\u0591-\u05C7\u064B-\u065F\u0670]/g;
/** Scripts without spaces: Thai, Lao, Burmese, Khmer, kana, hanzi and hangul. */
const runs =
  /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{3FFFF}]+/gu;
const plain = { ς: "σ", ø: "o", ł: "l", đ: "d", ı: "i" };

/** @param {string} word */
function fold(word) {
  const lower = word.normalize("NFKD").toLowerCase().normalize("NFKD").replace(accents, "");
  return lower
    .replace(/[ςøłđı]/g, (c) => plain[/** @type {keyof typeof plain} */ (c)])
    .normalize("NFC");
}

/**
 * The words of one run of letters: several where its script has no spaces.
 *
 * @param {string} run
 */
function parts(run) {
  if (/^[a-z0-9]+$/i.test(run)) return [stem(run.toLowerCase())];
  const joined = run.replace(/['’]s$/i, "").replace(/['’]/g, "");
  return fold(joined)
    .split(apart)
    .filter(Boolean)
    .flatMap((part) => {
      /** @type {string[]} */
      const found = [];
      let end = 0;
      for (const match of part.matchAll(runs)) {
        if (match.index > end) found.push(stem(part.slice(end, match.index)));
        const letters = [...match[0]];
        if (letters.length === 1) found.push(letters[0]);
        for (let at = 1; at < letters.length; at += 1) found.push(letters[at - 1] + letters[at]);
        end = match.index + match[0].length;
      }
      if (end < part.length) found.push(stem(part.slice(end)));
      return found;
    });
}

/** @param {string} word */
function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stem = withoutPlural(word);
  for (const ending of ["ing", "ed"]) {
    const rest = stem.slice(0, -ending.length);
    if (!stem.endsWith(ending) || rest.length < 3 || !/[aeiouy]/.test(rest)) continue;
    if (ending === "ed" && rest.length === 3 && rest.endsWith("e")) continue;
    stem = /([^lsz])\1$/.test(rest) ? rest.slice(0, -1) : rest;
    break;
  }
  if (stem.length > 3 && stem.endsWith("e")) stem = stem.slice(0, -1);
  return stem.length > 4 ? stem.replace(/iz$/, "is") : stem;
}

/** @param {string} word */
function withoutPlural(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/** @param {string} text */
const words = (text) => [...text.matchAll(written)].flatMap(([run]) => parts(run));

/**
 * Each run of letters of a text: where it starts, how long it is, and its words.
 *
 * @param {string} text
 */
const runsOf = (text) =>
  [...text.matchAll(written)].map((match) => ({
    at: match.index,
    run: match[0],
    words: parts(match[0]),
  }));

fieldbook.search = /** @type {Search} */ ({ fold, words, runsOf });
