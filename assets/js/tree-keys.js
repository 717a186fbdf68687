// Keys for the walk of a tree's page, added to those of <key-help>: like them, they press what is in
// sight, so that a number without an answer does nothing.
const { keys } = fieldbook;
for (let number = 1; number < 10; number += 1) {
  const answer = `.tree-page .node:not([hidden]) li:nth-child(${number}) > a[data-answer]`;
  keys[number] = [
    `${answer}, .tree-page label:nth-of-type(${number}) > [type=checkbox]`,
    fieldbook.words.keys.answer,
  ];
}
keys.Enter = [".tree-page .node:not([hidden]) .go", fieldbook.words.keys.proceed];
// The last of two keys is the one that assistive technology is told of.
keys.u = keys.Backspace = [".tree-page .walk-top [data-back]", fieldbook.words.keys.back];
keys.y[0] = `.tree-page [data-copy=link], ${keys.y[0]}`;
document.addEventListener("walked", () => document.querySelector("key-help")?.name());
