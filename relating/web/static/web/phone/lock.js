// The lock of the shelf. The half of the key that opens it lies here wrapped, and no other way: by a PIN, made
// slow, or by a passkey (passkey.js), and around that by a key of this browser that no script can take out. Five
// wrong PINs, and what is wrapped is gone: it is counted on the disk before one is tried.
import { P256, letters64, spelled, unsealed } from "../page/letters.js";
import { PLACE, alone, opened, shelf, shut, store } from "../page/shelf.js";

const ROUNDS = 1_000_000;
const MOST = 5;
const SALT = 16;
const AES = { name: "AES-GCM", length: 256 };
const BOTH = ["encrypt", "decrypt"];
const RUNS = ["01234567890", "09876543210"];

/** Whether six digits are a PIN: not one digit six times, not a run. */
export const isPin = (pin) =>
  /^\d{6}$/u.test(pin) && new Set(pin).size > 1 && RUNS.every((each) => !each.includes(pin));

async function ofPin(pin, salt, iterations) {
  const base = await crypto.subtle.importKey("raw", spelled(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, AES, false, BOTH);
}

/** Wrap the half that opens: by what she knows or holds, then by the key of this browser. */
async function wrapped(half, key, hand) {
  const { iv, data } = await shut(key, half, "inner");
  return { iv, around: await shut(hand, data, "outer") };
}

async function unwrapped({ iv, around }, key, hand) {
  return opened(key, { iv, data: await opened(hand, around, "outer") }, "inner");
}

/** A lock with a PIN. */
export async function byPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  return { kind: "pin", salt, rounds: ROUNDS, secret: await ofPin(pin, salt, ROUNDS) };
}

/** Put up a shelf with a lock, empty. `freely`: whether the safety plan opens without it. */
export async function putUp(device, freely, { kind, secret, ...how }) {
  const pair = await crypto.subtle.generateKey(P256, true, ["deriveBits"]);
  const half = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const key = letters64(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const hand = await crypto.subtle.generateKey(AES, false, BOTH);
  const held = await wrapped(half, secret, hand);
  half.fill(0);
  await alone(() => store({ device, key, hand, freely, tries: 0, [kind]: { ...how, held } }));
}

/** What lies on the shelf, opened with the half of its key. */
async function read(found, half) {
  const key = await crypto.subtle.importKey("pkcs8", half, P256, false, ["deriveBits"]);
  half.fill(0);
  return JSON.parse(await unsealed(found.held, key, found.key, PLACE));
}

/** What is left of a shelf after too many wrong ones: the safety plan, where it opens without the lock. */
const spent = ({ device, hand, freely, free, at }) => ({ device, hand, freely, free, at, spent: true });

/** Try a PIN: what lies on the shelf; or how many tries are left, none once the lock is gone. */
export function withPin(pin) {
  return alone(async () => {
    const found = await shelf();
    if (!found?.pin) return { left: 0 };
    const tries = found.tries + 1;
    await store({ ...found, tries });
    const key = await ofPin(pin, found.pin.salt, found.pin.rounds);
    const half = await unwrapped(found.pin.held, key, found.hand).catch(() => null);
    if (half) {
      await store({ ...found, tries: 0 });
      return { read: await read(found, half) };
    }
    if (tries >= MOST) await store(spent(found));
    return { left: MOST - tries };
  });
}

/** What lies on a shelf whose lock is no PIN, with the key of that lock. */
export function withKey(key) {
  return alone(async () => {
    const found = await shelf();
    return read(found, await unwrapped(found.passkey.held, key, found.hand));
  });
}
