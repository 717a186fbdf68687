// Where a reader is stays in sight in a drawing that is wider than its frame.

/** Moves the drawing in its frame, and never the page, until a box of it is in the middle. */
const centre = (/** @type {Element | null | undefined} */ mark) => {
  const frame = mark?.closest(".diagram-frame");
  if (!mark || !frame) return;
  const [box, view] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollLeft += (box.left + box.right - view.left - view.right) / 2;
};

document.addEventListener("walked", () => centre(document.querySelector(".mark[aria-current]")));
// Browsers do not bring what is drawn into sight when it has the focus. Who clicks has seen it.
document.addEventListener("focusin", () => centre(document.querySelector(".mark:focus-visible")));
