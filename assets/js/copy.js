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
    fieldbook.say("The browser does not allow copying here");
  }
};

for (const block of document.querySelectorAll(".prose pre")) {
  const attributes = { type: "button", class: "copy", "aria-label": "Copy this code" };
  const button = fieldbook.make("button", attributes, "Copy");
  button.addEventListener("click", () => void fieldbook.copy(block.textContent ?? "", "Copied"));
  block.before(button);
}
