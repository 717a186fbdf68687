// In a long sidebar the current page is in view.
const here = document.querySelector(".sidebar [aria-current]");
const frame = document.querySelector(".sidebar");
if (here && frame) {
  const { top, bottom } = here.getBoundingClientRect();
  const view = frame.getBoundingClientRect();
  if (top < view.top || bottom > view.bottom) frame.scrollTop += top - view.top - frame.clientHeight / 3;
}
