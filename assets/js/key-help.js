// <key-help>: keys for who does not like the mouse, a list of them, and a switch to turn them off.
//
// A key presses what is on the page anyway, so a key whose link is missing does nothing.
const { make } = fieldbook;

Object.assign(fieldbook.keys, {
  "/": ["site-search button", fieldbook.words.keys.search],
  n: [".neighbours .next", fieldbook.words.keys.next],
  p: [".neighbours .previous", fieldbook.words.keys.previous],
  "g h": ["[data-key=h]", fieldbook.words.keys.home],
  "g s": ["[data-key=s]", fieldbook.words.shortcuts.signals],
  "g d": ["[data-key=d]", fieldbook.words.shortcuts.trees],
  "g t": ["[data-key=t]", fieldbook.words.keys.browse],
  "g m": ["[data-key=m]", fieldbook.words.shortcuts.map],
  t: [".contents a", fieldbook.words.keys.outline],
  e: [".edit a", fieldbook.words.page.edit],
  d: ["scheme-switch button", fieldbook.words.keys.scheme],
  y: ["[data-key=y]", fieldbook.words.keys.link],
  "?": ['[data-key="?"]', fieldbook.words.keys.list],
});

/** @implements {KeyHelpElement} */
class KeyHelp extends HTMLElement {
  static stored = "fieldbook-keys";

  dialog = document.createElement("dialog");
  /** Whether `g` was the key before. */
  afterG = false;

  connectedCallback() {
    const open = button(fieldbook.words.keys.title, () => this.show());
    const link = button(fieldbook.words.keys.copy_link, async () => {
      const to = await fieldbook.selected(location.href);
      await fieldbook.copy(
        to,
        to === location.href
          ? fieldbook.words.keys.link_copied
          : fieldbook.words.keys.selection_copied,
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
    // Enter presses what has the focus, if that can be pressed.
    const typing = /** @type {Element} */ (event.target).closest?.(
      "input:not([type=checkbox], [type=radio]), textarea, select, dialog, [contenteditable]" +
        (key === "Enter" ? ", a, button, summary" : ""),
    );
    // What has just been closed keeps the focus until the next frame.
    const isTyping = typing?.checkVisibility();
    if (ctrlKey || metaKey || altKey || defaultPrevented || isTyping || !this.on) return;
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
      make("h2", { id: "key-help-title" }, fieldbook.words.keys.title),
      list,
      make("label", {}, off, fieldbook.words.keys.on),
      button(fieldbook.words.text.close, () => this.dialog.close()),
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
