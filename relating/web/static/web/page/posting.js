// What could not be sent from a form that makes something new becomes a letter: it goes by itself, without
// a second Save. Where the server took it and only its answer was lost, it is recognised.
import { doors, keep } from "./letters.js";
import { keepSending } from "./sending.js";

const LEFT_OUT = ["csrfmiddlewaretoken", "writer"];

/** Keep what a form holds as a letter, which nothing more is written into; false where the form, or this
 * phone, does not do that. `received` is called once the server has it. */
export async function posted(form, body, received) {
  if (!form.hasAttribute("data-letters")) return false;
  const { pathname, search } = new URL(form.action);
  const { door } = document.querySelector("[data-door]").dataset; // of the case to which this page belongs
  try {
    const through = (await doors()).find((each) => each.address === door);
    if (!through) return false;
    const sent = new URLSearchParams(body);
    for (const name of LEFT_OUT) sent.delete(name);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    const made = await keep({ path: pathname + search, sent: sent.toString(), zone }, through);
    for (const control of form.elements) control.disabled = true;
    keepSending(({ n }, came) => n === made.n && came === "received" && received());
    return true;
  } catch {
    return false; // there is no room, or the browser keeps nothing
  }
}
