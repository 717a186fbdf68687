// Who selects a text may want a link to it. What makes one is loaded with the first selection:
// assets/js/selection-link.js.
const isSelected = () => getSelection()?.isCollapsed === false;

const load = async () => {
  if (isSelected()) await fieldbook.loadFor(document.querySelector("key-help"));
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
