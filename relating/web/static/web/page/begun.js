// What was begun and not saved lies sealed on this device: say so, and lead back to it.
for (const line of document.querySelectorAll("[data-begun]")) {
  try {
    line.hidden = localStorage.getItem(line.dataset.begun) === null;
  } catch {
    line.hidden = true; // a browser that keeps nothing has nothing to lead back to
  }
}
