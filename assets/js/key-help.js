// <key-help>: keys for who does not like the mouse, a list of them, and a switch to turn them off.
//
// A key presses what is on the page anyway, so a key whose link is missing does nothing.
const { make } = fieldbook;

Object.assign(fieldbook.keys, {
  "/": ["site-search button", "Search"],
  n: [".neighbours .next", "Next entry"],
  p: [".neighbours .previous", "Previous entry"],
  "g h": ["[data-key=h]", "First page"],
  "g s": ["[data-key=s]", "What are you hearing?"],
  "g d": ["[data-key=d]", "All decisions"],
  "g t": ["[data-key=t]", "Browse by level and tag"],
  "g m": ["[data-key=m]", "Map"],
  t: [".contents a", "Contents of this page"],
  e: [".edit a", "Edit this page"],
  d: ["scheme-switch button", "Light or dark"],
  y: ["[data-key=y]", "Copy a link to this page"],
  "?": ['[data-key="?"]', "This list"],
});

/** @implements {KeyHelpElement} */
class KeyHelp extends HTMLElement {
  static stored = "fieldbook-keys";

  dialog = document.createElement("dialog");
  /** Whether `g` was the key before. */
  afterG = false;

  connectedCallback() {
    const open = button("Keyboard shortcuts", () => this.show());
    const link = button("Copy link", async () => {
      const to = await fieldbook.selected(location.href);
      await fieldbook.copy(
        to,
        to === location.href ? "Link copied" : "Link to the selection copied",
      );
    });
    open.dataset.key = "?";
    link.dataset.key = "y";
    this.replaceChildren(link, " ", open, this.dialog);
    document.addEventListener("keydown", this);
    this.name();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  /**
   * Tells assistive technology which key presses what. A space would mean one key or the other.
   * Keys that something hears by itself (`data-keys`) are never off.
   */
  name() {
    for (const [key, [what]] of Object.entries(fieldbook.keys)) {
      const pressed = /** @type {HTMLElement | null} */ (document.querySelector(what));
      if (key.includes(" ") || !pressed) continue;
      const told = [this.on ? key : "", pressed.dataset.keys].filter(Boolean).join(" ");
      if (told) pressed.setAttribute("aria-keyshortcuts", told);
      else pressed.removeAttribute("aria-keyshortcuts");
    }
  }

  get on() {
    try {
      return localStorage.getItem(KeyHelp.stored) !== "off";
    } catch {
      return true;
    }
  }

  set on(on) {
    try {
      if (on) localStorage.removeItem(KeyHelp.stored);
      else localStorage.setItem(KeyHelp.stored, "off");
    } catch {
      // Storage is blocked: the keys stay as they are.
    }
    this.name();
  }

  /** @param {KeyboardEvent} event */
  handleEvent(event) {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented } = event;
    const typing = /** @type {Element} */ (event.target).closest?.(
      "input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]",
    );
    if (ctrlKey || metaKey || altKey || defaultPrevented || typing || !this.on) return;
    const [what] = fieldbook.keys[this.afterG ? `g ${key}` : key] ?? [];
    this.afterG = key === "g" && !this.afterG;
    const pressed = what && /** @type {HTMLElement | null} */ (document.querySelector(what));
    if (!pressed) return;
    event.preventDefault();
    const group = pressed.closest(".contents details");
    if (!group) return pressed.click();
    if (!pressed.checkVisibility()) group.setAttribute("open", "");
    pressed.focus();
  }

  show() {
    const list = make("dl");
    /** @type {HTMLElement} */
    let term = list;
    for (const [key, [what, label]] of Object.entries(fieldbook.keys)) {
      if (!document.querySelector(what)) continue;
      // Keys that do the same stand on one line.
      if (list.lastChild?.textContent !== label) {
        term = make("dt");
        list.append(term, make("dd", {}, label));
      }
      for (const part of key.split(" ")) term.append(make("kbd", {}, part), " ");
    }
    const off = make("input", { type: "checkbox" });
    off.checked = this.on;
    off.onchange = () => (this.on = off.checked);
    this.dialog.setAttribute("aria-labelledby", "key-help-title");
    this.dialog.replaceChildren(
      make("h2", { id: "key-help-title" }, "Keyboard shortcuts"),
      list,
      make("label", {}, off, "Keys are on"),
      button("Close", () => this.dialog.close()),
    );
    this.dialog.showModal();
  }
}

/**
 * @param {string} text
 * @param {() => void} press
 */
function button(text, press) {
  const made = make("button", { type: "button" }, text);
  made.addEventListener("click", press);
  return made;
}

customElements.define("key-help", KeyHelp);
