// Quick exit: hide the page at once, sign out in the background, and be somewhere ordinary.
// Without this script the same button sends the same form. Escape three times does it too. Where no network is,
// the sign-in cannot be ended now: a mark stays behind, and the first request that bears it is signed out.
import { blank, tell } from "./gone.js";

const form = document.querySelector(".exit-form[data-leave-to]");
const QUICK = 1500;
const MARK = "left=1; path=/; max-age=43200; samesite=lax"; // as long as a sign-in, and sent wherever its cookie is
let presses = [];

function leave() {
  const body = new URLSearchParams(new FormData(form));
  blank();
  document.cookie = MARK;
  tell(form.dataset.leaveTo);
  fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(form.dataset.leaveTo);
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < QUICK);
    if (presses.length >= 3) leave();
  });
}

// A page that the browser put aside is not shown again: it is asked for anew, or not at all.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.replaceChildren();
  location.reload();
});
