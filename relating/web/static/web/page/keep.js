// Nothing typed is ever lost: a form with data-draft is kept on the device in the task in which
// something was typed, put back when the page is opened again, and forgotten only when the server has
// said "received".
import { posted } from "./posting.js";
import { opened } from "./sealed.js";

const PAUSE = 200;
const PATIENCE = 20000;
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "writer", "circle_who"]);

const answers = (form) =>
  [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.has(name) && typeof value === "string");
const written = (form) => JSON.stringify(answers(form));
/** What a person did, apart from the ids and times the page brought along. */
const touched = (form) =>
  JSON.stringify(answers(form).filter(([name]) => form.elements[name]?.type !== "hidden"));

function show(element, on) {
  if (element) element.hidden = !on;
}

function fill(form, entries) {
  const given = new Map();
  for (const [name, value] of entries) given.set(name, [...(given.get(name) ?? []), value]);
  for (const control of form.elements) {
    if (!control.name || LEFT_OUT.has(control.name)) continue;
    const values = given.get(control.name) ?? [];
    if (control.type === "checkbox" || control.type === "radio") {
      control.checked = values.includes(control.value);
    } else if (values.length > 0) {
      if (control.tagName === "SELECT" && ![...control.options].some((each) => each.value === values[0])) {
        control.add(new Option(values[0], values[0]));
      }
      control.value = values[0];
    }
  }
  for (const fold of form.querySelectorAll("details")) {
    if (holdsAnswer(fold)) fold.open = true;
  }
  form.dispatchEvent(new CustomEvent("putback"));
}

/** Whether something in a fold was answered that cannot be seen while it is closed. */
function holdsAnswer(fold) {
  if (fold.hasAttribute("data-when")) return false;
  return [...fold.querySelectorAll("input, select, textarea")].some((control) => {
    if (control.disabled || control.hasAttribute("data-who")) return false;
    if (control.type === "checkbox" || control.type === "radio") return control.checked && control.value !== "";
    return control.value !== "";
  });
}

async function keep(form) {
  const settles = form.hasAttribute("data-settles");
  const pristine = touched(form);
  const blank = answers(form);
  const line = form.querySelector("[data-kept]");
  show(line, Boolean(globalThis.crypto?.subtle) && !settles); // nothing moves once the keys are there
  line?.classList.add("waiting");
  const here = await opened(form.dataset).catch(() => null);
  const shelf = here && here.place(form.dataset.draft);
  const back = form.querySelector("[data-put-back]");
  const sentLine = form.querySelector("[data-sent]");
  let kept = shelf !== null;
  let timer = 0;
  let busy = false;
  let waits = false; // for a connection, to be sent once more
  let gone = false;

  const say = (what) => {
    const words = form.querySelector(`template[data-say="${what}"]`)?.content.cloneNode(true);
    sentLine?.replaceChildren(words ?? "");
  };
  /** The line keeps its place while there is nothing to say, so that nothing jumps when there is. */
  const sayKept = (on) => {
    show(line, shelf !== null && !settles);
    line?.classList.toggle("waiting", !on);
  };

  /** Keep what is written, now; `last` is the moment in which the page goes. */
  function store(last = false) {
    if (!shelf || settles || gone) return;
    try {
      if (touched(form) === pristine && !form.hasAttribute("data-bound")) {
        shelf.drop();
        kept = true;
      } else {
        kept = shelf.put(written(form), last);
      }
    } catch {
      kept = false; // there is no room
    }
    sayKept(kept && touched(form) !== pristine);
    timer ||= setTimeout(settle, PAUSE);
  }
  async function settle() {
    timer = 0;
    if (gone) return;
    if (!kept) return store();
    await shelf.seal().catch(() => {});
  }

  async function putBack() {
    let text = null;
    try {
      text = await shelf.get();
    } catch {
      shelf.drop(); // sealed with another key: nobody can open it any more
    }
    if (text === null || touched(form) !== pristine) return;
    fill(form, JSON.parse(text));
    show(back, true);
    sayKept(true);
  }

  function forget() {
    gone = true;
    clearTimeout(timer);
    shelf?.drop();
  }

  async function send(button) {
    waits = false;
    store();
    say("sending");
    const body = new URLSearchParams(new FormData(form, button));
    const options = { method: "POST", body, headers: { Accept: "application/json" } };
    let answer;
    try {
      answer = await fetch(form.action, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      if (await posted(form, body, () => say("received"))) {
        forget();
        sayKept(false);
        busy = "posted";
        return say("posted");
      }
      waits = true;
      return say(kept && !settles ? "offline" : "unkept");
    }
    if (answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const { next } = await answer.json();
      forget();
      return location.replace(next);
    }
    if (answer.status >= 500) return say("broken");
    gone = true; // anything else is a page to be seen: send it the ordinary way; nothing was saved yet
    if (!button) return form.submit();
    busy = gone = "sent";
    form.requestSubmit(button);
  }

  form.addEventListener("submit", async (event) => {
    if (busy === "sent") return; // it goes the ordinary way, with the button that was pressed
    event.preventDefault();
    if (busy) return;
    busy = true;
    await send(event.submitter).finally(() => {
      if (busy === true) busy = false;
    });
  });
  addEventListener("online", () => {
    if (waits) say("again");
  });
  form.addEventListener("input", () => store());
  form.addEventListener("change", () => store());
  addEventListener("pagehide", () => {
    if (timer) store(true);
  });
  addEventListener("beforeunload", (event) => {
    if (!gone && !kept && touched(form) !== pristine) event.preventDefault();
  });
  const afresh = form.querySelector("[data-aside]");
  let aside = null; // what was put aside by "Start afresh", until something new is written
  form.querySelector("[data-afresh]")?.addEventListener("click", () => {
    aside = answers(form);
    fill(form, blank);
    store();
    show(back, false);
    show(afresh, true);
    afresh?.querySelector("button")?.focus();
  });
  afresh?.querySelector("button")?.addEventListener("click", () => {
    if (aside) fill(form, aside);
    aside = null;
    store();
    show(afresh, false);
    show(back, true);
    back?.querySelector("button")?.focus();
  });
  const letGo = () => {
    aside = null;
    show(afresh, false);
  };
  form.addEventListener("input", letGo);
  form.addEventListener("change", letGo);
  for (const link of shelf ? form.querySelectorAll("a[data-keeps]") : []) {
    link.removeAttribute("target"); // what is written waits here, so the page may be left
    link.addEventListener("click", () => store(true));
  }
  sayKept(false);
  if (shelf && !settles) {
    if (form.hasAttribute("data-bound")) store();
    else await putBack();
  }
  form.dataset.ready = "";
}

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
