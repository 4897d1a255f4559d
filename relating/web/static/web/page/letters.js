// What is written without signing in, or without a network, is a letter: sealed to the inbox of its
// writer as vault/inbox.py opens it, and put where it outlasts the browser. Nobody opens it here again:
// the pair of keys that it is sealed with is dropped at once. A door is what lets it be sent: the inbox's
// public key, and a token that can put something in and do nothing else.
export const P256 = { name: "ECDH", namedCurve: "P-256" };
const FORMAT = 1;
const NONCE = 12;
const POINT = 66; // where the point of the pair ends that a text is sealed with
const PADDED = 2048; // so that its length tells nothing
const NAME = "pages";

export const spelled = (text) => new TextEncoder().encode(text);
export const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Bytes as text. */
export function letters64(data) {
  let text = "";
  for (let at = 0; at < data.length; at += PADDED) text += String.fromCharCode(...data.subarray(at, at + PADDED));
  return btoa(text);
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Open one of the databases here, and make it where there is none yet. */
function database(name, make) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.addEventListener("upgradeneeded", () => make(asked.result));
    asked.addEventListener("success", () => resolve(asked.result));
    asked.addEventListener("error", () => reject(asked.error));
  });
}

/** How to do something with a store of a database. It is done when this is: on the disk, not on the way
 * to it. */
export const stores = (name, make) => async (store, mode, work) => {
  const opened = await database(name, make);
  try {
    return await new Promise((resolve, reject) => {
      const act = opened.transaction(store, mode, { durability: "strict" });
      const asked = work(act.objectStore(store));
      act.addEventListener("complete", () => resolve(asked.result));
      act.addEventListener("abort", () => reject(act.error ?? new Error("there is no room")));
    });
  } finally {
    opened.close();
  }
};

const within = stores(NAME, (made) => {
  made.createObjectStore("doors", { keyPath: "box" });
  made.createObjectStore("letters", { keyPath: "n", autoIncrement: true });
});

/** Every door of this device, the newest last. */
export async function doors() {
  const found = await within("doors", "readonly", (store) => store.getAll());
  return found.toSorted((one, other) => one.since - other.since);
}

/** The door through which goes what is written here; none where more than one person comes in here:
 * nothing of the one is ever put into the record of the other. */
export async function door() {
  const found = await doors();
  return new Set(found.map((each) => each.writer)).size === 1 ? found.at(-1) : null;
}

export const keepDoor = (given) => within("doors", "readwrite", (store) => store.put(given));
const lying = () => within("letters", "readonly", (store) => store.getAll());
/** What was saved and waits to be sent; and what was begun and not saved, which is not sent. */
export const waiting = async () => (await lying()).filter((each) => !each.begun);
export const unfinished = async () => (await lying()).filter((each) => each.begun);
export const change = (letter) => within("letters", "readwrite", (store) => store.put(letter));
export const drop = (letter) => within("letters", "readwrite", (store) => store.delete(letter.n));

/** The key of one text, from what the pair it is sealed with and the pair of its reader have in common. */
async function between(shared, from, to, use) {
  const root = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = joined(spelled("relating|1|inbox|"), from, to);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, root, { name: "AES-GCM", length: 256 }, false, [use]);
}

const bound = (iv, place) => ({ name: "AES-GCM", iv, additionalData: spelled(place) });

/** Seal a text for whoever has the private half of a key, for one place alone. */
export async function sealed(text, key, place) {
  const inbox = bytes(key);
  const to = await crypto.subtle.importKey("raw", inbox, P256, false, []);
  const own = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const from = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: to }, own.privateKey, 256);
  const secret = await between(shared, from, inbox, "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const plain = spelled(text);
  const padded = new Uint8Array(Math.ceil((plain.length + 1) / PADDED) * PADDED).fill(32);
  padded.set(plain);
  const cipher = new Uint8Array(await crypto.subtle.encrypt(bound(iv, place), secret, padded));
  return joined(Uint8Array.of(FORMAT), from, iv, cipher);
}

/** Open what was sealed so, with the private half. */
export async function unsealed(data, half, key, place) {
  const [from, iv, cipher] = [data.slice(1, POINT), data.slice(POINT, POINT + NONCE), data.slice(POINT + NONCE)];
  const to = await crypto.subtle.importKey("raw", from, P256, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: to }, half, 256);
  const secret = await between(shared, from, bytes(key), "decrypt");
  return new TextDecoder().decode(await crypto.subtle.decrypt(bound(iv, place), secret, cipher)).trimEnd();
}

/** Seal what was written and keep it. Once this is done it is kept, whatever becomes of the page. `more`
 * stands beside it: the number of the letter in whose place it is put, the page on which it was begun. */
export async function keep(written, through, more = {}) {
  const id = crypto.randomUUID();
  const text = JSON.stringify(written);
  const made = { id, box: through.box, at: Date.now(), sealed: await sealed(text, through.key, `relating|1|letter|${id}`) };
  const n = await within("letters", "readwrite", (store) => store.put({ ...made, ...more }));
  return { ...made, ...more, n };
}
