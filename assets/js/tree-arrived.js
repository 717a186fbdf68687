// What waited for the walk (assets/js/arrival.js) is in sight from here on.
delete document.documentElement.dataset.asked;
