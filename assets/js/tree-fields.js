// fieldbook.treeFields: what a reader ticks or writes at a question, and how that is said.

const { fill, make, tree } = fieldbook;

/** @type {TreeFields["form"]} */
function form(node, name, value) {
  return make(
    "form",
    { class: "walk-added walk-fields", novalidate: "" },
    ...(node.kind === "number" ? numberField(node, name, value) : ticks(node, name, value)),
    make("button", { class: "go" }, fieldbook.words.walk.proceed),
  );
}

/**
 * @param {Extract<TreeNode, PickManyNode>} node
 * @param {string} name
 * @param {string | undefined} value
 */
function ticks(node, name, value) {
  const ticked = value?.split(".");
  const rows = node.ticks.map((tick, number) => {
    const box = make("input", {
      type: "checkbox",
      id: name + (number || ""),
      name,
      value: tick.slug,
      "data-alone": tick.exclusive ? "yes" : "",
    });
    box.checked = ticked?.includes(tick.slug) ?? false;
    return make("label", {}, box, make("span", {}, tick.label));
  });
  return [make("fieldset", {}, make("legend", { class: "hidden-text" }, node.title), ...rows)];
}

/**
 * @param {Extract<TreeNode, NumberNode>} node
 * @param {string} name
 * @param {string} value
 */
function numberField(node, name, value = "") {
  const field = make("input", {
    id: name,
    name,
    inputmode: "numeric",
    autocomplete: "off",
    size: "6",
    "aria-describedby": `${name}-range`,
    value,
  });
  return [
    make("label", { for: name, class: "hidden-text" }, node.title),
    make("p", {}, make("span", { id: `${name}-range` }, range(node)), field, node.unit ?? ""),
  ];
}

/** Whether any large number will do. @param {NumberNode} node */
const isOpen = ({ max }) => max >= Number.MAX_SAFE_INTEGER;

/** Which numbers a question takes. @param {NumberNode} node */
function range(node) {
  const { min, max } = node;
  return isOpen(node)
    ? fill(fieldbook.words.walk.number_from, { min })
    : fill(fieldbook.words.walk.number, { min, max });
}

/** @type {TreeFields["valueOf"]} */
function valueOf(node, form) {
  const fields = [...form.querySelectorAll("input")];
  if (node.kind === "number") return fields[0].value.trim();
  const ticked = fields.filter((field) => field.checked);
  return ticked.map((field) => field.value).join(".");
}

/** @type {TreeFields["request"]} */
function request(node) {
  if (node.kind === "number") {
    return isOpen(node)
      ? fill(fieldbook.words.walk.write_number_from, { min: node.min })
      : fill(fieldbook.words.walk.write_number, { min: node.min, max: node.max });
  }
  const none = node.ticks.find((tick) => tick.exclusive)?.label;
  return none ? fill(fieldbook.words.walk.tick_or, { none }) : fieldbook.words.walk.tick;
}

/** @type {TreeFields["words"]} */
function words(node, value) {
  const given = tree.accept(node, value);
  if (!given) return "";
  if (node.kind === "number") return `${given.count}${node.unit ? ` ${node.unit}` : ""}`;
  const labels =
    node.kind === "choice" ? node.answers : node.kind === "pick-many" ? node.ticks : [];
  return (
    given.picked.map((index) => labels[index].label).join(fieldbook.words.text.between) ||
    fieldbook.words.walk.nothing
  );
}

fieldbook.treeFields = { form, valueOf, request, words };
