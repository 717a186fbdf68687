// fieldbook.search.excerpt(text, marked): the part of a text that answers, with its words marked.

const search = /** @type {Search} */ (fieldbook.search);

const LENGTH = 32;

/**
 * Text with the words of the book that were found in `<mark>`.
 *
 * @param {string} text
 * @param {Set<string>} marked
 * @returns {Node[]}
 */
function marks(text, marked) {
  /** @type {Node[]} */
  const nodes = [];
  let end = 0;
  for (const { at, run, words } of search.runsOf(text)) {
    if (!words.some((word) => marked.has(word))) continue;
    nodes.push(document.createTextNode(text.slice(end, at)), fieldbook.make("mark", {}, run));
    end = at + run.length;
  }
  return [...nodes, document.createTextNode(text.slice(end))];
}

/**
 * The stretch of a text that holds the most different words, from the beginning of a sentence if
 * one is near.
 *
 * @param {string} text
 * @param {Set<string>} marked
 * @returns {Node[]}
 */
function excerpt(text, marked) {
  const runs = search.runsOf(text);
  const found = runs.map(({ words }) => words.find((word) => marked.has(word)));
  let [best, most] = [0, -1];
  for (let from = 0; from < runs.length; from += 1) {
    if (from && !found[from]) continue;
    const different = new Set(found.slice(from, from + LENGTH).filter(Boolean)).size;
    if (different > most) [best, most] = [from, different];
  }
  const near = runs[Math.max(0, best - 10)]?.at ?? 0;
  const breaks = [...text.slice(near, runs[best]?.at).matchAll(/[.!?]\s+|\n/g)];
  const last = breaks.at(-1);
  const start = last ? near + last.index + last[0].length : near;
  const after = runs.findIndex(({ at }) => at >= start) + LENGTH;
  const end = runs[after] ? runs[after - 1].at + runs[after - 1].run.length : text.length;
  const part = text.slice(start, end).replace(/\s*\n\s*/g, " · ");
  const nodes = marks(part, marked);
  if (start > 0 && !last) nodes.unshift(document.createTextNode("… "));
  if (end < text.length) nodes.push(document.createTextNode(" …"));
  return nodes;
}

search.excerpt = excerpt;
search.marks = marks;
