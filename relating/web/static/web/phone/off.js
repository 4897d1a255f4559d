// Switch the worker off: it and the shell that it keeps are gone. What waits to be sent stays, and goes
// as soon as somebody signs in here.
const done = document.querySelector("[data-off]");

async function off() {
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

if (navigator.serviceWorker) {
  off()
    .then(() => (done.hidden = false))
    .catch(() => {});
}
