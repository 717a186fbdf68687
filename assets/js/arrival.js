// Whether the address asks for more than the page, for what is painted before other scripts have come.
if (location.search || location.hash) document.documentElement.dataset.asked = "";
