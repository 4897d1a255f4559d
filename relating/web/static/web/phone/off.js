// Switch the worker off: it and the shell that it keeps are gone, and what lay behind the lock. What waits to
// be sent stays, and goes as soon as somebody signs in here.
import { alone, takeDown } from "../page/shelf.js";

const done = document.querySelector("[data-off]");

async function off() {
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
  await alone(takeDown);
}

if (navigator.serviceWorker) {
  off()
    .then(() => (done.hidden = false))
    .catch(() => {});
}
