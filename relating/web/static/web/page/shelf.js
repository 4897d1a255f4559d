// The shelf: what may be read here without signing in, behind a lock. It is filled by whoever is signed in,
// sealed to a key of which the other half lies here wrapped and no other way (phone/lock.js). Where her device
// was closed meanwhile, or two people sign in here, it is taken down, and nothing of it is left.
import { door, doors, sealed, spelled, stores, waiting } from "./letters.js";

const WHAT = "shelf";
const PLACE = "relating|1|shelf";
const PATIENCE = 3000;
const A_WHILE = 10 * 60 * 1000;
const VECTOR = 12;
const GONE = 404;

const within = stores("covers", (made) => made.createObjectStore(WHAT, { keyPath: "what" }));

/** What lies here, as it is stored; nothing where there is no shelf. */
export const shelf = () => within(WHAT, "readonly", (store) => store.get(WHAT));
export const store = (record) => within(WHAT, "readwrite", (kept) => kept.put({ ...record, what: WHAT }));
export const takeDown = () => within(WHAT, "readwrite", (kept) => kept.delete(WHAT));
/** One window at a time changes it. */
export const alone = (work) => navigator.locks.request(WHAT, work);

/** Seal bytes with a key, for one place; and open them. */
export async function shut(key, data, place) {
  const iv = crypto.getRandomValues(new Uint8Array(VECTOR));
  const how = { name: "AES-GCM", iv, additionalData: spelled(`${PLACE}|${place}`) };
  return { iv, data: await crypto.subtle.encrypt(how, key, data) };
}

export async function opened(key, { iv, data }, place) {
  const how = { name: "AES-GCM", iv, additionalData: spelled(`${PLACE}|${place}`) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, data));
}

/** Whether the server says that a device was closed; where it cannot be asked, it was not. */
async function closed(token) {
  const headers = { Authorization: `Bearer ${token}` };
  const how = { headers, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  try {
    return (await fetch("/inbox/", how)).status === GONE;
  } catch {
    return false;
  }
}

/** The shelf, where it still stands. */
export async function standing() {
  const found = await shelf();
  if (!found) return null;
  const through = (await door()) && (await doors()).find((each) => each.device === found.device);
  if (through && !(await closed(through.token))) return found;
  await alone(takeDown);
  return null;
}

/** Fill it anew, from the page of the device at this address: with what the server gives to whoever is signed
 * in there. The safety plan lies apart where she said that it opens without the lock. */
export async function fill(address) {
  const answer = await fetch(new URL("../shelf/", new URL(address, location.origin)), { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const given = await answer.json();
  const at = Date.now();
  await alone(async () => {
    const found = await shelf();
    if (!found) return;
    const free = found.freely && (await shut(found.hand, spelled(given.safety), "free"));
    const held = found.key && (await sealed(JSON.stringify({ ...given, at }), found.key, PLACE));
    await store({ ...found, free, held, at });
  });
}

/** Put back what lies there, as it is after something was done here. */
export const putBack = (given) =>
  alone(async () => {
    const found = await shelf();
    if (found?.key) await store({ ...found, held: await sealed(JSON.stringify(given), found.key, PLACE) });
  });

/** Whether something waits here of which the server does not know yet: what it gives is older. */
async function ahead(address) {
  const box = (await doors()).find((each) => each.address === address)?.box;
  return (await waiting()).some((each) => each.box === box && !each.unfit);
}

/** On a page that somebody opened signed in: take it down or fill it anew, once in a while and after
 * something was done. */
export async function keepFilled(address) {
  const found = await standing();
  const done = document.querySelector(".messages .message") !== null;
  if (!found || (await ahead(address))) return;
  if (done || !(Date.now() - found.at < A_WHILE)) await fill(address);
}

/** The safety plan, where it opens without the lock. */
export async function freely({ free, hand }) {
  return free ? new TextDecoder().decode(await opened(hand, free, "free")) : "";
}

export { PLACE };
