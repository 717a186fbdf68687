// fieldbook.load(name): a script of the site's own that a page did not come with, once.
//
// Data that only some readers want comes as scripts, because `fetch` does not work from disk. Such
// a script gives its data with `fieldbook.data["NAME"] = …`. This is the page's only Trusted Types
// policy, and it knows no other folder than the site's own.
const folder = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
const names = /^[a-z0-9-]+(?:[./][a-z0-9-]+)*\.js$/;

const rules = {
  /** @param {string} name below the site's own folder */
  createScriptURL: (name) => {
    if (!names.test(name)) throw new TypeError(`not a script of this site: ${name}`);
    return folder + name;
  },
};
const policy = globalThis.trustedTypes?.createPolicy("fieldbook", rules) ?? rules;

const plural = new Intl.PluralRules(fieldbook.words.language.tag);

/** @type {Map<string, Promise<unknown>>} */
const loading = new Map();

/** @type {Everywhere} */
const shared = {
  root: new URL("..", folder).href,
  // A page that is only prepared by the browser is not yet seen.
  whenSeen(act) {
    if (document.prerendering) document.addEventListener("prerenderingchange", act, { once: true });
    else act();
  },
  make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  },
  fill(phrase, values) {
    const text = typeof phrase === "string" ? phrase : phrase[plural.select(Number(values.count))];
    const all = text ?? /** @type {Plural} */ (phrase).other;
    return all.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
  },
  say() {},
  copy: async () => {},
  selected: async (address) => address,
  recent: () => [],
  keys: {},
  data: {},
  loadFor(element) {
    const script = /** @type {HTMLElement | null} */ (element)?.dataset.script;
    return fieldbook.load(script?.split("_fieldbook/").at(-1) ?? "");
  },
  load(name) {
    const known = loading.get(name);
    if (known) return known;
    const loaded = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = policy.createScriptURL(name);
      script.onload = () => done(fieldbook.data[name]);
      script.onerror = () => {
        loading.delete(name);
        failed(new Error(`${name} did not load`));
      };
      document.head.append(script);
    });
    loading.set(name, loaded);
    return loaded;
  },
};
globalThis.fieldbook = /** @type {typeof fieldbook} */ (shared);
