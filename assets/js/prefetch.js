// Where the browser does not prepare pages by itself, the page that somebody points at is fetched.
if (!HTMLScriptElement.supports?.("speculationrules") && location.protocol !== "file:") {
  /** @type {Set<string>} */
  const fetched = new Set();
  for (const name of ["pointerover", "touchstart", "focusin"]) {
    document.addEventListener(
      name,
      ({ target }) => {
        const link = /** @type {Element} */ (target).closest?.("a");
        const page = link?.href.split("#")[0] ?? "";
        if (!page.startsWith(fieldbook.root) || !page.endsWith("/") || fetched.has(page)) return;
        fetched.add(page);
        const hint = document.createElement("link");
        hint.rel = "prefetch";
        hint.href = page;
        document.head.append(hint);
      },
      { passive: true },
    );
  }
}
