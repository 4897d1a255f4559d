// What is written here lies sealed on the device, under a key that only a page for somebody signed
// in carries. A page can go at any moment, and sealing (AES-GCM) takes one. So a text is stored in the
// very task in which it was written, under pads that lie ready: noise (AES-CTR over zeros, under a key
// of its own), each with its own nonce and used once. The sealed text takes its place as soon as it
// is made; until then nobody has vouched that it was not altered.
const VECTOR = 12;
const NONCE = 16;
const HEADER = 4 + NONCE;
const LEAST = 512; // bytes of a pad
const MOST = 65536;
const READY = 16384; // bytes of pads that lie ready, at the least
const PAD = "~";
const empty = new Uint8Array(0);

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const spelled = (data) => new TextEncoder().encode(data);

function letters(data) {
  let text = "";
  for (let at = 0; at < data.length; at += MOST) text += String.fromCharCode(...data.subarray(at, at + MOST));
  return btoa(text);
}

/** Both keys of one sign-in: one seals and vouches, the other only makes pads. */
async function keys(text) {
  const [raw, id = ""] = text.split(".").toReversed();
  const root = await crypto.subtle.importKey("raw", bytes(raw), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: empty, info: spelled("relating|pads") };
  const usages = ["encrypt", "decrypt"];
  return {
    id,
    seal: await crypto.subtle.importKey("raw", bytes(raw), "AES-GCM", false, usages),
    pad: await crypto.subtle.deriveKey(how, root, { name: "AES-CTR", length: 256 }, false, usages),
  };
}

const vouched = (iv, name) => ({ name: "AES-GCM", iv, additionalData: spelled(name) });
const counted = (counter) => ({ name: "AES-CTR", counter, length: 32 });

/** The text of a record, with one of the keys it may lie under. */
async function read(record, name, key) {
  const body = record.slice(record.indexOf(".") + 1);
  const plain = body.startsWith(PAD)
    ? await unpadded(bytes(body.slice(1)), key)
    : await unsealed(bytes(body.slice(0, NONCE)), bytes(body.slice(NONCE)), name, key);
  return new TextDecoder().decode(plain);
}

const unsealed = (iv, data, name, key) => crypto.subtle.decrypt(vouched(iv, name), key.seal, data);

async function unpadded(data, key) {
  const view = new DataView(data.buffer);
  const parts = [];
  let at = 1;
  let text = 1 + data[0] * HEADER;
  for (let n = 0; n < data[0]; n += 1, at += HEADER) {
    const end = text + view.getUint32(at);
    const counter = data.slice(at + 4, at + HEADER);
    parts.push(new Uint8Array(await crypto.subtle.decrypt(counted(counter), key.pad, data.slice(text, end))));
    text = end;
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Whose key a record lies under; nothing for one from before keys had names. */
const keyOf = (record) => (record.includes(".") ? record.slice(0, record.indexOf(".")) : "");

const held = (id) => `drafts-${id}`;

/** Pads that lie ready. */
function stock(key) {
  const pads = [];
  let size = LEAST;
  let wanted = READY;
  let filling = null;
  const lying = () => pads.reduce((sum, pad) => sum + pad.noise.length, 0);

  async function fill() {
    while (lying() < wanted) {
      const nonce = new Uint8Array(NONCE);
      crypto.getRandomValues(nonce.subarray(0, VECTOR));
      const noise = await crypto.subtle.encrypt(counted(nonce), key.pad, new Uint8Array(size));
      pads.push({ nonce, noise: new Uint8Array(noise) });
    }
  }
  /** Make more, in the background; the promise says when there is enough again. */
  const refill = () => (filling ??= fill().finally(() => (filling = null)));

  /** Pads for so many bytes, never to be used again; nothing where too few lie ready. Unless it is for
   * the last time, as much again is left for the moment in which the page goes. */
  function take(length, last) {
    if (length * 8 > wanted) {
      wanted = length * 16;
      size = Math.min(MOST, Math.max(LEAST, 2 ** Math.ceil(Math.log2(length / 4))));
    }
    if (lying() < (last ? length : 2 * length + size)) return null;
    const taken = [];
    for (let got = 0; got < length || taken.length === 0; ) {
      const pad = pads.pop();
      taken.push(pad);
      got += pad.noise.length;
    }
    return taken.length > 255 ? null : taken;
  }
  return { take, refill };
}

/** A text under pads, stored in the same task. */
function padded(data, pads) {
  const head = 1 + pads.length * HEADER;
  const record = new Uint8Array(head + data.length);
  const view = new DataView(record.buffer);
  record[0] = pads.length;
  let done = 0;
  for (const [n, { nonce, noise }] of pads.entries()) {
    const length = Math.min(noise.length, data.length - done);
    view.setUint32(1 + n * HEADER, length);
    record.set(nonce, 5 + n * HEADER);
    for (let at = 0; at < length; at += 1) record[head + done + at] = data[done + at] ^ noise[at];
    done += length;
  }
  return PAD + letters(record);
}

/** Where sealed texts are kept under names; `null` where the browser cannot seal.
 *
 * `key` is the key of this sign-in, behind its id and a point; `former` asks for that of an earlier one. */
export async function cabinet(key, former = () => null) {
  if (!globalThis.crypto?.subtle) return null;
  const own = await keys(key);
  const pads = stock(own);
  const turns = new Map(); // how often a name was written to: what was sealed for an older turn is too late
  const turn = (name) => turns.set(name, (turns.get(name) ?? 0) + 1).get(name);
  const known = new Map([[own.id, own]]);

  /** The keys of a sign-in; asked for once, however many records wait for them: who has sealed them
   * anew gives the key up, and a second question would come too late. */
  function opener(id) {
    if (!known.has(id)) {
      const asked = Promise.resolve(former(id)).then((found) => (found ? keys(found) : null));
      known.set(id, asked);
      asked.catch(() => known.delete(id));
    }
    return known.get(id);
  }

  function place(name) {
    let text = null;
    return {
      /** Store a text now; false where that cannot be done before the next task. */
      put(given, last = false) {
        const data = spelled(given);
        const taken = pads.take(data.length, last);
        pads.refill();
        text = given;
        turn(name);
        if (!taken) return false;
        localStorage.setItem(name, `${own.id}.${padded(data, taken)}`);
        return true;
      },
      /** Put the sealed text in the place of the one under pads. */
      async seal() {
        if (text === null) return;
        const now = turns.get(name);
        const iv = crypto.getRandomValues(new Uint8Array(VECTOR));
        const sealed = await crypto.subtle.encrypt(vouched(iv, name), own.seal, spelled(text));
        if (turns.get(name) !== now) return;
        localStorage.setItem(name, `${own.id}.${letters(iv)}${letters(new Uint8Array(sealed))}`);
      },
      async get() {
        const record = localStorage.getItem(name);
        if (record === null) return null;
        const opens = await opener(keyOf(record));
        if (!opens) throw new Error("sealed with a key that is not given to this page");
        return read(record, name, opens);
      },
      drop() {
        text = null;
        turn(name);
        localStorage.removeItem(name);
      },
    };
  }

  // While a page may still write under its key, no other gives that key up.
  navigator.locks?.request(held(own.id), { mode: "shared" }, () => new Promise(() => {}));
  await pads.refill();
  return { place, id: own.id, opener };
}

/** Seal anew, under the key of this sign-in, what lies here under earlier ones of the same person;
 * return the ids of those keys under which nothing lies any more. */
export async function sealAnew(here, prefix = "draft-") {
  const emptied = new Set();
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
    const record = localStorage.getItem(name);
    const id = keyOf(record);
    if (id === here.id) continue;
    try {
      const opens = await here.opener(id);
      if (!opens) continue;
      const text = await read(record, name, opens);
      if (localStorage.getItem(name) !== record) continue;
      const spot = here.place(name);
      if (!spot.put(text)) continue;
      await spot.seal();
      emptied.add(id);
    } catch {
      // altered, or of somebody else: it waits for whoever can open it
    }
  }
  const left = new Set(Object.keys(localStorage).map((name) => keyOf(localStorage.getItem(name))));
  return [...emptied].filter((id) => !left.has(id));
}

/** The cabinet of a page: its own key, and those of earlier sign-ins as far as they are given again.
 * What lies under those is sealed anew, and they are given up once nothing does. */
export async function opened({ draftKey, draftFormer }) {
  const ask = async (fields) => {
    const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ csrfmiddlewaretoken, ...fields });
    const answer = await fetch(draftFormer, { method: "POST", body, headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : {};
  };
  const here = await cabinet(draftKey, async (id) => (await ask({ id })).key);
  const giveUp = (id) =>
    navigator.locks?.request(held(id), { ifAvailable: true }, (lock) => lock && ask({ id, act: "empty" }));
  if (here) {
    sealAnew(here).then((emptied) => emptied.forEach((id) => giveUp(id))).catch(() => {});
  }
  return here;
}
