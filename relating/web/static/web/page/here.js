// In a bad moment, on the page on which she writes: whom to call is there at once, with a connection or
// without. It opens by what she chose, or by a tap; nothing is read and nothing is sent.
import { reaches } from "./reach.js";

const steady = document.querySelector(".steady");
const card = steady?.querySelector("[data-here]");
const form = steady?.closest("form");
const STILL_HERE = 1500;
let asked = false;

const chose = () =>
  steady.dataset.danger.split(" ").some((each) => {
    const [name, value] = each.split("=");
    return form.querySelector(`[name="${name}"][value="${value}"]:checked`) !== null;
  });

const show = () => (card.hidden = !asked && !chose());
const look = () => card.scrollIntoView({ block: "start" });

if (card && form) {
  form.addEventListener("change", show);
  form.addEventListener("putback", show);
  form.addEventListener("submit", () => setTimeout(() => card.hidden || look(), STILL_HERE));
  steady.querySelector("[data-help]").addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.currentTarget;
    const leaves = !link.target;
    asked = true;
    show();
    look();
    if (leaves || !navigator.onLine) event.preventDefault();
    // the page for bad moments is the larger one, with the plan and a way on
    if (leaves && navigator.onLine && (await reaches())) location.assign(link.href);
  });
  show();
}
