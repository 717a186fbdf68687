// At an old address: leads on to the new one, with the section that was asked for.
const moved = document.querySelector("a[href]");
if (moved instanceof HTMLAnchorElement) {
  const to = new URL(moved.href);
  if (!to.hash) {
    to.hash = location.hash;
  }
  if (to.protocol === "file:" && to.pathname.endsWith("/")) {
    to.pathname += "index.html";
  }
  location.replace(to.href);
}
