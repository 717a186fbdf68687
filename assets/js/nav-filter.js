// <nav-filter>: a box above a long sidebar that leaves only the entries whose names hold its words.

const { make } = fieldbook;

class NavFilter extends HTMLElement {
  input = make("input", {
    type: "search",
    placeholder: fieldbook.words.filter.placeholder,
    "aria-label": fieldbook.words.filter.label,
  });
  status = make("p", { role: "status", class: "hidden-text" });

  connectedCallback() {
    this.replaceChildren(this.input, this.status);
    this.input.addEventListener("input", this);
  }

  disconnectedCallback() {
    this.input.removeEventListener("input", this);
  }

  handleEvent() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const list = this.nextElementSibling;
    if (!list) return;
    let found = 0;
    // From the innermost items outwards: a section stays if anything in it does.
    for (const item of [...list.querySelectorAll("li")].reverse()) {
      const name = item.querySelector(":scope > a")?.textContent?.toLowerCase() ?? "";
      const fits = words.every((word) => name.includes(word));
      if (fits && name) found += 1;
      const group = item.querySelector("details");
      const inside = item.querySelector("li:not([hidden])") !== null;
      item.hidden = words.length > 0 && !(fits && name) && !inside;
      if (group) this.fold(group, words.length > 0, inside);
    }
    this.status.textContent = words.length
      ? fieldbook.fill(fieldbook.words.filter.found, { count: found })
      : "";
  }

  /**
   * Opens a group for what is found in it, and afterwards leaves it as it was.
   *
   * @param {HTMLDetailsElement} group
   * @param {boolean} filtering
   * @param {boolean} inside whether anything in it is left
   */
  fold(group, filtering, inside) {
    group.dataset.was ??= String(group.open);
    group.open = filtering ? inside : group.dataset.was === "true";
    if (!filtering) delete group.dataset.was;
  }
}
customElements.define("nav-filter", NavFilter);
