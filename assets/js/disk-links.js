// Opened from disk, a link to a folder would show a listing: name the page in it.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    const [path, rest] = (link.getAttribute("href") ?? "").split(/(?=[?#])(.*)/s);
    if (path.endsWith("/") && !path.includes(":")) {
      link.setAttribute("href", `${path}index.html${rest ?? ""}`);
    }
  }
}
