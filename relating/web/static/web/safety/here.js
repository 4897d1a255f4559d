// Whether the safety plan lies on this phone for when there is no network; where not, and it can, the page says so.
import { shelf } from "../page/shelf.js";

const line = document.querySelector("[data-not-here]");

if (line && globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks) {
  shelf()
    .then((found) => (line.hidden = Boolean(found?.free || found?.held)))
    .catch(() => {}); // a browser that keeps nothing has nothing to offer
}
