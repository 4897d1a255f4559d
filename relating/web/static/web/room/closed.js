// The work has ended: what was marked and not sent lies on this device, until somebody lets go of it.
import { shelves } from "./device.js";

const box = document.querySelector("[data-lying]");
const device = await shelves(box.dataset);
const lying = await device.lying();
const { zone } = box.dataset;
const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: zone });
box.querySelector("[data-times]").textContent = lying.map(([, { at }]) => time.format(new Date(at))).join(", ");
box.hidden = lying.length === 0;
box.querySelector("button").addEventListener("click", () => {
  for (const [name] of lying) device.drop(name);
  box.hidden = true;
});
