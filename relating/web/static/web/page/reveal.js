// A passphrase of four words is long to type unseen: a box shows it, and hides it again when it is sent.
for (const label of document.querySelectorAll("[data-reveal]")) {
  const box = label.querySelector("input");
  const form = label.closest("form");
  const fields = form.querySelectorAll("input[type=password]");
  const show = (on) => fields.forEach((field) => (field.type = on ? "text" : "password"));
  box.checked = false;
  box.addEventListener("change", () => show(box.checked));
  form.addEventListener("submit", () => show(false));
  label.hidden = false;
}
