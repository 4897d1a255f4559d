// In a bad moment, on the page on which she writes: whom to call is there at once, with a connection or
// without. It opens by what she chose, or by a tap; nothing is read and nothing is sent.
const steady = document.querySelector(".steady");
const card = steady?.querySelector("[data-here]");
const form = steady?.closest("form");
const REACHED = 3000;
const STILL_HERE = 1500;
let asked = false;

const chose = () =>
  steady.dataset.danger.split(" ").some((each) => {
    const [name, value] = each.split("=");
    return form.querySelector(`[name="${name}"][value="${value}"]:checked`) !== null;
  });

const show = () => (card.hidden = !asked && !chose());
const look = () => card.scrollIntoView({ block: "start" });

/** Whether the page for bad moments can be had at all: the larger one, with the plan and a way on. */
async function reaches() {
  const how = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(REACHED) };
  try {
    return navigator.onLine && (await fetch("/robots.txt", how)).ok;
  } catch {
    return false;
  }
}

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
    if (leaves && (await reaches())) location.assign(link.href);
  });
  show();
}
