// <search-filter>: what the pages found differ in, as buttons that narrow them down. Kinds stand in
// the row; other facets are words there that unfold their values below it. Nothing is shown that
// would leave all pages or none.
//
// Of one facet any pressed value will do; of several facets each must have one.

/** The most values of a facet that are offered, the commonest. */
const OFFERED = 30;

/**
 * Values with the numbers of pages that they would leave.
 *
 * @typedef {{key: string, label: string, values: Map<string, number>}} Group
 */

/** @implements {SearchFilterElement} */
class SearchFilter extends HTMLElement {
  /** The pressed values by the keys of their facets. @type {Map<string, Set<string>>} */
  pressed = new Map();
  /** The key of the facet that is unfolded. */
  open = "";
  /** @type {Group[]} */
  groups = [];

  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  /** @param {Event} event */
  handleEvent({ target }) {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const [key, value] = [button.dataset.key ?? "", button.value];
    if (button.ariaExpanded) {
      this.open = this.open === key ? "" : key;
      return this.show();
    }
    if (key) this.press(key, value);
    else this.pressed.clear();
    this.dispatchEvent(new Event("narrowed", { bubbles: true }));
  }

  /** Presses a value, or lets it go. @param {string} key @param {string} value */
  press(key, value) {
    const own = this.pressed.get(key) ?? new Set();
    if (!own.delete(value)) own.add(value);
    if (own.size) this.pressed.set(key, own);
    else this.pressed.delete(key);
  }

  /** The pressed values as they stand in an address. @returns {[string, string][]} */
  get chosen() {
    return [...this.pressed].flatMap(([key, values]) =>
      [...values].map((value) => /** @type {[string, string]} */ ([key, value])),
    );
  }

  /** Lets go of what this book does not have, such as a tag of last year in an address. @param {SearchIndex} index */
  know({ facets, values }) {
    for (const [key, own] of this.pressed) {
      const { first, end } = facets.find((facet) => facet.key === key) ?? {
        first: 0,
        end: 0,
      };
      const known = values.slice(first, end);
      for (const value of own) if (!known.includes(value)) this.press(key, value);
    }
  }

  /**
   * The hits that have what is pressed. Shows what else they could be narrowed down by.
   *
   * @param {SearchIndex} index
   * @param {Hit[]} hits
   */
  narrow({ facets, facetOf, pages, values }, hits) {
    const wanted = values.map((value, at) => this.pressed.get(facets[facetOf[at]].key)?.has(value));
    const used = [...facets.keys()].filter((at) => this.pressed.has(facets[at].key));
    const counts = new Uint32Array(values.length);
    const kept = hits.filter((hit) => {
      const own = pages[hit.page].values;
      const missed = used.filter(
        (facet) => !own.some((value) => wanted[value] && facetOf[value] === facet),
      );
      // What one facet alone holds back is counted there: it is what another of its values would add.
      for (const value of own)
        if (missed.every((facet) => facet === facetOf[value])) counts[value] += 1;
      return !missed.length;
    });
    this.groups = facets.flatMap(({ key, label, first, end }) => {
      const own = Array.from({ length: end - first }, (_, at) => first + at);
      if (
        !this.pressed.has(key) &&
        !own.some((value) => counts[value] && counts[value] < kept.length)
      )
        return [];
      const some = own.filter((value) => counts[value] || wanted[value]);
      const common = new Set([...some].sort((a, b) => counts[b] - counts[a]).slice(0, OFFERED));
      const offered = some.filter((value) => common.has(value) || wanted[value]);
      return [
        { key, label, values: new Map(offered.map((value) => [values[value], counts[value]])) },
      ];
    });
    this.show();
    return kept;
  }

  /** Shows the groups, and leaves the focus where it was. */
  show() {
    const { make } = fieldbook;
    const focused =
      document.activeElement instanceof HTMLButtonElement ? document.activeElement : undefined;
    const place =
      focused && this.contains(focused) && [...this.querySelectorAll("button")].indexOf(focused);
    const same = (/** @type {HTMLButtonElement} */ button) =>
      focused &&
      button.dataset.key === focused.dataset.key &&
      button.value === focused.value &&
      !button.ariaExpanded === !focused.ariaExpanded;
    const row = make("div", { class: "row" });
    const parts = [row];
    for (const group of this.groups) {
      if (group.key === "type") {
        row.append(this.values(group));
        continue;
      }
      const pressed = [...(this.pressed.get(group.key) ?? [])].join(fieldbook.words.text.between);
      const isOpen = group.key === this.open;
      row.append(
        make(
          "button",
          { type: "button", "data-key": group.key, "aria-expanded": `${isOpen}` },
          pressed ? `${group.label}: ${pressed}` : group.label,
        ),
      );
      if (isOpen) parts.push(this.values(group));
    }
    if (this.pressed.size)
      row.append(make("button", { type: "button", class: "all" }, fieldbook.words.text.show_all));
    this.hidden = !row.childElementCount;
    this.replaceChildren(...parts);
    if (place === undefined || place === false) return;
    const buttons = this.querySelectorAll("button");
    ([...buttons].find(same) ?? buttons[Math.min(place, buttons.length - 1)])?.focus();
  }

  /** @param {Group} group */
  values({ key, label, values }) {
    const { make } = fieldbook;
    const pressed = this.pressed.get(key);
    const buttons = [...values].map(([value, count]) =>
      make(
        "button",
        {
          type: "button",
          "data-key": key,
          value,
          "aria-pressed": `${pressed?.has(value) ?? false}`,
        },
        `${value} `,
        make("small", {}, `${count}`),
      ),
    );
    return make("div", { role: "group", "aria-label": label }, ...buttons);
  }
}
customElements.define("search-filter", SearchFilter);
