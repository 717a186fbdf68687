// <key-help>: keys for who does not like the mouse, a list of them, and a switch to turn them off.
//
// A key presses what is on the page anyway, so a key whose link is missing does nothing.
class KeyHelp extends HTMLElement {
  static stored = "fieldbook-keys";

  /** What keys press, and what the list says about them. */
  static keys = /** @type {Record<string, [string, string]>} */ ({
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
    for (const [key, [what]] of Object.entries(KeyHelp.keys)) {
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
    const [what] = KeyHelp.keys[this.afterG ? `g ${key}` : key] ?? [];
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
    const list = element("dl", "");
    let term = list;
    for (const [key, [what, label]] of Object.entries(KeyHelp.keys)) {
      if (!document.querySelector(what)) continue;
      // Keys that do the same stand on one line.
      if (list.lastChild?.textContent !== label) {
        term = element("dt", "");
        list.append(term, element("dd", label));
      }
      for (const part of key.split(" ")) term.append(element("kbd", part), " ");
    }
    const off = document.createElement("input");
    off.type = "checkbox";
    off.checked = this.on;
    off.onchange = () => (this.on = off.checked);
    const label = element("label", "Keys are on");
    label.prepend(off);
    const title = element("h2", "Keyboard shortcuts");
    title.id = "key-help-title";
    this.dialog.setAttribute("aria-labelledby", title.id);
    this.dialog.replaceChildren(
      title,
      list,
      label,
      button("Close", () => this.dialog.close()),
    );
    this.dialog.showModal();
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/**
 * @param {string} text
 * @param {() => void} press
 */
function button(text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

customElements.define("key-help", KeyHelp);
