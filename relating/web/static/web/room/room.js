// The Room: a key or a tap marks a moment at once; what is not sent yet lies sealed on the device.
// A mark leaves the device only when the server has said "received"; sent twice, it is there once.
// What is sent is what was tapped in this window and no more, so that two windows take nothing from each other.
import { stay } from "./awake.js";
import { identity, shelves } from "./device.js";
import { listen } from "./keys.js";
import { dotOf, drawDot, ends, exact, line, moment, onPage, tick } from "./line.js";
import { ending } from "./over.js";

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
const LINGERS = 15 * A_MINUTE;

const ahead = Date.parse(room.dataset.now) - Date.now();
const skew = Math.abs(ahead) > A_MINUTE ? ahead : 0;
const now = () => new Date(Date.now() + skew);

const ended = ending(room);
const device = await shelves(room.dataset);
const drawn = new Map(); // every mark of this hour, by its moment: nobody presses twice in a millisecond
const unsent = new Map(); // what was tapped and not acknowledged, by the name under which it lies on the device
const own = new Map(); // the name of what was tapped in this window, by the id of its mark
let chosen = null; // the moment of the mark that words are for
let [busy, tries, timer] = [false, 0, 0];
let seen = ""; // what the server last said of the marks, by its tag
let turns = 0; // what was asked before something was tapped or received tells of a time that is over
let unsealed = false;
let leaving = false; // the next page may have been made before the server received what it acknowledges now

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
  const said = inOrder().map((at) => exact(at)).join(", ");
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

/** What was tapped lies on the device when this returns; its sealing follows. */
function keep(mark, tapped = {}) {
  if (!own.has(mark.id)) own.set(mark.id, identity());
  const name = own.get(mark.id);
  const before = unsent.get(name);
  const change = { id: mark.id, at: mark.at, ...before, ...tapped, turn: (before?.turn ?? 0) + 1, since: Date.now() };
  unsent.set(name, change);
  turns += 1;
  const { turn, ...told } = change;
  unsealed = !device.store(name, JSON.stringify(told));
  setTimeout(count, SOON);
  send();
}

async function taken() {
  for (const [name, mark] of await device.lying()) {
    if (unsent.has(name)) continue;
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
    device.drop(name);
  }
}

/** What other windows marked, said or took back meanwhile; what was tapped here lies on top. */
async function look() {
  if (document.visibilityState !== "visible" || now() > ends + LINGERS) return;
  const headers = { Accept: "application/json", ...(seen && { "If-None-Match": seen }) };
  const asked = (turns += 1);
  try {
    const answer = await fetch(location.pathname, { headers, signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.redirected && ended.met(answer.status)) send();
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
  const known = { ...mark };
  for (const { id, at, turn, since, ...tapped } of unsent.values()) {
    if (Date.parse(at) === moment(mark)) Object.assign(known, tapped);
  }
  draw(known);
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
  ended.met(status);
  if (leaving || unsent.size === 0 || ended.stops()) return;
  timer = setTimeout(send, tries === 0 ? 0 : PAUSES[Math.min(tries, PAUSES.length) - 1]);
}

// What is done ------------------------------------------------------------------------------------

function markNow() {
  if (ended.stops()) return;
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
}
listen(words, step, word);
line.addEventListener("click", (event) => {
  const dot = event.target.closest(".room-dot");
  if (!dot) return;
  event.preventDefault();
  choose(Number(dot.dataset.moment));
});

for (const { told, current } of onPage()) {
  drawn.set(moment(told), told);
  if (current) chosen = moment(told);
}
show();
tick(now());
setInterval(() => tick(now()), 10000);
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
  tick(now());
  send();
  look();
});
addEventListener("focus", look);
setInterval(look, MEANWHILE);
stay(form, () => now() <= ends + LINGERS);
await taken();
show();
room.dataset.ready = "";
count();
send();
