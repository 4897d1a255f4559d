// What a form answered is there again after going back: the page gets an address of its own, which names
// nothing that was written.
const found = document.querySelector("[data-again]");
if (found) history.replaceState(null, "", found.dataset.again);
