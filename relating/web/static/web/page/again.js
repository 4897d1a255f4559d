// What a form answered is there again after going back: the page gets an address of its own, which names
// nothing that was written.
const found = document.querySelector("[data-again]");
if (found) {
  // An answer that just came is where whoever asked goes on, with the keyboard too; after going back the browser knows
  // where they were.
  const [came] = performance.getEntriesByType("navigation");
  if (came?.type === "navigate") found.querySelector("[tabindex]")?.focus();
  history.replaceState(null, "", found.dataset.again);
}
