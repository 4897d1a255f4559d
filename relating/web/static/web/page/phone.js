// The first page that somebody opens here signed in makes this phone ready: the worker that keeps the
// shell, and the door through which goes what is written without signing in. What waits is sent; what may be
// read here behind a lock is brought up to date.
import { doors, keepDoor } from "./letters.js";
import { keepSending } from "./sending.js";
import { keepFilled } from "./shelf.js";

const page = document.querySelector("[data-door]");

/** Ask for a door, or say that this sign-in is on a device that has one. */
async function ready(address, device) {
  const known = (await doors()).find((each) => each.address === address);
  if (known && known.device === device) return;
  const csrfmiddlewaretoken = document.querySelector(".exit-form [name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({ csrfmiddlewaretoken, token: known?.token ?? "" });
  const answer = await fetch(address, { method: "POST", body });
  if (!answer.ok) return;
  await keepDoor({ ...(await answer.json()), address, since: Date.now() });
  await navigator.storage?.persist?.();
}

/** On Today it is said once that what waited here has come in. */
function received() {
  const words = document.querySelector("template[data-received]");
  if (!words) return;
  document.querySelector(".messages").append(words.content);
  words.remove();
}

if (page && globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks) {
  navigator.serviceWorker?.register("/worker.js", { updateViaCache: "none" }).catch(() => {});
  ready(page.dataset.door, page.dataset.device)
    .catch(() => {}) // a browser that keeps nothing has nothing to send
    .then(() => keepSending((_, came) => came === "received" && received()))
    .then(() => keepFilled(page.dataset.door))
    .catch(() => {}); // what lies there stays as it is
}
