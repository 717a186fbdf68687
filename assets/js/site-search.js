// <site-search>: a button that opens the search, also with Ctrl or ⌘ K; <key-help> presses it for `/`.
//
// Nothing of the search is loaded before somebody reaches for it. Without script there is a link.
/** @implements {SiteSearchElement} */
class SiteSearch extends HTMLElement {
  button = fieldbook.make(
    "button",
    { type: "button", "data-keys": "Control+K Meta+K" },
    fieldbook.words.search.title,
  );

  connectedCallback() {
    this.replaceChildren(this.button);
    for (const type of ["click", "pointerenter", "focus"]) this.button.addEventListener(type, this);
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent && !this.asks(event)) return;
    if (event.type === "click" || event.type === "keydown") {
      event.preventDefault();
      this.load().then((search) => search.open());
    } else {
      this.load();
    }
  }

  /** @param {KeyboardEvent} event */
  asks({ key, ctrlKey, metaKey, altKey }) {
    return key === "k" && (ctrlKey || metaKey) && !altKey;
  }

  async load() {
    if (!fieldbook.search) await fieldbook.loadFor(this);
    return /** @type {Search} */ (fieldbook.search);
  }
}
customElements.define("site-search", SiteSearch);
