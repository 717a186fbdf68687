// Where a result of the search led here, its words are marked: assets/js/search-marks.js does that,
// and is not loaded otherwise.
const arrive = () => {
  try {
    if (!history.state?.found && !sessionStorage.getItem("fieldbook-found")) return;
    const loaded = document.querySelector("site-search")?.load();
    loaded?.then((search) => search.arrived());
  } catch {
    // Storage is blocked: nothing is marked.
  }
};
fieldbook.whenSeen(arrive);
