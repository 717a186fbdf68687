// <link-preview>: what a link in the text leads to, while it is focused or pointed at for a moment.
//
// One popover beside the text serves all links. It stays while the pointer is on it, and goes with
// Escape, with the focus or with the pointer. Fingers get none.

const { make } = fieldbook;

/**
 * What src/render/previews.rs writes for each page.
 *
 * @typedef {[address: string, kind: string, title: string, text: string, sections?: Section[]]} Preview
 * @typedef {[id: string, heading: string, text: string]} Section
 */

class LinkPreview extends HTMLElement {
  static waits = 300;
  static events = ["pointerover", "focusin", "focusout", "keydown", "scroll"];

  /** @type {HTMLAnchorElement | null} the link that is shown */
  link = null;
  /** @type {HTMLAnchorElement | null} the link that is shown next, while the timer runs */
  next = null;
  timer = 0;

  connectedCallback() {
    this.popover = "manual";
    this.id = "link-preview";
    this.setAttribute("role", "tooltip");
    for (const name of LinkPreview.events) document.addEventListener(name, this);
  }

  disconnectedCallback() {
    this.stay();
    for (const name of LinkPreview.events) document.removeEventListener(name, this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = /** @type {Element} */ (event.target);
    if (event instanceof KeyboardEvent) {
      if (event.key === "Escape") this.hide();
    } else if (event instanceof PointerEvent) {
      if (event.pointerType !== "mouse") return;
      if (this.contains(target)) this.stay();
      else this.turnTo(target.closest("a"));
    } else if (event.type === "focusin") {
      if (target.matches(":focus-visible")) this.turnTo(target.closest("a"));
    } else if (this.link) {
      this.hide();
    }
  }

  /**
   * Shows another link, or none, a moment later: the way from a link to its preview may cross text.
   *
   * @param {HTMLAnchorElement | null} link
   */
  turnTo(link) {
    if (link === (this.timer ? this.next : this.link)) return;
    this.stay();
    if (link === this.link) return;
    this.next = link;
    this.timer = setTimeout(() => {
      this.hide();
      if (link?.dataset.definition || link?.closest(".prose")) void this.show(link);
    }, LinkPreview.waits);
  }

  stay() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  hide() {
    this.stay();
    this.link?.removeAttribute("aria-describedby");
    this.link = null;
    if (this.matches(":popover-open")) this.hidePopover();
  }

  /** @param {HTMLAnchorElement} link */
  async show(link) {
    this.link = link;
    const lines = await this.linesOf(link).catch(() => null);
    if (!lines || this.link !== link || !link.isConnected) return;
    const [kind, title, text] = lines;
    const parts = [
      make("span", { class: "kind" }, kind),
      make("strong", {}, title),
      make("span", {}, text),
    ];
    this.replaceChildren(...parts.filter((part) => part.textContent));
    this.showPopover();
    this.place(link);
    link.setAttribute("aria-describedby", this.id);
  }

  /**
   * Kind, title and text of what a link leads to.
   *
   * @param {HTMLAnchorElement} link
   * @returns {Promise<string[] | null>}
   */
  async linesOf(link) {
    if (link.dataset.definition)
      return [fieldbook.words.kind.term, link.textContent ?? "", link.dataset.definition];
    const [address, anchor] = link.href.replace(/(^|\/)index\.html(?=#|$)/, "$1").split("#");
    if (!address.startsWith(fieldbook.root) || address === location.href.split(/[?#]/)[0])
      return null;
    const route = address.slice(fieldbook.root.length);
    let hash = 0x811c9dc5;
    for (const letter of route) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
    const name = `previews/${(hash >>> 0) % Number(this.dataset.parts)}.js`;
    const pages = /** @type {Preview[]} */ (await fieldbook.load(name));
    const page = pages.find(([address]) => address === route);
    if (!page) return null;
    const [, kind, title, text, sections] = page;
    const id = decodeURIComponent(anchor ?? "");
    const [, ...section] = sections?.find(([known]) => known === id) ?? [];
    return section.length ? [title, ...section] : [kind, title, text];
  }

  /**
   * Below the link, or above it where there is no room.
   *
   * @param {HTMLAnchorElement} link
   */
  place(link) {
    const { left, right, top, bottom } = link.getClientRects()[0];
    const { width, height } = this.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const start = document.dir === "rtl" ? right - width : left;
    this.style.left = `${Math.max(16, Math.min(start, wide - width - 16))}px`;
    this.style.top = `${bottom + height + 8 < innerHeight ? bottom + 4 : top - height - 4}px`;
  }
}
customElements.define("link-preview", LinkPreview);
