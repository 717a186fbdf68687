// A button on every block of code that copies it, and what else copies: it says so, also aloud.
const toast = document.querySelector(".toast");
let fading = 0;

fieldbook.say = (text) => {
  clearTimeout(fading);
  if (!toast) return;
  toast.textContent = text;
  fading = setTimeout(() => toast.replaceChildren(), 3000);
};

fieldbook.copy = async (text, said) => {
  try {
    await navigator.clipboard.writeText(text);
    fieldbook.say(said);
  } catch {
    fieldbook.say(fieldbook.words.copy.refused);
  }
};

// What was deleted is shown and not copied.
const codeOf = (/** @type {Element} */ block) => {
  const lines = [...block.querySelectorAll(".line:not(del)")];
  return lines.length ? lines.map((line) => line.textContent).join("") : block.textContent;
};

for (const block of document.querySelectorAll(".prose pre")) {
  const attributes = { type: "button", class: "copy", "aria-label": fieldbook.words.copy.code };
  const button = fieldbook.make("button", attributes, fieldbook.words.copy.copy);
  button.addEventListener(
    "click",
    () => void fieldbook.copy(codeOf(block) ?? "", fieldbook.words.copy.copied),
  );
  block.before(button);
}
