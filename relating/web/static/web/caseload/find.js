// Whoever writes the beginning of a name sees those of this page who have it; Enter looks among all.
const field = document.querySelector(".find input[name=words]");
const everybody = [...document.querySelectorAll("#everybody ~ [data-clients] > li")];
const nobody = document.querySelector("[data-nobody]");
const parts = (text) => text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);

field?.addEventListener("input", () => {
  const wanted = parts(field.value);
  for (const each of everybody) {
    const name = parts(each.querySelector("b").textContent);
    each.hidden = !wanted.every((begun) => name.some((part) => part.startsWith(begun)));
  }
  nobody.hidden = everybody.some((each) => !each.hidden);
});
