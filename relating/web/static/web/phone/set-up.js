// Put up the shelf of this phone, or take it down: behind a PIN, which does not leave the page, or, where the
// browser says that it can, behind the phone's own lock.
import { doors } from "../page/letters.js";
import { fill, shelf, takeDown } from "../page/shelf.js";
import { byPin, isPin, putUp } from "./lock.js";
import { able, byPasskey } from "./passkey.js";

const place = document.querySelector("[data-reading]");
const form = place.querySelector("form");
const address = document.querySelector("[data-door]").dataset.door;
const part = (name) => place.querySelector(`[data-${name}]`);

/** Say one thing, or nothing. */
function say(name) {
  for (const each of form.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
}

async function show() {
  const found = await shelf();
  const up = Boolean(found?.pin ?? found?.passkey);
  part("up").hidden = !up;
  form.hidden = up;
  part("tried").hidden = !found?.spent;
  for (const each of part("up").querySelectorAll("[data-lock]")) each.hidden = !found?.[each.dataset.lock];
  if (up) part(found.freely ? "free" : "behind").hidden = false;
  if (found?.spent) form.elements.freely.value = found.freely ? "yes" : "no";
}

/** Put up the shelf with a lock that is made once all was said. */
async function put(lock) {
  const freely = form.elements.freely.value;
  if (!freely) return say("said");
  say("");
  const through = (await doors()).find((each) => each.address === address);
  if (!through) return say("later");
  await putUp(through.device, freely === "yes", await lock());
  await fill(address);
  if ((await shelf())?.held) return form.reset();
  await takeDown();
  say("later");
}

function putBehindPin() {
  const { pin, again, freely } = form.elements;
  if (freely.value && !isPin(pin.value)) return say("pin");
  if (freely.value && pin.value !== again.value) return say("again");
  return put(() => byPin(pin.value));
}

let busy = false;
async function once(work) {
  if (busy) return;
  busy = true;
  form.setAttribute("aria-busy", "true");
  await work().catch(() => say("later"));
  await show();
  busy = false;
  form.removeAttribute("aria-busy");
  if (form.hidden) part("up").focus();
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  once(async () => {
    await putBehindPin();
  });
});
part("key").querySelector("button").addEventListener("click", (event) => {
  const { called } = event.target.closest("[data-called]").dataset;
  once(() => put(() => byPasskey(called)).catch(() => say("no-key")));
});
part("up").querySelector("button").addEventListener("click", async () => {
  await takeDown();
  await show();
  place.querySelector("h2").focus();
});

if (globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks) {
  // it is shown once all of it is known: nothing in it moves then
  const can = await able().catch(() => false);
  part("key").hidden = !can;
  await show();
  place.hidden = false;
  if (location.hash === `#${place.id}`) place.scrollIntoView();
}
