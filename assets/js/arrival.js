// Whether the address asks for more than the page, and with which words, for what is painted before
// other scripts have come.
const { search, hash } = location;
if (search || hash) document.documentElement.dataset.asked = search;
