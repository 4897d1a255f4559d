// Which of the phones in the list is this one, and how much waits here.
import { doors, waiting } from "../page/letters.js";

const here = new Set((await doors().catch(() => [])).map((each) => each.device));
for (const line of document.querySelectorAll("[data-device]")) {
  if (here.has(line.dataset.device)) line.querySelector("[data-this]").hidden = false;
}
const count = (await waiting().catch(() => [])).length;
const told = document.querySelector("[data-waits]");
told.querySelector("output").textContent = count;
told.hidden = count === 0;
