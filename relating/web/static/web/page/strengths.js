// How strong a feeling was: a number beside each word, one for the end, and whether it lay underneath
// another; here before anything that was kept is put back. Without this, for words that were chosen.
export function fitOut(where) {
  for (const run of where.querySelectorAll("[data-strengths]")) {
    const pattern = run.querySelector("template[data-felt]");
    for (const word of run.querySelectorAll("[name=feelings]")) {
      const chip = word.closest(".chip");
      if (chip.parentElement.matches(".felt")) continue;
      const felt = document.createElement("span");
      felt.className = "felt";
      chip.replaceWith(felt);
      felt.append(chip, pattern.content.cloneNode(true));
      for (const field of felt.querySelectorAll("[aria-label]")) {
        field.name = field.name.replace("-code-", word.value);
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace("#", chip.textContent.trim()));
      }
    }
  }
}

fitOut(document);
