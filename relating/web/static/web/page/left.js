// What was typed into a form of a case that has ended since: it is kept on the device, and can be read
// and copied until somebody lets go of it.
import { opened } from "./sealed.js";

async function show(box) {
  const here = await opened(box.dataset).catch(() => null);
  const shelf = here?.place(box.dataset.draft);
  const kept = await shelf?.get().catch(() => null);
  if (!kept) return;
  const names = new Set(box.dataset.names.split(" "));
  const words = JSON.parse(kept).filter(([name, value]) => names.has(name) && value.trim() !== "");
  if (words.length === 0) return;
  box.querySelector("textarea").value = words.map(([, value]) => value).join("\n\n");
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    shelf.drop();
    box.hidden = true;
  });
}

for (const box of document.querySelectorAll("[data-left]")) show(box);
