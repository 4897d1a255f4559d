// Keys for words and dots, as they stand on the page. All but the space bar can be switched off, which is
// remembered on this device; they do nothing while something is typed.
const keys = document.querySelector("[data-keys]");
const SILENT = "relating.room-keys";
const STEPS = { ArrowLeft: -1, ArrowRight: 1 };

const isTyping = (event) =>
  event.isComposing || event.target.closest?.("textarea, select, input:not([type=checkbox])");
const isSilent = () => keys !== null && !keys.querySelector("input").checked;

/** The word that a key stands for, whatever the keyboard writes on its upper row. */
function chipOf(event, words) {
  const digit = /^(?:Digit|Numpad)(\d)$/u.exec(event.code)?.[1];
  const named = CSS.escape(digit ?? event.key.toLowerCase());
  return words?.hidden === false ? words.querySelector(`[data-key="${named}"]`) : null;
}

function remember() {
  if (isSilent()) localStorage.setItem(SILENT, "off");
  else localStorage.removeItem(SILENT);
}

/** Let keys choose a dot (`step`) and tap a word (`word`). */
export function listen(words, step, word) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event) || isSilent()) return;
    if (event.key in STEPS) {
      event.preventDefault();
      step(STEPS[event.key]);
      return;
    }
    const chip = chipOf(event, words);
    if (chip) word(chip);
  });
  if (!keys) return;
  keys.hidden = false;
  keys.querySelector("input").checked = localStorage.getItem(SILENT) === null;
  keys.addEventListener("change", remember);
}
