// <scheme-switch>: a button that goes from the system's colours to light to dark.
class SchemeSwitch extends HTMLElement {
  static order = ["auto", "light", "dark"];

  button = fieldbook.make("button", { type: "button" });

  connectedCallback() {
    this.button.addEventListener("click", this);
    this.replaceChildren(this.button);
    this.show();
  }

  disconnectedCallback() {
    this.button.removeEventListener("click", this);
  }

  handleEvent() {
    const { order } = SchemeSwitch;
    const next = order[(order.indexOf(this.scheme) + 1) % order.length];
    document.documentElement.dataset.scheme = next;
    try {
      if (next === "auto") localStorage.removeItem("fieldbook-scheme");
      else localStorage.setItem("fieldbook-scheme", next);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
    this.show();
  }

  get scheme() {
    return document.documentElement.dataset.scheme ?? "auto";
  }

  show() {
    const names = {
      auto: fieldbook.words.scheme.auto,
      light: fieldbook.words.scheme.light,
      dark: fieldbook.words.scheme.dark,
    };
    const name = names[/** @type {keyof typeof names} */ (this.scheme)] ?? names.auto;
    this.button.textContent = name;
    this.button.ariaLabel = fieldbook.fill(fieldbook.words.scheme.label, { scheme: name });
  }
}
customElements.define("scheme-switch", SchemeSwitch);
