// The drawing of a tree: the path taken is marked in it, and where a reader is stays in sight where it
// is wider than its frame.
const { make } = fieldbook;

/** The ways on from a node, in the order in which they are drawn. @param {TreeNode} node */
function ways(node) {
  if ("answers" in node) return node.answers;
  if ("branches" in node) return node.branches;
  if ("rules" in node) return node.rules;
  return "edge" in node ? [node.edge] : [];
}

/** The nodes that can still come. @param {Tree} tree @param {Set<number>} from */
function ahead(tree, from) {
  const found = new Set(from);
  for (const node of found) for (const { to } of ways(tree.nodes[node])) found.add(to);
  return found;
}

/** @type {Somewhere["markDiagram"]} */
function mark(ground, tree, { steps, at, ends }, shown) {
  const passed = new Set(steps.map((step) => step.node));
  const open = ahead(tree, new Set([at, ...ends.map((end) => end.node)]));
  const places = new Map(tree.nodes.map((node, index) => [node.id, index]));
  for (const box of /** @type {NodeListOf<SVGElement>} */ (
    ground.querySelectorAll("[data-mark]")
  )) {
    const index = places.get(box.dataset.mark ?? "") ?? -1;
    box.ariaCurrent = shown.has(index) ? "step" : null;
    box.classList.toggle("passed", passed.has(index));
    box.classList.toggle("past", !open.has(index) && !passed.has(index));
  }
  const taken = new Set(steps.map((step) => step.edge));
  const last = ends.length > 1 || tree.nodes[at].kind === "all-that-apply" ? ends : [];
  const edges = tree.nodes.flatMap((node, from) => ways(node).map((edge) => ({ edge, from })));
  for (const picture of ground.querySelectorAll(".diagram, .outline")) {
    picture.querySelectorAll(".way").forEach((line, index) => {
      const { edge, from } = edges[index];
      const isLast = from === at && last.some((end) => end.node === edge.to);
      const isTaken = taken.has(edge) || isLast;
      line.classList.toggle("taken", isTaken);
      line.classList.toggle("past", !isTaken && !open.has(from));
    });
  }
}

/** Moves the drawing in its frame, and never the page, until a box of it is in the middle. */
const centre = (/** @type {Element | null | undefined} */ mark) => {
  const frame = mark?.closest(".diagram-frame");
  if (!mark || !frame) return;
  const [box, view] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += (box.left + box.right - view.left - view.right) / 2;
};

const frame = document.querySelector(".diagram-frame");
const fit = make("button", { type: "button", class: "fit" });

/** Says that the drawing goes on behind an edge of its frame, and lets the reader see all of it. */
function measure() {
  if (!frame) return;
  const isWide = frame.scrollWidth > frame.clientWidth;
  const isFitted = frame.classList.contains("fitted");
  frame.classList.toggle("wide", isWide);
  fit.hidden = !isWide && !isFitted;
  fit.textContent = isFitted ? fieldbook.words.walk.full_size : fieldbook.words.walk.fit;
}
fit.addEventListener("click", () => {
  frame?.classList.toggle("fitted");
  measure();
  centre(document.querySelector(".mark[aria-current]"));
});
if (frame) {
  frame.before(fit);
  new ResizeObserver(measure).observe(frame);
}

document.addEventListener("walked", () => centre(document.querySelector(".mark[aria-current]")));
// Browsers do not bring what is drawn into sight when it has the focus. Who clicks has seen it.
document.addEventListener("focusin", () => centre(document.querySelector(".mark:focus-visible")));

fieldbook.markDiagram = mark;
