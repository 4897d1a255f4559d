// Something happened: small comforts. The page asks and saves the same without any of this.
import { tappable } from "./circle.js";

const form = document.querySelector("form.happened");
const growing = !CSS.supports("field-sizing", "content");

function grow(field) {
  field.rows = Math.max(field.dataset.rows, field.value.split("\n").length + Math.floor(field.value.length / 42));
}

function autogrow(field) {
  field.dataset.rows = field.rows;
  field.addEventListener("input", () => grow(field));
  form.addEventListener("putback", () => grow(field));
  grow(field);
}

/** Say in the closed line what was chosen behind it. */
function sayWhen() {
  const fold = form.querySelector("[data-when]");
  const place = fold.querySelector("[name=place]:checked");
  const parts = [];
  const age = form.elements.age.value;
  const past = place?.value === "past";
  if (!past && form.elements.date.value) {
    const at = new Date(`${form.elements.date.value}T${form.elements.time.value || "12:00"}`);
    const how = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" };
    if (!Number.isNaN(at.valueOf())) parts.push(at.toLocaleString(document.documentElement.lang, how));
  }
  if (place) parts.push(place.closest("label").textContent.trim());
  if (past && age) parts.push(age);
  fold.querySelector("[data-when-words]").textContent = parts.join(" · ");
}

if (form) {
  for (const field of growing ? form.querySelectorAll("textarea") : []) autogrow(field);
  const fold = form.querySelector("[data-when]");
  const first = () => JSON.stringify(["date", "time", "age", "place"].map((name) => form.elements[name].value));
  const before = first();
  const said = fold.querySelector("[data-when-words]").textContent;
  form.addEventListener("putback", () => {
    if (first() !== before) return sayWhen();
    fold.querySelector("[data-when-words]").textContent = said;
  });
  fold.addEventListener("change", sayWhen);
  form.addEventListener("click", (event) => {
    const chosen = event.target.closest?.('[name="person"][value="new"]');
    if (chosen && event.detail > 0) form.elements.new_alias.focus();
  });
  tappable(form, form.querySelector("[data-circle]"));
}
