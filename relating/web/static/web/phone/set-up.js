// Put up the shelf of this phone, or take it down. The PIN does not leave the page.
import { doors } from "../page/letters.js";
import { fill, shelf, takeDown } from "../page/shelf.js";
import { isPin, putUp } from "./lock.js";

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
  const up = Boolean(found?.pin);
  part("up").hidden = !up;
  form.hidden = up;
  part("tried").hidden = !found?.spent;
  if (up) part(found.freely ? "free" : "behind").hidden = false;
  if (found?.spent) form.elements.freely.value = found.freely ? "yes" : "no";
}

async function put() {
  const { pin, again, freely } = form.elements;
  if (!freely.value) return say("said");
  if (!isPin(pin.value)) return say("pin");
  if (pin.value !== again.value) return say("again");
  say("");
  const through = (await doors()).find((each) => each.address === address);
  if (!through) return say("later");
  await putUp(through.device, pin.value, freely.value === "yes");
  await fill(address);
  if ((await shelf())?.held) return form.reset();
  await takeDown();
  say("later");
}

let busy = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  form.setAttribute("aria-busy", "true");
  await put().catch(() => say("later"));
  await show();
  busy = false;
  form.removeAttribute("aria-busy");
  if (form.hidden) part("up").focus();
});
part("up").querySelector("button").addEventListener("click", async () => {
  await takeDown();
  await show();
  place.querySelector("h2").focus();
});

if (globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks) {
  place.hidden = false;
  show();
}
