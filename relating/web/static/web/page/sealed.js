// Text sealed with a key that only a page for somebody signed in carries (AES-GCM), in localStorage.
const VECTOR = 12;
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const letters = (data) => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(""));

/** A place that keeps one sealed text under a name; `null` where the browser cannot seal. */
export async function place(name, key) {
  if (!globalThis.crypto?.subtle) return null;
  const usages = ["encrypt", "decrypt"];
  const opener = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, usages);
  const how = (iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });
  return {
    async put(text) {
      const iv = crypto.getRandomValues(new Uint8Array(VECTOR));
      const sealed = await crypto.subtle.encrypt(how(iv), opener, new TextEncoder().encode(text));
      localStorage.setItem(name, letters(iv) + letters(new Uint8Array(sealed)));
    },
    async get() {
      const text = localStorage.getItem(name);
      if (text === null) return null;
      const iv = bytes(text.slice(0, 16));
      const plain = await crypto.subtle.decrypt(how(iv), opener, bytes(text.slice(16)));
      return new TextDecoder().decode(plain);
    },
    drop: () => localStorage.removeItem(name),
  };
}
