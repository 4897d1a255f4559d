// How strong a feeling was: a number beside each word, and one for the end. The words behind "more
// words" get theirs here, before anything that was kept is put back; without this, when chosen.
for (const run of document.querySelectorAll("[data-strengths]")) {
  const first = run.querySelector(".felt:has(input[type=number])");
  for (const felt of run.querySelectorAll(".felt:not(:has(input[type=number]))")) {
    const word = felt.querySelector("input");
    const chosen = first.querySelector("input");
    for (const piece of first.querySelectorAll(":scope > :not(.chip)")) felt.append(piece.cloneNode(true));
    for (const number of felt.querySelectorAll("input[type=number]")) {
      number.name = number.name.replace(chosen.value, word.value);
      number.removeAttribute("value");
      number.setAttribute("aria-label", number.getAttribute("aria-label").replace(
        chosen.labels[0].textContent.trim(), word.labels[0].textContent.trim(),
      ));
    }
  }
}
