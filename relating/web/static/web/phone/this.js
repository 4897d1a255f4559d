// How much waits on this phone to be sent.
import { waiting } from "../page/letters.js";

const count = (await waiting().catch(() => [])).length;
document.querySelector("[data-waits] output").textContent = count;
