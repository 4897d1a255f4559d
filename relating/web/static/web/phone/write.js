// The page to write on: without signing in, without a network. What is saved is sealed and kept, and
// goes by itself; nothing that was saved or begun here can be read here again.
import { door, keep, waiting } from "../page/letters.js";
import { reaches } from "../page/reach.js";
import { keepSending } from "../page/sending.js";
import { look, reading } from "./reading.js";
import { keepUnfinished, offer } from "./unfinished.js";

const form = document.querySelector("form[data-write]");
const none = document.querySelector("[data-none]");
const list = document.querySelector("[data-letters]");
const said = document.querySelector("[data-said]");
const empty = document.querySelector("[data-empty]");
const away = document.querySelector("[data-away]");
const back = document.querySelector(".bar-back");
const shown = new Map(); // the line of each letter by its number
const TWO = 2;
const OF_ITSELF = new Set(["date", "time", "hidden"]); // what the page fills in
const AROUND = new Set(["place", "visibility", "date", "time"]);

const two = (number) => String(number).padStart(TWO, "0");
const day = (at) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const hour = (at) => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** A line of the list, from the mould with this name, with the time at which something was written. */
function lineOf(mould, when) {
  const line = list.querySelector(`template[data-${mould}]`).content.firstElementChild.cloneNode(true);
  const at = new Date(when);
  const how = { weekday: "short", hour: "2-digit", minute: "2-digit" };
  line.tabIndex = -1; // what was pressed may be gone
  line.querySelector("time").dateTime = at.toISOString();
  line.querySelector("time").textContent = at.toLocaleString(document.documentElement.lang, how);
  return line;
}

/** A line for a letter, which says what became of it. */
function tell(letter, state) {
  let line = shown.get(letter.n);
  if (!line) {
    line = lineOf("saved", letter.at);
    list.append(line);
    shown.set(letter.n, line);
  }
  for (const words of line.querySelectorAll("[data-state]")) words.hidden = words.dataset.state !== state;
  list.hidden = false;
}

/** What the clock of this place is called. */
const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/** What the form says, as the form of a case would send it now. */
function written() {
  const at = new Date();
  at.setSeconds(0, 0);
  const data = new FormData(form);
  const name = data.get("new_alias").trim();
  data.set("person", name ? "new" : (data.get("person") ?? ""));
  const past = data.get("date") !== day(at) || data.get("time") !== hour(at);
  if (!past) data.set("moment", at.toISOString());
  for (const token of ["id", "fresh"]) data.set(token, crypto.randomUUID());
  data.set("zone", zone());
  return new URLSearchParams(data).toString();
}

/** Whether something was answered that is not saved: it is in the memory of this page, and nowhere else. */
const begun = () =>
  [...document.querySelectorAll("form.happened [name]")].some((each) => {
    if (OF_ITSELF.has(each.type)) return each.dataset.carried !== undefined;
    if (each.type === "checkbox" || each.type === "radio") {
      return each.checked && !each.defaultChecked && each.value !== "";
    }
    return each.value !== (each.defaultValue ?? each.options[0].value);
  });

/** Whether anything is said of it but when it was; the form of a case would not take it either. */
const isEmpty = () =>
  [...new FormData(form)].every(([name, value]) => AROUND.has(name) || !String(value).trim());

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

/** Whom to call was asked for, and there was no way to it but this. Her own plan stands there too where it
 * opens without the lock; else it says where it is. */
function helpFirst(found) {
  const lines = help();
  const own = lines.querySelector("[data-own]");
  own.querySelector("details").open = true;
  lines.querySelector("[data-plan]").hidden = Boolean(found);
  lines.querySelector("[data-behind]").hidden = !(found?.pin ?? found?.passkey) || found.freely;
  lines.parentElement.prepend(lines, document.querySelector("[data-shelf]"));
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
  for (const each of form.querySelectorAll("[data-carried]")) each.remove();
  const at = new Date();
  form.elements.date.value = day(at);
  form.elements.time.value = hour(at);
}

/** What is begun and not saved, as it would be saved now; nothing where nothing is said yet. */
const unsaved = (through) =>
  isEmpty() ? null : { path: through.path, sent: written(), zone: zone(), by_name: true };

async function start() {
  let through = null;
  let again = null;
  const keepFor = async (path, sent, more = {}, where = {}) => {
    tell(await keep({ path, sent, zone: zone(), ...more }, through, where), "kept");
    again?.();
  };
  const answered = async (path, sent) => {
    await keepFor(path, sent);
    list.scrollIntoView({ block: "start" });
  };
  const [found, shelf] = await Promise.all([door(), reading(answered)].map((each) => each.catch(() => null)));
  through = found;
  if (location.hash === "#help") helpFirst(shelf);
  form.hidden = !through;
  none.hidden = Boolean(through);
  for (const letter of await waiting().catch(() => [])) tell(letter, letter.unfit ? "unfit" : "kept");
  again = keepSending((letter, came) => {
    tell(letter, came === "later" ? "kept" : came);
    if (came === "shut") look();
    tellAway(came === "later");
  });
  if (!through) return;
  afresh();
  const save = keepUnfinished(form, () => unsaved(through), through);
  await offer(list, (at) => lineOf("unfinished", at), (letter) => {
    tell(letter, "kept");
    shown.get(letter.n).focus();
    again();
  }).catch(() => {});
  form.addEventListener("change", () => ofDanger() && help());
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    empty.hidden = !isEmpty();
    if (!empty.hidden) return;
    busy = true;
    try {
      await save((where) => keepFor(through.path, written(), { by_name: true }, where));
      const shows = ofDanger() ? help() : list;
      afresh();
      said.hidden = true;
      shows.scrollIntoView({ block: "start" });
    } catch {
      said.hidden = false; // there is no room: what was typed stays in the form
    } finally {
      busy = false;
    }
  });
  form.dataset.ready = "";
}

if (form) {
  back.addEventListener("click", goBack);
  addEventListener("beforeunload", (event) => begun() && event.preventDefault());
  for (const change of ["online", "offline"]) addEventListener(change, lookAround);
  lookAround();
  start();
}
