// What waits for an answer of hers, behind the lock of the page to write on: an answer is sealed and kept as all is
// that is written here, and is asked for no more. What was begun is there again once it is unlocked again.
import { putBack as putBackShelf } from "../page/shelf.js";
import { answers, putBack } from "./answers.js";

const place = document.querySelector("[data-asked]");
const begun = new Map(); // by the address of its form, in the memory of this page alone
const path = (form) => form.getAttribute("action");

function say(form, name) {
  for (const each of form.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
}

/** Keep one answer; `keep` seals it. Once it is kept it is asked no more, here and on the shelf. */
async function answer(form, given, keep) {
  if (answers(form).length === 0) return say(form, "empty");
  try {
    await keep(path(form), new URLSearchParams(new FormData(form)).toString());
  } catch {
    return say(form, "full"); // there is no room: what was typed stays
  }
  begun.delete(path(form));
  given.asked = given.asked.filter((each) => each.path !== path(form));
  await putBackShelf(given).catch(() => {}); // kept is kept, though it may be asked once more
  form.closest("details").remove(); // last: whoever sees it go may close the page
}

/** Ask what waits. `pieces` makes parts of a page of a text. */
export function ask(given, pieces, keep) {
  place.replaceChildren(...(given.asked ?? []).flatMap((each) => pieces(each.page)));
  for (const form of place.querySelectorAll("form")) {
    putBack(form, form, begun.get(path(form)) ?? []);
    form.addEventListener("input", () => begun.set(path(form), answers(form)));
    let busy = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (busy) return;
      busy = true;
      await answer(form, given, keep);
      busy = false;
    });
  }
}

/** Nothing of it is on the page any more. */
export const putAside = () => place.replaceChildren();
