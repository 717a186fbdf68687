// Remembers the last pages on this machine, for the search to begin with. A page that is only
// prepared by the browser is not yet seen.
const seen = () => {
  const address = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  if (!address.startsWith(fieldbook.root) || !document.querySelector("article")) return;
  const path = address.slice(fieldbook.root.length);
  const key = `fieldbook-recent:${fieldbook.root}`;
  try {
    const others = JSON.parse(localStorage.getItem(key) ?? "[]").filter(
      (/** @type {unknown} */ other) => other !== path,
    );
    localStorage.setItem(key, JSON.stringify([path, ...others].slice(0, 8)));
  } catch {
    // Storage is blocked, or holds something else: the search begins empty.
  }
};
fieldbook.whenSeen(seen);
