// Reading on the page to write on: behind the lock her people, her words and the plan of this day. Locked again
// after two minutes without a touch, whenever another app or page is looked at, and on leaving.
import { freely, shelf, standing } from "../page/shelf.js";
import { fitOut } from "../page/strengths.js";
import { answers, putBack } from "./answers.js";
import { ask as askBack, putAside } from "./asked.js";
import { withKey, withPin } from "./lock.js";

const IDLE = 120000;
const OFTEN = 5000;
const DIGITS = 6;
const TOUCHES = ["pointerdown", "keydown", "input", "wheel"];
const two = (number) => String(number).padStart(2, "0");

const part = (name) => document.querySelector(`[data-${name}]`);
const place = part("shelf");
const lockForm = part("lock");
const wrong = part("wrong");
const spent = part("spent");
const open = part("open");
const plans = part("plans");
const own = part("own");
const ownWords = part("own-words");
const telling = part("telling");
const form = document.querySelector("form[data-write]");
const pin = lockForm.querySelector("input");
const pinLine = part("pin");
const shut = part("shut");
const plain = telling.cloneNode(true);
let read = false; // whether it is open
let touched = 0;
let busy = false;
let keeps = null; // what seals an answer and keeps it
let passkey = null; // the lock of the phone's own, where this shelf has it, and what opens that

/** What the server wrote as a piece of a page, as such. */
const pieces = (text) => [...new DOMParser().parseFromString(text, "text/html").body.childNodes];

/** Ask with other words. What was answered stays. */
function ask(questions) {
  const given = answers(form);
  telling.replaceChildren(...questions);
  fitOut(telling);
  putBack(form, telling, given);
}

function showOwn(text) {
  ownWords.replaceChildren(...pieces(text));
  own.hidden = !text;
}

function showPlans(text) {
  const now = new Date();
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  plans.replaceChildren(...pieces(text).filter((each) => each.dataset?.on === today));
  for (const each of plans.children) each.hidden = false;
  part("no-plan").hidden = plans.children.length > 0;
}

function show(given) {
  read = true;
  touched = Date.now();
  ask(pieces(given.form));
  showPlans(given.plans);
  askBack(given, pieces, keeps);
  showOwn(given.safety);
  const how = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
  const at = open.querySelector("time");
  at.textContent = new Date(given.at).toLocaleString(document.documentElement.lang, how);
  at.dateTime = new Date(given.at).toISOString();
  lockForm.hidden = true;
  open.hidden = false;
  open.focus();
}

/** Nothing of hers is on the page any more. */
async function lock() {
  if (!read) return;
  read = false;
  ask(plain.cloneNode(true).childNodes);
  plans.replaceChildren();
  putAside();
  ownWords.replaceChildren();
  own.hidden = true;
  open.hidden = true;
  await meet(await shelf());
}

/** Show what there is while it is locked. */
async function meet(found) {
  place.hidden = !found;
  if (!found || read) return;
  showLock(found);
  spent.hidden = !found.spent;
  showOwn(await freely(found));
}

/** What it is locked with: a PIN, or the phone's own lock. */
function showLock(found) {
  lockForm.hidden = !found?.pin && !found?.passkey;
  pinLine.hidden = !found?.pin;
  passkey = found?.passkey && { lock: found.passkey, opening: import("./passkey.js") };
}

/** Whether it still stands here; where not, it is gone from the page too. */
async function look() {
  const found = await standing();
  if (!found) await lock();
  await meet(found);
  return found;
}

async function unlock() {
  const tried = pin.value;
  pin.value = "";
  wrong.hidden = true;
  if (!(await look())) return;
  const came = await withPin(tried);
  if (came.read) return show(came.read);
  wrong.querySelector("output").textContent = came.left;
  wrong.hidden = came.left === 0;
  pin.focus();
  await meet(await shelf());
}

/** Ask the phone whether it is her. It is asked first: it answers only to a touch that was just made. */
async function unlockByPhone() {
  shut.hidden = true;
  try {
    const { ofPasskey } = await passkey.opening;
    const key = await ofPasskey(passkey.lock);
    if (await look()) show(await withKey(key));
  } catch {
    shut.hidden = false;
  }
}

/** Make the shelf of this phone ready, where there is one. `keep` seals an answer, for the form at an address. */
export async function reading(keep) {
  keeps = keep;
  const found = await shelf();
  place.hidden = !found;
  showLock(found);
  spent.hidden = !found?.spent;
  own.hidden = !found?.free;
  if (found) look().catch(() => {});
  return found;
}

lockForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  lockForm.setAttribute("aria-busy", "true");
  if (passkey) await unlockByPhone();
  while (pin.value.length === DIGITS) await unlock().catch(() => {}); // the next may be there by then
  busy = false;
  lockForm.removeAttribute("aria-busy");
});
pin.addEventListener("input", () => pin.value.length === DIGITS && lockForm.requestSubmit());
open.querySelector("button").addEventListener("click", lock);
const touch = () => (touched = Date.now());
for (const each of TOUCHES) addEventListener(each, touch, { passive: true });
setInterval(() => Date.now() - touched >= IDLE && lock(), OFTEN);
addEventListener("pagehide", lock);
addEventListener("online", look);
document.addEventListener("visibilitychange", () => (document.hidden ? lock() : look()));

export { look };
