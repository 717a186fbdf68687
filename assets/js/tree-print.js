// What a tree's page prints: a result by itself, and otherwise the whole tree as a worksheet, which
// can be had at a result too.
const { make } = fieldbook;

const size = document.querySelector(".tree-page .size");
const worksheet = { type: "button", "data-print": "worksheet" };
size?.append(" ", make("button", worksheet, fieldbook.words.walk.print_worksheet));

document.addEventListener("click", ({ target }) => {
  const button = /** @type {Element} */ (target).closest("[data-print]");
  if (!button) return;
  const isWorksheet = button.getAttribute("data-print") === "worksheet";
  button.closest("article")?.classList.toggle("worksheet", isWorksheet);
  print();
});

addEventListener("afterprint", () => {
  document.querySelector(".worksheet")?.classList.remove("worksheet");
});
