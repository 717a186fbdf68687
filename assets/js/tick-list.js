// <tick-list>: steps or tasks that a reader ticks off. What differs from the page is kept on this
// machine by the names of steps and the words of tasks, so that it survives an edit of the page.

const { make } = fieldbook;

const PLACE = `fieldbook-ticks ${location.pathname.replace(/index\.html$/, "")}`;

// A step may have any name, such as "constructor", which every object knows already.
/** @type {Map<string, boolean>} */
let kept = new Map();
try {
  kept = new Map(Object.entries(JSON.parse(localStorage.getItem(PLACE) ?? "{}")));
} catch {
  // Storage is blocked or holds something else: ticks last as long as the page.
}

function keep() {
  const known = [...kept].filter(([name]) => document.getElementsByName(name).length);
  try {
    if (known.length) localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(known)));
    else localStorage.removeItem(PLACE);
  } catch {
    // As above.
  }
}

const button = (/** @type {string} */ label) => make("button", { type: "button" }, label);

class TickList extends HTMLElement {
  /** @type {HTMLInputElement[]} */
  boxes = [];
  steps = this.className === "steps";
  work = button(fieldbook.words.ticks.work);
  status = make("span", { role: "status" });
  copy = button(fieldbook.words.ticks.copy);
  reset = button(fieldbook.words.ticks.reset);

  connectedCallback() {
    if (!this.boxes.length) this.build();
    this.addEventListener("change", this);
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("change", this);
    this.removeEventListener("click", this);
  }

  build() {
    this.boxes = this.steps
      ? [...this.querySelectorAll(":scope > ol > li")].map(addBox)
      : [...this.querySelectorAll("input")];
    for (const box of this.boxes) {
      const name = (box.dataset.step ?? words(box)).slice(0, 99);
      let own = name;
      for (let same = 2; document.getElementsByName(own).length; same += 1) own = `${name} ${same}`;
      box.name = own;
      box.checked = kept.get(box.name) ?? box.defaultChecked;
      box.disabled = false;
    }
    const bar = make("p", { class: "ticks" }, this.work, this.status, this.copy, this.reset);
    if (this.steps) this.prepend(bar);
    else this.append(bar);
    this.show(this.differs);
  }

  get differs() {
    return this.boxes.some((box) => box.checked !== box.defaultChecked);
  }

  /** @param {Event} event */
  handleEvent({ type, target }) {
    const own = type === "change" && this.boxes.some((box) => box === target);
    if (target === this.reset) for (const box of this.boxes) box.checked = box.defaultChecked;
    if (own || target === this.reset) {
      for (const { name, checked, defaultChecked } of this.boxes) {
        if (checked === defaultChecked) kept.delete(name);
        else kept.set(name, checked);
      }
      keep();
      this.show(true);
      if (!own) this.boxes[0].focus();
    }
    if (target === this.work) this.show(this.work.ariaPressed !== "true");
    if (target === this.copy) this.write();
  }

  show(/** @type {boolean} */ working) {
    this.classList.toggle("ticking", working);
    this.work.hidden = !this.steps;
    this.work.ariaPressed = `${working}`;
    this.copy.hidden = !this.steps || !working;
    this.reset.hidden = !this.differs || !working;
    const done = this.boxes.filter((box) => box.checked).length;
    this.status.textContent =
      working && (this.steps || this.differs)
        ? fieldbook.fill(fieldbook.words.ticks.done, { done, count: this.boxes.length })
        : "";
  }

  async write() {
    const lines = this.boxes.map((box) => `- [${box.checked ? "x" : " "}] ${words(box)}\n`);
    try {
      await navigator.clipboard.writeText(lines.join(""));
      this.status.textContent = fieldbook.words.copy.copied;
    } catch {
      this.status.textContent = fieldbook.words.copy.refused;
    }
  }
}

/** The box of a step: a heading and what is below it, or an item of a list. */
function addBox(/** @type {Element} */ step) {
  const heading = step.querySelector(":scope > :is(h2, h3, h4, h5, h6)");
  const box = make("input", { type: "checkbox", "data-step": (heading ?? step).id });
  box.ariaLabel = words(heading ?? step);
  (heading ? step : (step.querySelector(":scope > p") ?? step)).prepend(box);
  return box;
}

/** What a box is for, or what an element says. */
function words(/** @type {Element} */ element) {
  const text = element.ariaLabel ?? (element.closest("label") ?? element).textContent ?? "";
  return text.trim().replace(/\s+/g, " ");
}

customElements.define("tick-list", TickList);
