// The question mark opens the list of keys, and closes it, unless somebody writes.
const keys = document.getElementById("keys");
const writes = (event) => event.isComposing || event.target.closest?.("textarea, select, input:not([type=checkbox])");

if (keys?.togglePopover) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || writes(event)) return;
    event.preventDefault();
    keys.togglePopover();
  });
}
