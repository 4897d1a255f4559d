// The other lock of the shelf: a passkey of this phone, which opens by a finger, a face or the phone's own code. It is
// nothing to sign in with, and no server knows of it: it is asked for one secret (its extension PRF), and of that the
// key is made which unwraps the half that opens. Loaded where a browser says that it can, or a shelf has such a lock.
import { spelled } from "../page/letters.js";

const BYTES = 32;
const ALGORITHMS = [-7, -257]; // what a passkey must be made with; its signature is never looked at
const CAN = ["extension:prf", "userVerifyingPlatformAuthenticator"];
const chance = () => crypto.getRandomValues(new Uint8Array(BYTES));

/** Whether this browser, here, says that it can: an address of numbers has no passkeys. */
export async function able() {
  const can = await globalThis.PublicKeyCredential?.getClientCapabilities?.();
  return Boolean(can) && CAN.every((each) => can[each]) && !/^[\d.]+$|:/u.test(location.hostname);
}

async function keyOf(secret) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = spelled("relating|1|shelf|passkey");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** What a passkey gives for a salt: a secret, once whoever holds the phone is known to it. */
async function secretOf(id, salt) {
  const asked = await navigator.credentials.get({
    publicKey: {
      challenge: chance(),
      allowCredentials: [{ type: "public-key", id, transports: ["internal"] }],
      userVerification: "required",
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  return asked.getClientExtensionResults().prf.results.first;
}

/** A lock with a new passkey, which the phone shows under this name. */
export async function byPasskey(name) {
  const salt = chance();
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: chance(),
      rp: { name },
      user: { id: chance(), name, displayName: name },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "preferred", userVerification: "required" },
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const id = new Uint8Array(made.rawId);
  const { prf } = made.getClientExtensionResults();
  if (!prf?.enabled) throw new Error("this passkey has no secret");
  const given = prf.results?.first ?? (await secretOf(id, salt)); // some give it only when it is asked for
  return { kind: "passkey", id, salt, secret: await keyOf(given) };
}

/** The key of a lock. */
export const ofPasskey = async ({ id, salt }) => keyOf(await secretOf(id, salt));
