// The reader's choice of colours, before anything is painted.
try {
  const scheme = localStorage.getItem("fieldbook-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is blocked: the book's own choice stands.
}
