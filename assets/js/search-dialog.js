// fieldbook.search.open(): the search over the page, or the field of the page that is it.

/** @type {HTMLDialogElement | undefined} */
let dialog;

function openSearch() {
  const here = /** @type {any} */ (document.querySelector("main search-view"));
  if (here) return here.field.focus();
  const shown = (dialog ??= build());
  if (!shown.open) shown.showModal();
  const view = /** @type {any} */ (shown.querySelector("search-view"));
  view.field.focus();
  view.field.select();
}

/** @returns {HTMLDialogElement} */
function build() {
  const { make } = fieldbook.search;
  const close = make("button", { type: "button", class: "close" }, "Close");
  const view = make("search-view");
  const made = make(
    "dialog",
    { class: "search-dialog", "aria-label": "Search", closedby: "any" },
    view,
    close,
  );
  close.addEventListener("click", () => made.close());
  // A result on the same page only changes the fragment, so nothing else would close it.
  made.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    if (
      event.target instanceof Element &&
      event.target.closest("a") &&
      !event.ctrlKey &&
      !event.metaKey
    )
      made.close();
  });
  document.body.append(made);
  return made;
}

/** On the page of the search what is asked for is part of the address. */
const onPage = /** @type {any} */ (document.querySelector("main search-view"));
if (onPage) {
  onPage.address = location.search;
  onPage.addEventListener("asked", () => {
    history.replaceState(null, "", onPage.address ? `?${onPage.address}` : location.pathname);
  });
}

fieldbook.search = { ...fieldbook.search, open: openSearch };
