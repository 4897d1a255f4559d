// The queue of letters sends itself: in the order in which they were written, one at a time over all
// windows, and each until the server has said that it is received. Nothing else takes one away.
import { change, doors, drop, letters64, waiting } from "./letters.js";

const INBOX = "/inbox/";
const PATIENCE = 20000;
const SOON = 2000;
const LATEST = 60000;
const SHUT = new Set([401, 404]);
const UNFIT = new Set([409, 413, 422]);
const others = new BroadcastChannel("letters"); // in other windows
const heard = new Set(); // whoever wants to know, in this one
let timer = 0;
let pause = SOON;

const tell = (letter, came) => heard.forEach((each) => each(letter, came));

/** What came of one letter: received, shut (not before somebody signs in here), unfit, or later. */
async function sent(letter, token) {
  if (!token) return "shut";
  const body = JSON.stringify({ id: letter.id, sealed: letters64(letter.sealed) });
  const headers = { "Authorization": `Bearer ${token}`, "Content-Type": "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(INBOX, { method: "POST", body, headers, credentials: "omit", signal });
    if (SHUT.has(answer.status)) return "shut";
    if (UNFIT.has(answer.status)) return "unfit";
    return answer.ok && (await answer.json()).received === letter.id ? "received" : "later";
  } catch {
    return "later"; // no network, or a page of somebody else's network
  }
}

/** Send what waits, in order; whether something is to be tried again. */
async function sendAll() {
  const tokens = new Map((await doors()).map((each) => [each.box, each.token]));
  const shut = new Set();
  let next = null;
  for (let last = 0; ; last = next.n) {
    next = (await waiting()).find((each) => each.n > last && !each.unfit && !shut.has(each.box));
    if (!next) return false;
    const came = await sent(next, tokens.get(next.box));
    if (came === "received") await drop(next);
    if (came === "unfit") await change({ ...next, unfit: true });
    if (came === "shut") shut.add(next.box);
    tell(next, came);
    others.postMessage({ letter: { n: next.n, at: next.at }, came });
    if (came === "later") return true;
  }
}

/** Send now, unless another window does, and again after a while where that is needed. */
async function again() {
  clearTimeout(timer);
  const turn = navigator.locks.request("letters", { ifAvailable: true }, (lock) => (lock ? sendAll() : true));
  const later = await turn.catch(() => true);
  pause = later ? Math.min(LATEST, pause * 2) : SOON;
  clearTimeout(timer);
  if (later) timer = setTimeout(again, pause);
}

function now() {
  pause = SOON;
  again();
}

/** Send now, and whenever there may be a way: the network is back, the page is looked at, time goes by.
 * Each letter, and what came of it, is told. What comes back has it look anew. */
export function keepSending(told) {
  if (heard.size === 0) {
    others.addEventListener("message", ({ data }) => tell(data.letter, data.came));
    addEventListener("online", now);
    document.addEventListener("visibilitychange", () => document.hidden || now());
  }
  heard.add(told);
  now();
  return now;
}
