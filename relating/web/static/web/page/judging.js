// A judgement that poses as a feeling gets a gentle word beside it, which can be sent away.
const WAIT = 400;
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&").replaceAll(/\s+/gu, "\\s+");

for (const place of document.querySelectorAll("[data-judging]")) {
  const field = place.querySelector("textarea");
  const note = place.querySelector("[data-judged]");
  const word = note.querySelector("[data-word]");
  const words = place.dataset.judging.split("|").map((each) => escaped(each.trim())).filter(Boolean);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(${words.join("|")})(?![\\p{L}\\p{N}_])`, "iu");
  const left = new Set();
  let timer = 0;

  const look = () => {
    const found = pattern.exec(field.value)?.[1].toLowerCase().replaceAll(/\s+/gu, " ");
    const shown = Boolean(found) && !left.has(found);
    if (shown) word.textContent = found;
    note.hidden = !shown;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
  note.querySelector("[data-dismiss]").addEventListener("click", () => {
    left.add(word.textContent);
    note.hidden = true;
    field.focus();
  });
  field.form.addEventListener("putback", look);
}
