// Without a connection a tap that sends something would end on the browser's own page, and be lost: the
// page stays, and says so. Only where the server does not answer either: it may be this very machine.
import { reaches } from "./reach.js";

const says = document.querySelector("template[data-unsent]");
const flash = document.querySelector(".messages");
const sure = new WeakSet(); // the forms that go in spite of what the browser says

function say() {
  flash.querySelector("[data-no]")?.remove();
  flash.append(says.content.cloneNode(true));
  flash.classList.add("messages-stay");
}

async function tryAnyway(form, button) {
  if (!(await reaches())) return say();
  sure.add(form);
  form.requestSubmit(button);
}

if (says && flash) {
  addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const other = event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post";
    if (other || navigator.onLine || sure.has(form)) return;
    event.preventDefault();
    tryAnyway(form, submitter);
  });
}
