// <near-pages>: on the page that stands where nothing is, the entries with the most similar names.
//
// The list of all names is in the page. Without script there is a link to the search.

const { make } = fieldbook;

const MOST = 5;
/** Of ten letters, so many may differ before nobody would take one name for the other. */
const FAR = 0.5;

class NearPages extends HTMLElement {
  connectedCallback() {
    const path = asked();
    const words = path.replaceAll(/[/_.-]+/g, " ").trim();
    if (!words) return;
    const names = /** @type {string[][]} */ (
      JSON.parse(this.querySelector("script")?.textContent || "[]")
    );
    const near = names
      .map(([route, title, ...aliases]) => ({
        route,
        title,
        far: distance(path, route, [title, ...aliases]),
      }))
      .filter(({ far }) => far <= FAR)
      .sort((a, b) => a.far - b.far)
      .slice(0, MOST);
    const items = near.map(({ route, title }) =>
      item(fieldbook.root + route.split("/").map(encodeURIComponent).join("/"), title),
    );
    const search = this.dataset.search;
    if (search)
      items.push(
        item(
          `${search}?q=${encodeURIComponent(words)}`,
          fieldbook.fill(fieldbook.words.not_found.search_for, { words }),
        ),
      );
    this.querySelector("ul")?.remove();
    if (items.length) this.append(make("ul", {}, ...items));
    const status = this.querySelector("[role=status]");
    if (status && near.length)
      status.textContent = fieldbook.fill(fieldbook.words.not_found.similar, {
        count: near.length,
      });
  }
}

/** @param {string} href @param {string} label */
const item = (href, label) => make("li", {}, make("a", { href }, label));

/** The path that was asked for, below the book's first page; empty at this page's own address. */
function asked() {
  const { href } = new URL(location.pathname, location.href);
  const path = href.startsWith(fieldbook.root)
    ? href.slice(fieldbook.root.length)
    : location.pathname;
  let read = path;
  try {
    read = decodeURIComponent(path);
  } catch {
    // Signs that are no encoding are compared as they stand.
  }
  const bare = read
    .replace(/(?:^|\/)index\.(?:html|md)$|\.(?:html|md)$/, "")
    .replaceAll(/^\/+|\/+$/g, "");
  return bare === "404" ? "" : bare.slice(0, 200);
}

/**
 * How far an entry is from a path, between 0 and 1: by its route, or by one of its names.
 *
 * @param {string} path
 * @param {string} route
 * @param {string[]} names
 */
function distance(path, route, names) {
  const last = path.split("/").at(-1) ?? "";
  const whole = route.replace(/\/$/, "");
  const own = [whole.split("/").at(-1) ?? "", ...names];
  // A folder that differs counts less than a name that does.
  const byName = Math.min(...own.map((name) => share(slug(last), slug(name))));
  const byRoute = share(path.toLowerCase(), whole.toLowerCase());
  return Math.min(byRoute, byName + (byRoute > 0 ? 0.01 * byRoute : 0));
}

/** @param {string} name */
function slug(name) {
  return name
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, "-")
    .slice(0, 80);
}

/**
 * The edit distance as a share of the longer text; what is too far is only that.
 *
 * @param {string} a
 * @param {string} b
 */
function share(a, b) {
  const longest = Math.max(a.length, b.length);
  return a && b ? fieldbook.editDistance(a, b, Math.floor(FAR * longest)) / longest : 1;
}
customElements.define("near-pages", NearPages);
