// fieldbook.recent(): the addresses of the last pages that were read on this machine, the latest first. The
// search begins with them. A page that is only prepared by the browser is not yet seen.

const key = `fieldbook-recent:${fieldbook.root}`;

fieldbook.recent = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return kept.filter((/** @type {unknown} */ path) => typeof path === "string");
  } catch {
    // Storage is blocked, or holds something else.
    return [];
  }
};

const seen = () => {
  const address = location.href.split(/[?#]/)[0].replace(/index\.html$/, "");
  if (!address.startsWith(fieldbook.root) || !document.querySelector("article")) return;
  const path = address.slice(fieldbook.root.length);
  const others = fieldbook.recent().filter((other) => other !== path);
  try {
    localStorage.setItem(key, JSON.stringify([path, ...others].slice(0, 8)));
  } catch {
    // Storage is blocked: the search begins empty.
  }
};
fieldbook.whenSeen(seen);
