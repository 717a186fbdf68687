// On a phone the contents lie over the page: who leaves them with the Tab key leaves them behind.
const menu = document.getElementById("menu");
menu?.addEventListener("focusout", ({ relatedTarget }) => {
  const to = /** @type {Node | null} */ (relatedTarget);
  if (to && !menu.contains(to) && menu.matches(":popover-open")) menu.hidePopover();
});
