const PATIENCE = 3000;

/** Whether the server answers: a browser that says it is online may be wrong, and so may one that says no. */
export async function reaches() {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return (await fetch("/robots.txt", { method: "HEAD", cache: "no-store", credentials: "omit", signal })).ok;
  } catch {
    return false;
  }
}
