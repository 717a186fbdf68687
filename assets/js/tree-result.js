// fieldbook.treeResult: what stands below an outcome: what would change it, and the reader's note.

const { make, tree: engine, treeFields } = fieldbook;

/** After more answers than this, nobody is told what each single one would change. */
const MOST_ANSWERS = 200;
/** No more changes than this are shown. */
const MOST_CHANGES = 12;

/** @type {TreeResult["changes"]} */
function changes(tree, position, given) {
  const found = position.steps.length > MOST_ANSWERS ? [] : engine.flips(tree, given);
  const rows = found.slice(0, MOST_CHANGES).map(({ node, value, ends }) => {
    const question = tree.nodes[node];
    const to = ends.map((end) => tree.nodes[end].title).join(fieldbook.words.text.between);
    const answer = make("b", {}, treeFields.words(question, value));
    return make("li", {}, `${question.title} `, answer, " → ", make("b", {}, to));
  });
  const list = [make("summary", {}, fieldbook.words.walk.flips), make("ul", {}, ...rows)];
  return rows.length ? [make("details", { class: "walk-added flips" }, ...list)] : [];
}

/** @type {TreeResult["note"]} */
function note(id, note) {
  const field = make("textarea", { id, rows: "2", "aria-describedby": `${id}-for` });
  field.value = note;
  return make(
    "div",
    { class: "walk-added walk-note" },
    make("label", { for: id }, fieldbook.words.walk.note),
    make("p", { id: `${id}-for` }, fieldbook.words.walk.note_for),
    field,
    make("p", { class: "noted", "data-label": fieldbook.words.walk.note }, note),
  );
}

fieldbook.treeResult = { changes, note };
