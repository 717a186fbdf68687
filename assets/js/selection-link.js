// fieldbook.selection(address): the address with what is selected in the text of this page, as a text
// fragment: `#:~:text=[prefix-,]start[,end][,-suffix]`. Where nothing is, the address as it was.
//
// Loaded by assets/js/selecting.js.

/** What is longer, or goes over several blocks, is named by its first and last words. */
const LONGEST = 120;
const WORDS = 4;
/** So many words around it are added until the first place on the page that has them is the one. */
const AROUND = [0, 3, 6, 12];

fieldbook.selection = (address) => {
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || !document.querySelector("main")?.contains(range.commonAncestorContainer))
    return address;
  const { text, start, end } = read(range);
  if (start >= end) return address;
  const [page, node = ""] = address.split("#");
  // The place in a decision is the fragment of its page; any other is where the text is.
  const place = document.querySelector("tree-walk") ? node : "";
  return `${page}#${place}:~:text=${directive(text, start, end)}`;
};

/**
 * What leads to a stretch of a text.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function directive(text, start, end) {
  const { word, step } = words(text);
  // Browsers look for whole words.
  const [first, last] = [word(start), word(end - 1)];
  if (first.isWordLike) start = first.from;
  if (last.isWordLike) end = last.to;

  // They do not tell capitals from small letters. Where that changes a length, this does.
  const folded = text.toLowerCase().length === text.length ? text.toLowerCase() : text;
  let [head, tail] = [step(start, WORDS), step(end, -WORDS)];
  const isWhole = text.indexOf("\n", start) >= end && (end - start <= LONGEST || head >= tail);
  if (isWhole) head = end;
  // The first place after the first words that has the last ones.
  for (
    let count = WORDS;
    count < 20 && folded.indexOf(folded.slice(tail, end), head) < tail;
    count += WORDS
  )
    tail = step(end, -count);

  const before = text.slice(0, start).trimEnd().length;
  // The text ends with the end of its last line.
  const after = Math.min(text.length - text.slice(head).trimStart().length, text.length - 1);
  let [from, to] = [before, after];
  for (const count of AROUND) {
    from = step(before, -count);
    to = isWhole ? step(after, count) : after;
    const [prefix, begin, suffix] = [
      folded.slice(from, before),
      folded.slice(start, head),
      folded.slice(after, to),
    ];
    const fits = (/** @type {number} */ at) =>
      folded.slice(0, at).trimEnd().endsWith(prefix) &&
      folded
        .slice(at + begin.length)
        .trimStart()
        .startsWith(suffix);
    let at = folded.indexOf(begin);
    while (at < start && !fits(at)) at = folded.indexOf(begin, at + 1);
    if (at === start) break;
  }
  const parts = [
    from < before && `${encode(text.slice(from, before))}-`,
    encode(text.slice(start, head)),
    !isWhole && encode(text.slice(tail, end)),
    after < to && `-${encode(text.slice(after, to))}`,
  ];
  return parts.filter(Boolean).join(",");
}

/** The words of a text in any script. @param {string} text of lines that end */
function words(text) {
  const segments = new Intl.Segmenter(undefined, { granularity: "word" }).segment(text);
  /** What stands at a place: a word, or what is between two. @param {number} at */
  const word = (at) => {
    const { index = at, segment = " ", isWordLike = false } = segments.containing(at) ?? {};
    return { from: index, to: index + segment.length, isWordLike };
  };
  /** The place so many words on, or back, in the same line. @param {number} at @param {number} count */
  const step = (at, count) => {
    const edge = count < 0 ? text.lastIndexOf("\n", at - 1) + 1 : text.indexOf("\n", at);
    for (let left = Math.abs(count); left && at !== edge;) {
      const { from, to, isWordLike } = word(count < 0 ? at - 1 : at);
      at = count < 0 ? from : to;
      if (isWordLike) left -= 1;
    }
    return at;
  };
  return { word, step };
}

/** What ends an address in a message is encoded too. @param {string} text */
function encode(text) {
  const hex = (/** @type {string} */ c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.trim()).replace(/[-.!~*'()]/g, hex);
}

/**
 * The text that is in sight as browsers search it: each block is a line, and white space one space.
 * With it, which of it is selected.
 *
 * @param {Range} range
 */
function read(range) {
  let [text, start, end] = ["", 0, 0];
  /** @type {Element | null} */
  let line = null;
  const walker = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === "BR") line = null;
    const parent = node.parentElement;
    if (!(node instanceof Text) || !parent?.checkVisibility({ visibilityProperty: true })) continue;
    const isKept = getComputedStyle(parent).whiteSpace.startsWith("pre");
    let block = parent;
    while (/^(inline|contents|ruby)$/.test(getComputedStyle(block).display))
      block = block.parentElement ?? document.body;
    if (block !== line && text && !text.endsWith("\n")) text += "\n";
    line = block;
    const add = (/** @type {string} */ part) => {
      const spaced = isKept ? part : part.replace(/[ \t\r\n\f]+/g, " ");
      text += !isKept && /(^|[ \n])$/.test(text) ? spaced.replace(/^ /, "") : spaced;
    };
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (!range.intersectsNode(node)) {
      add(node.data);
      continue;
    }
    add(node.data.slice(0, from));
    const at = text.length;
    add(node.data.slice(from, to));
    const selected = text.slice(at);
    if (selected.trim()) {
      start ||= at + selected.length - selected.trimStart().length;
      end = at + selected.trimEnd().length;
    }
    add(node.data.slice(to));
  }
  return { text: `${text}\n`, start, end };
}
