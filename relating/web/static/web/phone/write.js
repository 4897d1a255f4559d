// The page to write on: without signing in, without a network. What is saved is sealed and kept, and
// goes by itself; nothing on this page can be read again once it was saved.
import { door, keep, waiting } from "../page/letters.js";
import { reaches } from "../page/reach.js";
import { keepSending } from "../page/sending.js";

const form = document.querySelector("form[data-write]");
const none = document.querySelector("[data-none]");
const list = document.querySelector("[data-letters]");
const said = document.querySelector("[data-said]");
const away = document.querySelector("[data-away]");
const back = document.querySelector(".bar-back");
const shown = new Map(); // the line of each letter by its number
const TWO = 2;

const two = (number) => String(number).padStart(TWO, "0");
const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const hour = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** A line for a letter, which says what became of it. */
function tell(letter, state) {
  let line = shown.get(letter.n);
  if (!line) {
    line = list.querySelector("template").content.firstElementChild.cloneNode(true);
    const at = new Date(letter.at);
    const how = { weekday: "short", hour: "2-digit", minute: "2-digit" };
    line.querySelector("time").dateTime = at.toISOString();
    line.querySelector("time").textContent = at.toLocaleString(document.documentElement.lang, how);
    list.append(line);
    shown.set(letter.n, line);
  }
  for (const words of line.querySelectorAll("[data-state]")) words.hidden = words.dataset.state !== state;
  list.hidden = false;
}

/** What the form says, as the form of a case would send it now. */
function written() {
  const at = new Date();
  at.setSeconds(0, 0);
  const data = new FormData(form);
  const name = data.get("new_alias").trim();
  data.set("person", name ? "new" : "");
  const past = data.get("date") !== day(at) || data.get("time") !== hour(at);
  if (!past) data.set("moment", at.toISOString());
  for (const token of ["id", "fresh"]) data.set(token, crypto.randomUUID());
  data.set("zone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "");
  return new URLSearchParams(data).toString();
}

/** Whether something was chosen that a page answers with whom to call. */
const ofDanger = () =>
  form.dataset.danger.split(" ").some((each) => {
    const [name, value] = each.split("=");
    return form.querySelector(`[name="${name}"][value="${value}"]:checked`) !== null;
  });

/** Whom to call is open; back to it once what was written is kept. */
function help() {
  const lines = document.querySelector("[data-help]");
  lines.querySelector("details").open = true;
  return lines;
}

/** Whom to call was asked for, and there was no way to it but this. */
function helpFirst() {
  const lines = help();
  lines.querySelector("[data-plan]").hidden = false;
  lines.parentElement.prepend(lines);
}

/** Without a connection it is said, and no way back is shown: there is none. */
function tellAway(on) {
  away.hidden = !on;
  back.hidden = on;
}

async function lookAround() {
  tellAway(!navigator.onLine);
  tellAway(!(await reaches()));
}

/** Back, to where she came from; where that is not known, the link leads home. */
function goBack(event) {
  if (!document.referrer.startsWith(location.origin)) return;
  event.preventDefault();
  history.back();
}

function afresh() {
  form.reset();
  const at = new Date();
  form.elements.date.value = day(at);
  form.elements.time.value = hour(at);
}

async function start() {
  const through = await door().catch(() => null);
  form.hidden = !through;
  none.hidden = Boolean(through);
  for (const letter of await waiting().catch(() => [])) tell(letter, letter.unfit ? "unfit" : "kept");
  const again = keepSending((letter, came) => {
    tell(letter, came === "later" ? "kept" : came);
    tellAway(came === "later");
  });
  if (!through) return;
  afresh();
  form.addEventListener("change", () => ofDanger() && help());
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
      const letter = await keep({ path: through.path, sent: written(), zone, by_name: true }, through);
      tell(letter, "kept");
      const shows = ofDanger() ? help() : list;
      afresh();
      said.hidden = true;
      shows.scrollIntoView({ block: "start" });
      again();
    } catch {
      said.hidden = false; // there is no room: what was typed stays in the form
    } finally {
      busy = false;
    }
  });
  form.dataset.ready = "";
}

if (form) {
  if (location.hash === "#help") helpFirst();
  back.addEventListener("click", goBack);
  for (const change of ["online", "offline"]) addEventListener(change, lookAround);
  lookAround();
  start();
}
