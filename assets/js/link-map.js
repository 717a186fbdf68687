// <link-map>: shows what the line that is pointed at, or has the focus, is linked with: its arcs stand
// out, and so do the lines that they lead to.
class LinkMap extends HTMLElement {
  static events = ["pointerover", "pointerleave", "focusin", "focusout"];

  connectedCallback() {
    for (const name of LinkMap.events) this.addEventListener(name, this);
  }

  disconnectedCallback() {
    for (const name of LinkMap.events) this.removeEventListener(name, this);
  }

  /** @param {Event} event */
  handleEvent({ type, target }) {
    // A pointer that rests while the page moves below it points at nothing: the focus goes first.
    if (type.startsWith("pointer") && this.querySelector("a:focus-visible")) return;
    const lines = [...this.querySelectorAll(".line:has(a)")];
    const left = type === "focusout" || type === "pointerleave";
    const line = left ? null : /** @type {Element} */ (target).closest(".line");
    const at = line ? lines.indexOf(line) : -1;
    const near = new Set([at]);
    for (const path of /** @type {NodeListOf<SVGElement>} */ (
      this.querySelectorAll("[data-rows]")
    )) {
      const ends = (path.dataset.rows ?? "").split(" ").map(Number);
      const meets = ends.includes(at);
      path.classList.toggle("near", meets);
      if (meets) for (const end of ends) near.add(end);
    }
    for (const [place, other] of lines.entries()) other.classList.toggle("near", near.has(place));
    this.classList.toggle("pointed", at >= 0);
  }
}
customElements.define("link-map", LinkMap);
