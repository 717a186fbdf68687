// <embed-frame>: a link to another site that shows its frame when it is clicked, and not before.
class EmbedFrame extends HTMLElement {
  link = this.querySelector("a");

  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  /** @param {MouseEvent} event */
  handleEvent(event) {
    const { link } = this;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || this.querySelector("iframe")) return;
    event.preventDefault();
    const frame = fieldbook.make("iframe", {
      src: this.dataset.src ?? "",
      title: link.textContent ?? "",
      allow: "fullscreen; picture-in-picture; encrypted-media; autoplay",
      referrerpolicy: "strict-origin-when-cross-origin",
    });
    this.prepend(frame);
    frame.focus();
  }
}
customElements.define("embed-frame", EmbedFrame);
