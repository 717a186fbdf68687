// The list of what is on a page marks the part that is being read.
const list = document.querySelector(".contents");
if (list) {
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of list.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  const mark = () => {
    const line = Math.max(innerHeight / 4, 96);
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
    const last = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const here = last && scrollY > 0 ? headings.at(-1) : passed.at(-1);
    for (const [heading, link] of links) {
      if (heading === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  // Asked once for each heading that comes into sight or leaves it, and never while scrolling goes on.
  const sight = new IntersectionObserver(mark, { rootMargin: "-20% 0px -60% 0px" });
  for (const heading of headings) sight.observe(heading);
  addEventListener("scrollend", mark);
  // Beside the text the list is always shown, so that it also counts as open for who cannot see it.
  const beside = matchMedia("(min-width: 80rem)");
  const fold = () => list.querySelector("details")?.toggleAttribute("open", beside.matches);
  beside.addEventListener("change", fold);
  if (beside.matches) fold();
}
