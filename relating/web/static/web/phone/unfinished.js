// What is begun on the page to write on outlasts the page: it is sealed as a letter that is not sent. Nobody
// can read it here again. Whoever comes back sends it as it is, or lets go of it.
import { change, drop, keep, unfinished } from "../page/letters.js";

const PAUSE = 400;
const own = crypto.randomUUID(); // this page, while it is open
const held = (page) => `unfinished-${page}`;

/** What other pages left here that are open no more. */
async function left() {
  const open = new Set((await navigator.locks.query()).held.map((each) => each.name));
  return (await unfinished()).filter((each) => !open.has(held(each.begun)));
}

/** Keep what is begun in a form a moment after each change. `text` says what the form holds, nothing where
 * nothing is in it. */
export function keepUnfinished(form, text, through) {
  let letter = null;
  let timer = 0;
  let turn = Promise.resolve(); // one after another

  async function store() {
    const written = text();
    if (written) letter = await keep(written, through, { begun: own, ...(letter && { n: letter.n }) });
    else if (letter) {
      await drop(letter);
      letter = null;
    }
  }

  /** Store it now. Where there is no room it is in the form alone, as without this. */
  function now() {
    clearTimeout(timer);
    turn = turn.then(store).catch(() => {});
    return turn;
  }

  /** Save in the place of what was begun, by `work` with its number. */
  function save(work) {
    clearTimeout(timer);
    const saved = turn.then(() => work(letter && { n: letter.n })).then(() => (letter = null));
    turn = saved.catch(() => {});
    return saved;
  }

  navigator.locks.request(held(own), () => new Promise(() => {}));
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  });
  document.addEventListener("visibilitychange", () => document.hidden && now());
  return save;
}

/** Of a line that was let go of nothing is left but that it is gone. */
function gone(line) {
  const says = line.querySelector("[data-gone]");
  line.replaceChildren(line.querySelector("time"), says);
  says.hidden = false;
  line.focus();
}

/** Offer what was left: a line for each, from `line`; `sends` is told of a letter that is to go. */
export async function offer(list, line, sends) {
  for (const letter of await left()) {
    const made = line(letter.at);
    const [sending, dropping] = made.querySelectorAll("button");
    sending.addEventListener("click", async () => {
      const { begun, ...saved } = letter;
      await change(saved);
      made.remove();
      sends(saved);
    });
    dropping.addEventListener("click", async () => {
      await drop(letter);
      gone(made);
    });
    list.append(made);
    list.hidden = false;
  }
}
