// The question mark opens the list of keys, and closes it; another key goes where the link leads
// that names it. None does anything while somebody writes, or once they are switched off.
const keys = document.getElementById("keys");
const OFF = "keys-off";
const writes = (event) => event.isComposing || event.target.closest?.("textarea, select, input:not([type=checkbox])");
const held = (event) => event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented;

// A browser that keeps nothing has its keys.
const kept = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};
const areOff = () => kept((store) => store.getItem(OFF)) !== null;

const named = (key) => {
  const found = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key.toLowerCase())}"]:not([data-key])`);
  return found?.closest("[inert]") ? null : found;
};

const pressed = (event) => {
  if (held(event) || writes(event) || areOff()) return;
  const target = event.key === "?" ? keys : event.key.length === 1 && named(event.key);
  if (!target) return;
  event.preventDefault();
  if (target === keys) keys.togglePopover?.();
  else if (target.matches("input")) target.focus();
  else target.click();
};
document.addEventListener("keydown", pressed);

const choice = keys?.querySelector("[data-keys-on]");
if (choice) {
  choice.closest("[hidden]").hidden = false;
  choice.checked = !areOff();
  choice.addEventListener("change", () => kept((store) => (choice.checked ? store.removeItem(OFF) : store.setItem(OFF, ""))));
}
