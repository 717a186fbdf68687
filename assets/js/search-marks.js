// The words of a search on the page that a result leads to: marked without a change to the page or
// its address, so that what a reader copies or shares is what was written.
//
// They travel in this tab's storage, once, and then belong to that visit in the tab's history: they
// are there again after "back" and "reload", and nowhere else. Escape takes them off.

const search = /** @type {Search} */ (fieldbook.search);

/** Where the words wait for the next page: assets/js/found-words.js looks there. */
const WAITING = "fieldbook-found";

/** The address of this page or another one, without a place on it. @param {string} href */
const pageOf = (href) => href.split("#")[0];

/**
 * Marks the words on the page that a link leads to, once the reader is there.
 *
 * @param {string} href
 * @param {Set<string>} words as they stand in the index
 */
function lead(href, words) {
  if (pageOf(href) === pageOf(location.href)) return mark(words);
  try {
    sessionStorage.setItem(WAITING, JSON.stringify({ page: pageOf(href), words: [...words] }));
  } catch {
    // Storage is blocked: nothing is marked.
  }
}

/** Marks what a result has led here for, now or when this page was visited before. */
function arrived() {
  let found = history.state?.found;
  const sent = JSON.parse(sessionStorage.getItem(WAITING) ?? "null");
  sessionStorage.removeItem(WAITING);
  if (sent?.page === pageOf(location.href)) {
    found = sent.words;
    history.replaceState({ ...history.state, found }, "");
  }
  if (Array.isArray(found)) mark(new Set(found));
}

/** @param {Set<string>} words */
function mark(words) {
  if (!CSS.highlights) return;
  /** @type {StaticRange[]} */
  const ranges = [];
  const kinds = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
  const isNav = (/** @type {Node} */ node) =>
    node.nodeName === "NAV" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walker = document.createTreeWalker(
    document.querySelector("main") ?? document.body,
    kinds,
    isNav,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    for (const { at, run, words: own } of search.runsOf(node.data)) {
      if (!own.some((word) => words.has(word))) continue;
      ranges.push(
        new StaticRange({
          startContainer: node,
          startOffset: at,
          endContainer: node,
          endOffset: at + run.length,
        }),
      );
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
  document.addEventListener("keydown", clear);
}

/** What is open closes first. @param {KeyboardEvent} event */
function clear({ key }) {
  if (key !== "Escape" || document.querySelector(":modal, :popover-open")) return;
  document.removeEventListener("keydown", clear);
  CSS.highlights.delete("found");
  if (history.state?.found) history.replaceState({ ...history.state, found: undefined }, "");
}

search.lead = lead;
search.arrived = arrived;
