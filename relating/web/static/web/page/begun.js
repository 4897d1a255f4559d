// What was begun and not saved lies sealed on this device: say so, and lead back to it.
import { unfinished } from "./letters.js";

for (const line of document.querySelectorAll("[data-begun]")) {
  try {
    line.hidden = localStorage.getItem(line.dataset.begun) === null;
  } catch {
    line.hidden = true; // a browser that keeps nothing has nothing to lead back to
  }
}

const left = await unfinished().catch(() => []);
for (const line of document.querySelectorAll("[data-unfinished]")) line.hidden = left.length === 0;
