// The service worker keeps the shell, whole and of one version: the page to write on and its parts, the
// same for everybody. It asks for them without a cookie, keeps no other answer, and reads nothing. Pages
// come from the network as if it were not there; where that fails, it leads to the page to write on.
const { VERSION, SHELL } = globalThis; // written before this by the address that leads here
const CACHE = `shell-${VERSION}`;
const [WRITE] = SHELL;
const HELP = /\/(?:safety|pause)\//u; // whom to call stands on the page to write on
const GATEWAY = new Set([502, 504]);

async function fill() {
  const cache = await caches.open(CACHE);
  const how = { credentials: "omit", redirect: "error" };
  await Promise.all(
    SHELL.map(async (address) => {
      const answer = await fetch(address, how);
      if (!answer.ok) throw new Error("the shell is not whole");
      await cache.put(address, answer);
    }),
  );
}

async function forgetOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function begin() {
  await forgetOlder();
  await globalThis.registration.navigationPreload?.enable();
  await globalThis.clients.claim();
}

async function kept(request, address) {
  return (await caches.match(address, { cacheName: CACHE })) ?? fetch(request); // opened, one that is gone is made anew
}

/** A page from the network. The browser asked for it already, while this worker was still being started. */
async function reached({ request, preloadResponse }) {
  try {
    const answer = (await preloadResponse) ?? (await fetch(request));
    if (!GATEWAY.has(answer.status)) return answer;
  } catch {
    // there is no network, or no server
  }
  return Response.redirect(HELP.test(new URL(request.url).pathname) ? `${WRITE}#help` : WRITE);
}

addEventListener("install", (event) => event.waitUntil(fill().then(() => globalThis.skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(begin()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (SHELL.includes(pathname)) event.respondWith(kept(request, pathname));
  else if (request.mode === "navigate") event.respondWith(reached(event));
});
