// While the Room is open and the hour goes on, its counsellor is there: the sign-in stays.
const AWAKE = 4 * 60000;

/** Say so from time to time, while `goesOn`. */
export function stay(form, goesOn) {
  setInterval(() => {
    if (document.visibilityState !== "visible" || !goesOn()) return;
    const body = new URLSearchParams(new FormData(form));
    body.set("marks", "[]");
    fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => {});
  }, AWAKE);
}
