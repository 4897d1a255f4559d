// The Room: a key or a tap marks a moment at once; what is not sent yet lies sealed on the device.
// A mark leaves the device only when the server has said "received"; sent twice, it is there once.
import { opened } from "../page/sealed.js";

const room = document.querySelector("[data-room]");
const form = document.querySelector("form[data-marks]");
const tap = room.querySelector("[data-tap]");
const line = room.querySelector("[data-line]");
const words = room.querySelector("[data-words]");
const back = room.querySelector("[data-back]");
const PATIENCE = 15000;
const PAUSES = [1000, 2000, 5000, 10000, 15000];
const SOON = 1500;
const A_MINUTE = 60000;
const AWAKE = 4 * A_MINUTE;
const LINGERS = 15 * A_MINUTE;

const begins = Date.parse(room.dataset.begins);
const ends = Date.parse(room.dataset.ends);
const ahead = Date.parse(room.dataset.now) - Date.now();
const skew = Math.abs(ahead) > A_MINUTE ? ahead : 0;
const now = () => new Date(Date.now() + skew);

const drawn = new Map(); // every mark of this hour, by its moment: nobody presses twice in a millisecond
const unsent = new Map(); // those that the server has not acknowledged as they are now
let last = null;
let busy = false;
let tries = 0;
let timer = 0;
let unsealed = false;
let leaving = false; // the next page may have been made before the server received what it acknowledges now

// The practice's clock, as everywhere on the page, whatever the device shows.
const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: room.dataset.zone });
const clock = (date) => hours.format(date);
const along = (date) => `${Math.min(100, Math.max(0, (100 * (date - begins)) / (ends - begins))).toFixed(2)}%`;

function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}

// What is seen ------------------------------------------------------------------------------------

/** When a mark was made: by that it is known here, whether its page or the server brought it. */
const moment = (mark) => Date.parse(mark.at);

function draw(mark) {
  drawn.set(moment(mark), mark);
  let dot = line.querySelector(`[data-moment="${moment(mark)}"]`);
  if (mark.thrown_away) {
    drawn.delete(moment(mark));
    dot?.remove();
  } else if (!dot) {
    dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const about = { class: "room-mark", cx: along(new Date(mark.at)), cy: 24, r: 8, "data-moment": moment(mark) };
    for (const [name, value] of Object.entries(about)) dot.setAttribute(name, value);
    line.querySelector("[data-dots]").append(dot);
  }
  const times = [...drawn.values()].map((each) => each.at).toSorted();
  const said = times.map((at) => clock(new Date(at))).join(", ");
  line.setAttribute("aria-label", said ? `${room.dataset.marked}: ${said}` : room.dataset.none);
  for (const list of room.querySelectorAll("[data-times]")) list.textContent = said;
}

function tick() {
  const time = now();
  room.querySelector("[data-clock]").textContent = clock(time);
  line.querySelector("[data-gone]").setAttribute("x2", along(time));
  line.querySelector("[data-here]").setAttribute("cx", along(time));
}

function count() {
  const waits = room.querySelector("[data-unsent]");
  waits.hidden = unsent.size === 0 || (tries === 0 && !unsealed);
  waits.querySelector("[data-count]").textContent = unsent.size;
  waits.querySelector("[data-sealed]").hidden = unsealed;
  waits.querySelector("[data-open]").hidden = !unsealed;
}

function say(what) {
  const said = room.querySelector("[data-said]");
  if (said) said.textContent = what;
}

// What is kept ------------------------------------------------------------------------------------

const here = await opened(room.dataset).catch(() => null);
const shelves = new Map();

function shelf(id) {
  if (!shelves.has(id)) shelves.set(id, here?.place(`${room.dataset.name}-${id}`));
  return shelves.get(id);
}

/** A mark lies on the device when this returns; its sealing follows. */
function keep(mark) {
  mark.turn = (mark.turn ?? 0) + 1;
  unsent.set(mark.id, mark);
  const { turn, ...told } = mark;
  unsealed = !stored(shelf(mark.id), JSON.stringify(told));
  setTimeout(count, SOON);
  send();
}

function stored(spot, text) {
  try {
    if (!spot?.put(text, true)) return false;
    spot.seal().catch(() => {});
    return true;
  } catch {
    return false; // there is no room
  }
}

/** What a mark must look like: one that was stored in a hurry has nobody's word for it. */
const isMark = (mark) => /^[0-9a-f-]{36}$/u.test(mark?.id) && !Number.isNaN(Date.parse(mark.at));

async function taken() {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(`${room.dataset.name}-`));
  for (const name of names) {
    try {
      const spot = shelf(name.slice(room.dataset.name.length + 1));
      const mark = JSON.parse(await spot.get());
      if (!isMark(mark) || unsent.has(mark.id)) continue;
      unsent.set(mark.id, mark);
      draw(mark);
    } catch {
      // sealed with another key: it waits for whoever has that one
    }
  }
}

function received(ids, sent) {
  if (leaving) return;
  for (const id of ids) {
    const mark = unsent.get(id);
    if (!mark || mark.turn !== sent.get(id)) continue;
    unsent.delete(id);
    shelf(id)?.drop();
  }
}

async function send() {
  if (busy || unsent.size === 0) return;
  busy = true;
  clearTimeout(timer);
  const batch = [...unsent.values()].slice(0, 200);
  const sent = new Map(batch.map((mark) => [mark.id, mark.turn]));
  const body = new URLSearchParams({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    marks: JSON.stringify(batch.map(({ turn, ...told }) => told)),
  });
  let status = 0;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE),
    });
    status = answer.status;
    if (answer.ok) received((await answer.json()).received, sent);
    tries = answer.ok ? 0 : tries + 1;
  } catch {
    tries += 1;
  }
  busy = false;
  room.querySelector("[data-sign-in]").hidden = status !== 401 && status !== 403;
  count();
  if (leaving || unsent.size === 0) return;
  timer = setTimeout(send, tries === 0 ? 0 : PAUSES[Math.min(tries, PAUSES.length) - 1]);
}

// What is done ------------------------------------------------------------------------------------

function markNow() {
  const at = now();
  while (drawn.has(at.getTime())) at.setTime(at.getTime() + 1);
  last = { id: identity(), at: at.toISOString() };
  draw(last);
  pressed();
  say(`${room.dataset.said} ${clock(at)}`);
  tap.classList.remove("room-just");
  void tap.getBoundingClientRect();
  tap.classList.add("room-just");
  navigator.vibrate?.(20);
  keep(last);
}

/** Which words stand for the last mark. */
function pressed() {
  if (!words) return;
  words.hidden = back.hidden = last === null;
  for (const chip of words.querySelectorAll("button[name]")) {
    chip.setAttribute("aria-pressed", String(last?.[chip.name] === chip.value));
  }
}

function choose(chip) {
  if (!last) return;
  last[chip.name] = chip.value;
  pressed();
  keep(last);
  tap.focus({ preventScroll: true });
}

function takeBack() {
  if (!last) return;
  last.thrown_away = true;
  draw(last);
  keep(last);
  last = null;
  pressed();
  say(room.dataset.gone);
  tap.focus({ preventScroll: true });
}

const isTap = (event) =>
  event.key === " " && !event.target.closest?.("a, summary, input, button:not([data-tap])");

if (tap) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    markNow();
  });
  document.addEventListener("keydown", (event) => {
    if (!isTap(event)) return;
    event.preventDefault();
    if (!event.repeat) markNow();
  });
  document.addEventListener("keyup", (event) => isTap(event) && event.preventDefault());
  words.addEventListener("submit", (event) => event.preventDefault());
  words.addEventListener("click", (event) => {
    const chip = event.target.closest("button");
    if (chip) choose(chip);
  });
  back.addEventListener("click", takeBack);
}

for (const dot of line.querySelectorAll("[data-id]")) {
  const told = { id: dot.dataset.id, at: dot.dataset.at };
  if (dot.dataset.move) told.client_move = dot.dataset.move;
  if (dot.dataset.pull) told.pull = dot.dataset.pull;
  drawn.set(moment(told), told);
  dot.dataset.moment = moment(told);
  last = tap ? told : null;
}
pressed();
tick();
setInterval(tick, 10000);
addEventListener("online", send);
addEventListener("pageshow", () => {
  leaving = false;
  send();
});
addEventListener("beforeunload", (event) => {
  if (unsealed && unsent.size > 0) event.preventDefault();
  leaving = true;
  setTimeout(() => {
    leaving = false; // somebody stayed
    send();
  }, PATIENCE);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  tick();
  send();
});
// While the Room is open and the hour goes on, its counsellor is there: the sign-in stays.
setInterval(() => {
  if (document.visibilityState !== "visible" || now() > ends + LINGERS) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("marks", "[]");
  fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
}, AWAKE);
await taken();
room.dataset.ready = "";
count();
send();
