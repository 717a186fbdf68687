// The sidebar as the reader left it on the page before: what was open, and how far it was scrolled.
// Runs in the head, so that it is done as soon as the sidebar is there, before anything is painted.
const sidebarKey = "fieldbook-sidebar";

/** @param {Element} group */
const groupOf = (group) =>
  /** @type {HTMLAnchorElement} */ (group.previousElementSibling)?.pathname;

const restoreSidebar = () => {
  const bar = document.querySelector(".sidebar");
  // On a phone it is not to be seen, and to measure it would hold up what is.
  if (!bar || !matchMedia("(min-width: 60rem)").matches) return;
  let left = { open: /** @type {string[]} */ ([]), scroll: 0 };
  try {
    left = JSON.parse(sessionStorage.getItem(sidebarKey) ?? "") ?? left;
  } catch {
    // Nothing was left, or storage is blocked: the sidebar is as the page has it.
  }
  for (const group of bar.querySelectorAll("details")) {
    if (left.open.includes(groupOf(group))) group.open = true;
  }
  bar.scrollTop = left.scroll;
  const here = bar.querySelector("[aria-current]")?.getBoundingClientRect();
  const view = bar.getBoundingClientRect();
  if (here && (here.top < view.top || here.bottom > view.bottom)) {
    bar.scrollTop += here.top - view.top - bar.clientHeight / 3;
  }
};

const watcher = new MutationObserver(() => {
  if (!document.getElementById("main")) return;
  watcher.disconnect();
  restoreSidebar();
});
watcher.observe(document, { childList: true, subtree: true });

// What was prepared early was prepared before the reader left the page before.
document.addEventListener("prerenderingchange", restoreSidebar);

// A page that is only prepared for a reader has nothing to remember.
addEventListener("pagehide", () => {
  const bar = document.querySelector(".sidebar");
  if (!bar || document.prerendering) return;
  const open = [...bar.querySelectorAll("details[open]")].map(groupOf);
  try {
    sessionStorage.setItem(sidebarKey, JSON.stringify({ open, scroll: bar.scrollTop }));
  } catch {
    // Storage is blocked: the next page begins afresh.
  }
});
