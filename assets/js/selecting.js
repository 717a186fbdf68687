// Who selects a text may want a link to it. What makes one is loaded with the first selection:
// assets/js/selection-link.js.
const isSelected = () => getSelection()?.isCollapsed === false;

const load = async () => {
  const script = /** @type {HTMLElement | null} */ (document.querySelector("key-help"))?.dataset.script;
  if (isSelected()) await fieldbook.load(script?.split("_fieldbook/").at(-1) ?? "");
};

fieldbook.selected = async (address) => {
  try {
    await load();
    return fieldbook.selection?.(address) ?? address;
  } catch {
    return address;
  }
};

document.addEventListener("selectionchange", () => void load().catch(() => {}));
