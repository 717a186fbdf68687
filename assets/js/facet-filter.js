// <facet-filter>: the values above a list of entries become boxes, and the list follows them.
// Of one facet any ticked value will do; of several facets each must have one. The address keeps
// what is ticked: ?levels=impact&tags=focus

const { make } = fieldbook;

class FacetFilter extends HTMLElement {
  /** @type {HTMLInputElement[]} */
  boxes = [];
  /** @type {[HTMLElement, URLSearchParams][]} */
  entries = [];

  connectedCallback() {
    if (!this.boxes.length) this.build();
    this.addEventListener("change", this);
    const asked = new URLSearchParams(location.search);
    for (const box of this.boxes) {
      box.checked = asked.has(box.name, box.value);
      if (box.checked) box.closest("details")?.setAttribute("open", "");
    }
    this.show();
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
  }

  handleEvent() {
    history.replaceState(null, "", this.show() || location.pathname);
  }

  build() {
    for (const link of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-value]")
    )) {
      const name = link.closest("section")?.dataset.key ?? "";
      const value = link.dataset.value ?? "";
      const box = make("input", { type: "checkbox", name, value });
      link.replaceWith(make("label", {}, box, link.textContent ?? ""));
      this.boxes.push(box);
    }
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll("[data-terms]")
    )) {
      this.entries.push([line, new URLSearchParams(line.dataset.terms)]);
    }
  }

  /** Shows the entries that are asked for, and gives what is ticked as a query. */
  show() {
    const { boxes, entries } = this;
    const ticked = boxes.filter((box) => box.checked).map((box) => [box.name, box.value]);
    const wanted = new URLSearchParams(ticked);
    const keys = [...new Set(wanted.keys())];
    const fits = (/** @type {URLSearchParams} */ terms, but = "") =>
      keys.every((key) => key === but || wanted.getAll(key).some((value) => terms.has(key, value)));
    for (const { name, value, parentElement } of boxes) {
      const count = entries.filter(
        ([, terms]) => terms.has(name, value) && fits(terms, name),
      ).length;
      parentElement?.classList.toggle("none", !count);
      parentElement?.nextElementSibling?.replaceChildren(`${count}`);
    }
    for (const [line, terms] of entries) line.hidden = !fits(terms);
    const found = entries.filter(([line]) => !line.hidden).length;
    this.querySelector(".all")?.toggleAttribute("hidden", !keys.length);
    const phrase = keys.length ? fieldbook.words.browse.found : fieldbook.words.browse.entries;
    const text = fieldbook.fill(phrase, { found, count: entries.length });
    this.querySelector(".found")?.replaceChildren(text);
    return keys.length ? `?${wanted}` : "";
  }
}
customElements.define("facet-filter", FacetFilter);
