// Whoever signs out in one window leaves no other standing open: each shows nothing any more, and asks for its
// page anew, which leads to the door. A page that is shown to nobody signed in tells the others.
const others = globalThis.BroadcastChannel ? new BroadcastChannel("gone") : null;
const nobody = "nobody" in document.documentElement.dataset;
let gone = false;

/** Tell the other windows that somebody left, and for where; without it they go to the door. */
export const tell = (leaveTo = "") => others?.postMessage(leaveTo);

/** Show nothing of this page any more. */
export function blank() {
  document.body.replaceChildren();
  document.title = "\u200B";
  gone = true;
}

// Whether to leave is not asked then, by any part of a page: this script is there before them, and hears of it first.
addEventListener("beforeunload", (event) => gone && event.stopImmediatePropagation());

if (nobody) tell();
else {
  others?.addEventListener("message", ({ data: leaveTo }) => {
    blank();
    location.replace(leaveTo || location.pathname + location.search);
  });
}
