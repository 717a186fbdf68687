// fieldbook.treeRecord: a decision as markdown, for the page or the ticket in which it is kept.

const { fill, treeFields } = fieldbook;

/** @type {Somewhere["treeRecord"]} */
function record(tree, position, { sections, note, link, day }) {
  const { version } = tree;
  const title = (/** @type {{node: number}} */ { node }) => tree.nodes[node].title;
  const outcomes = position.ends.map((end) => `**${title(end)}**`);
  const answers = position.steps
    .filter((step) => step.value !== undefined)
    .map(({ node, value }) => {
      const question = tree.nodes[node];
      return `- ${question.title} **${treeFields.words(question, value)}**`;
    });
  const parts = [
    `# ${tree.title}`,
    fill(fieldbook.words.walk.decided, {
      day,
      outcomes: outcomes.join(fieldbook.words.text.between),
    }),
    ...position.ends.flatMap((end) => {
      const text = outcome(sections[end.node], end.caveat);
      // Of several outcomes each has its own text.
      return position.ends.length > 1 && text ? [`## ${title(end)}`, text] : text;
    }),
    answers.length ? `**${fieldbook.words.walk.answers}**` : "",
    answers.join("\n"),
    note.trim() && fill(fieldbook.words.walk.record_note, { note: note.trim() }),
    version
      ? fill(fieldbook.words.walk.record_of_version, { version, link })
      : fill(fieldbook.words.walk.record_of, { link }),
  ];
  return parts.filter(Boolean).join("\n\n").concat("\n");
}

/**
 * The caveat, the text of an outcome, and who does what by when.
 *
 * @param {HTMLElement} section
 * @param {string | undefined} caveat
 */
function outcome(section, caveat) {
  const facts = [...section.querySelectorAll(".facts > div")].map((fact) => {
    const [name, value] = [...fact.children].map((part) => part.textContent ?? "");
    return `- ${fill(fieldbook.words.walk.fact, { name, value })}`;
  });
  const body = section.querySelector(".node-body");
  const said = caveat && `*${caveat[0].toUpperCase()}${caveat.slice(1)}*`;
  const texts = [said, ...(body ? blocks(body) : []), facts.join("\n")];
  return texts.filter(Boolean).join("\n\n");
}

/**
 * The blocks of an element as markdown: paragraphs, lists, and whatever else as its text.
 *
 * @param {Element} body
 */
function blocks(body) {
  return [...body.children].map((block) => {
    const number = (/** @type {number} */ at) => (block.matches("ol") ? `${at + 1}.` : "-");
    if (!block.matches("ul, ol")) return words(block).trim();
    return [...block.children].map((item, at) => `${number(at)} ${words(item).trim()}`).join("\n");
  });
}

/** Text in which links stay links. @param {Node} node @returns {string} */
function words(node) {
  const parts = [...node.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return (child.textContent ?? "").replace(/\s+/g, " ");
    return child instanceof HTMLAnchorElement && words(child).trim()
      ? `[${words(child)}](${child.href})`
      : words(child);
  });
  return parts.join("");
}

fieldbook.treeRecord = record;
