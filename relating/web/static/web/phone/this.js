// How much waits on this phone to be sent, and how much was begun there and not saved.
import { unfinished, waiting } from "../page/letters.js";

for (const [name, lying] of Object.entries({ waits: waiting, left: unfinished })) {
  const count = (await lying().catch(() => [])).length;
  document.querySelector(`[data-${name}] output`).textContent = count;
}
