// The Room: a key or a tap marks a moment at once; what is not sent yet lies sealed on the device.
// A mark leaves the device only when the server has said "received"; sent twice, it is there once.
// What is sent is what was tapped in this window and no more, so that two windows take nothing from each other.
import { opened } from "../page/sealed.js";
import { along, clock, dotOf, drawDot, ends, exact, line, moment } from "./line.js";

const room = document.querySelector("[data-room]");
const form = document.querySelector("form[data-marks]");
const tap = room.querySelector("[data-tap]");
const words = room.querySelector("[data-words]");
const back = room.querySelector("[data-back]");
const PATIENCE = 15000;
const PAUSES = [1000, 2000, 5000, 10000, 15000];
const SOON = 1500;
const MEANWHILE = 10000;
const A_MINUTE = 60000;
const AWAKE = 4 * A_MINUTE;
const LINGERS = 15 * A_MINUTE;

const ahead = Date.parse(room.dataset.now) - Date.now();
const skew = Math.abs(ahead) > A_MINUTE ? ahead : 0;
const now = () => new Date(Date.now() + skew);

const drawn = new Map(); // every mark of this hour, by its moment: nobody presses twice in a millisecond
const unsent = new Map(); // what was tapped and not acknowledged, by the name under which it lies on the device
const own = new Map(); // the name of what was tapped in this window, by the id of its mark
let chosen = null; // the moment of the mark that words are for
let busy = false;
let tries = 0;
let timer = 0;
let seen = ""; // what the server last said of the marks, by its tag
let turns = 0; // what was asked before something was tapped or received tells of a time that is over
let unsealed = false;
let leaving = false; // the next page may have been made before the server received what it acknowledges now

function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}

// What is seen ------------------------------------------------------------------------------------

const inOrder = () => [...drawn.keys()].toSorted((one, other) => one - other);

function draw(mark) {
  const at = moment(mark);
  drawn.set(at, { ...drawn.get(at), ...mark });
  if (mark.thrown_away) {
    drawn.delete(at);
    dotOf(at)?.remove();
    if (chosen === at) chosen = null;
  } else if (!dotOf(at)) drawDot(mark);
}

/** What is said of the marks, and which words stand for the chosen one. */
function show() {
  const said = inOrder().map(exact).join(", ");
  line.setAttribute("aria-label", said ? `${room.dataset.marked}: ${said}` : room.dataset.none);
  for (const list of room.querySelectorAll("[data-times]")) list.textContent = said;
  for (const head of room.querySelectorAll("[data-some]")) if (said) head.textContent = head.dataset.some;
  line.querySelector("[aria-current]")?.removeAttribute("aria-current");
  dotOf(chosen)?.setAttribute("aria-current", "true");
  for (const link of room.querySelectorAll("[data-both], [data-room-again]")) {
    link.search = chosen === null ? "" : `?mark=${drawn.get(chosen).id}`;
  }
  if (words) pressed();
}

/** Which words stand for the chosen mark; of one that was told since, the telling says them. */
function pressed() {
  const mark = drawn.get(chosen);
  words.hidden = back.hidden = !mark || Boolean(mark.told);
  room.querySelector("p[data-told]").hidden = !mark?.told;
  for (const chip of words.querySelectorAll("button[name]")) {
    chip.setAttribute("aria-pressed", String(mark?.[chip.name] === chip.value));
  }
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

function say(what, at) {
  room.querySelector("[data-saying]").textContent = what.replace("{time}", at === undefined ? "" : exact(at));
}

// What is kept ------------------------------------------------------------------------------------

const here = await opened(room.dataset).catch(() => null);
const shelves = new Map();

function shelf(name) {
  if (!shelves.has(name)) shelves.set(name, here?.place(`${room.dataset.name}-${name}`));
  return shelves.get(name);
}

/** What was tapped lies on the device when this returns; its sealing follows. */
function keep(mark, tapped = {}) {
  if (!own.has(mark.id)) own.set(mark.id, identity());
  const name = own.get(mark.id);
  const before = unsent.get(name);
  const change = { id: mark.id, at: mark.at, ...before, ...tapped, turn: (before?.turn ?? 0) + 1, since: Date.now() };
  unsent.set(name, change);
  turns += 1;
  const { turn, ...told } = change;
  unsealed = !stored(shelf(name), JSON.stringify(told));
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
  const found = [];
  for (const each of names) {
    const name = each.slice(room.dataset.name.length + 1);
    try {
      const mark = JSON.parse(await shelf(name).get());
      if (isMark(mark) && !unsent.has(name)) found.push([name, mark]);
    } catch {
      // sealed with another key: it waits for whoever has that one
    }
  }
  found.sort(([, one], [, other]) => (one.since ?? 0) - (other.since ?? 0));
  for (const [name, mark] of found) {
    unsent.set(name, mark);
    draw(mark);
  }
}

function received(ids, sent) {
  if (leaving) return;
  turns += 1;
  for (const [name, turn] of sent) {
    const change = unsent.get(name);
    if (!change || change.turn !== turn || !ids.includes(change.id)) continue;
    unsent.delete(name);
    shelf(name)?.drop();
  }
}

/** What other windows marked, said or took back meanwhile; what was tapped here lies on top. */
async function look() {
  if (document.visibilityState !== "visible" || now() > ends + LINGERS) return;
  const headers = { Accept: "application/json", ...(seen && { "If-None-Match": seen }) };
  const asked = (turns += 1);
  try {
    const answer = await fetch(location.pathname, { headers, signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status !== 200 || answer.redirected) return;
    const { marks } = await answer.json();
    if (asked !== turns) return;
    seen = answer.headers.get("ETag") ?? "";
    for (const mark of marks) meet(mark);
    show();
  } catch {
    // there is no connection; the next look will tell
  }
}

function meet(mark) {
  const mine = [...unsent.values()].filter((change) => moment(change) === moment(mark));
  draw(mine.reduce((known, { id, at, turn, since, ...tapped }) => ({ ...known, ...tapped }), mark));
}

async function send() {
  if (busy || unsent.size === 0) return;
  busy = true;
  clearTimeout(timer);
  const batch = [...unsent].slice(0, 200);
  const sent = new Map(batch.map(([name, change]) => [name, change.turn]));
  const body = new URLSearchParams({
    csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    marks: JSON.stringify(batch.map(([, { turn, since, ...told }]) => told)),
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
  if (status === 200) look();
  if (leaving || unsent.size === 0) return;
  timer = setTimeout(send, tries === 0 ? 0 : PAUSES[Math.min(tries, PAUSES.length) - 1]);
}

// What is done ------------------------------------------------------------------------------------

function markNow() {
  const at = now();
  while (drawn.has(at.getTime())) at.setTime(at.getTime() + 1);
  const mark = { id: identity(), at: at.toISOString() };
  draw(mark);
  chosen = moment(mark);
  show();
  say(room.dataset.said, chosen);
  tap.classList.remove("room-just");
  void tap.getBoundingClientRect();
  tap.classList.add("room-just");
  navigator.vibrate?.(20);
  keep(mark);
}

/** Which mark the words are for. */
function choose(at) {
  if (!drawn.has(at)) return;
  chosen = at;
  show();
  say(room.dataset.one, at);
}

/** The mark before or after the chosen one, on the line. */
function step(by) {
  const times = inOrder();
  const place = chosen === null ? times.length : times.indexOf(chosen);
  choose(times[Math.min(times.length - 1, Math.max(0, place + by))]);
}

function word(chip) {
  const mark = drawn.get(chosen);
  if (!mark || mark.told) return;
  draw({ ...mark, [chip.name]: chip.value });
  show();
  keep(mark, { [chip.name]: chip.value });
}

function takeBack() {
  const mark = drawn.get(chosen);
  if (!mark || mark.told) return;
  draw({ ...mark, thrown_away: true });
  keep(mark, { thrown_away: true });
  show();
  say(room.dataset.gone);
  tap.focus({ preventScroll: true });
}

const isTap = (event) =>
  event.key === " " && !event.target.closest?.("a:not(.room-dot), summary, input, button:not([data-tap])");

// Keys that are no space can be switched off; that is remembered on this device.
const keys = room.querySelector("[data-keys]");
const SILENT = "relating.room-keys";
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

const isTyping = (event) =>
  event.isComposing || event.target.closest?.("textarea, select, input:not([type=checkbox])");

function pressedKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event)) return;
  if (keys && !keys.querySelector("input").checked) return;
  if (event.key in STEPS) {
    event.preventDefault();
    step(STEPS[event.key]);
    return;
  }
  const digit = /^(?:Digit|Numpad)(\d)$/u.exec(event.code)?.[1];
  const named = digit ?? event.key.toLowerCase();
  const chip = words?.hidden === false && words.querySelector(`[data-key="${CSS.escape(named)}"]`);
  if (chip) word(chip);
}

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
    if (!chip) return;
    word(chip);
    tap.focus({ preventScroll: true });
  });
  back.addEventListener("click", takeBack);
  keys.hidden = false;
  keys.querySelector("input").checked = localStorage.getItem(SILENT) === null;
  keys.addEventListener("change", (event) => {
    if (event.target.checked) localStorage.removeItem(SILENT);
    else localStorage.setItem(SILENT, "off");
  });
}
document.addEventListener("keydown", pressedKey);
line.addEventListener("click", (event) => {
  const dot = event.target.closest(".room-dot");
  if (!dot) return;
  event.preventDefault();
  choose(Number(dot.dataset.moment));
});

for (const dot of line.querySelectorAll("[data-id]")) {
  const { dataset } = dot.querySelector(".room-mark");
  const told = { id: dot.dataset.id, at: dot.dataset.at, told: "told" in dot.dataset };
  if (dataset.move) told.client_move = dataset.move;
  if (dataset.pull) told.pull = dataset.pull;
  dot.dataset.moment = moment(told);
  drawn.set(moment(told), told);
  if (dot.hasAttribute("aria-current")) chosen = moment(told);
}
show();
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
  look();
});
addEventListener("focus", look);
setInterval(look, MEANWHILE);
// While the Room is open and the hour goes on, its counsellor is there: the sign-in stays.
setInterval(() => {
  if (document.visibilityState !== "visible" || now() > ends + LINGERS) return;
  const body = new URLSearchParams(new FormData(form));
  body.set("marks", "[]");
  fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
}, AWAKE);
await taken();
show();
room.dataset.ready = "";
count();
send();
