// fieldbook.search.open(): the search over the page, or the field of the page that is it.

const search = /** @type {Search} */ (fieldbook.search);

const onPage = /** @type {SearchViewElement | null} */ (document.querySelector("main search-view"));

/** @type {HTMLDialogElement | undefined} */
let dialog;

function openSearch() {
  if (onPage) return onPage.field.focus();
  dialog ??= build();
  if (!dialog.open) dialog.showModal();
  const field = dialog.querySelector("search-view")?.field;
  field?.focus();
  field?.select();
}

function build() {
  const { make } = fieldbook;
  const close = make("button", { type: "button", class: "close" }, fieldbook.words.text.close);
  const view = make("search-view");
  const made = make(
    "dialog",
    { class: "search-dialog", "aria-label": fieldbook.words.search.title, closedby: "any" },
    view,
    close,
  );
  close.addEventListener("click", () => made.close());
  // A result on the same page only changes the fragment, so nothing else would close it.
  made.addEventListener("click", (event) => {
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

// On the page of the search what is asked for is part of the address.
if (onPage) {
  onPage.address = location.search;
  onPage.addEventListener("asked", () => {
    history.replaceState(null, "", onPage.address ? `?${onPage.address}` : location.pathname);
  });
}

search.open = openSearch;
