// What was tapped lies sealed on the device until the server has it, each under a name of its own.
import { opened } from "../page/sealed.js";

/** A name that nobody else gives. */
export function identity() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}

/** What a mark must look like: one that was stored in a hurry has nobody's word for it. */
const isMark = (mark) => /^[0-9a-f-]{36}$/u.test(mark?.id) && !Number.isNaN(Date.parse(mark.at));

/** Where it lies; what is written under one sign-in opens under the next one of the same person. */
export async function shelves(dataset) {
  const here = await opened(dataset).catch(() => null);
  const known = new Map();

  function shelf(name) {
    if (!known.has(name)) known.set(name, here?.place(`${dataset.name}-${name}`));
    return known.get(name);
  }

  async function read(name) {
    try {
      const mark = JSON.parse(await shelf(name).get());
      return isMark(mark) ? [[name, mark]] : [];
    } catch {
      return []; // sealed with another key: it waits for whoever has that one
    }
  }

  return {
    /** Store a text when this returns, its sealing follows; false where there is no room. */
    store(name, text) {
      try {
        const spot = shelf(name);
        if (!spot?.put(text, true)) return false;
        spot.seal().catch(() => {});
        return true;
      } catch {
        return false;
      }
    },
    drop: (name) => shelf(name)?.drop(),
    /** All that lies there, as it was tapped one after the other. */
    async lying() {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${dataset.name}-`));
      const found = await Promise.all(names.map((name) => read(name.slice(dataset.name.length + 1))));
      return found.flat().toSorted(([, one], [, other]) => (one.since ?? 0) - (other.since ?? 0));
    },
  };
}
