// The circle of a form: a tap chooses the words below it, and the words move the marks.
const SIDE = 100;
const STEP = 0.05;

const rounded = (value) => Math.round(value / STEP) * STEP;

/** A place within the circle, each side from -1 to 1, to a twentieth. */
function within(warmth, dominance) {
  const far = Math.max(1, Math.hypot(warmth, dominance));
  return [warmth / far, dominance / far].map((value) => Number(rounded(value).toFixed(2)));
}

/** Choose a number in a list of words: the words nearest to it, with the number itself behind. */
function choose(list, value) {
  const text = Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (![...list.options].some((each) => each.value === text)) {
    list.querySelector("[data-tapped]")?.remove();
    const steps = [...list.options].filter((each) => each.value !== "");
    steps.sort((one, two) => Math.abs(one.value - value) - Math.abs(two.value - value));
    const option = new Option(steps[0].text, text);
    option.dataset.tapped = "";
    list.add(option);
  }
  list.value = text;
}

export function tappable(form, ask) {
  if (!ask) return;
  const picture = ask.querySelector("svg");
  const lists = (who) => [form.elements[`${who}_warmth`], form.elements[`${who}_dominance`]];
  const place = (who) => {
    const [warmth, dominance] = lists(who).map((list) => list.value);
    return warmth === "" && dominance === "" ? null : [Number(warmth), Number(dominance)];
  };

  function draw() {
    const places = ["my", "other"].map((who) => {
      const at = place(who);
      const mark = ask.querySelector(`[data-dot="${who}"]`);
      mark.setAttribute("visibility", at ? "visible" : "hidden");
      if (at) mark.setAttribute("transform", `translate(${at[0] * SIDE} ${-at[1] * SIDE})`);
      return at;
    });
    const joined = places.every(Boolean) ? places.map(([x, y]) => `${x * SIDE} ${-y * SIDE}`) : [];
    ask.querySelector("[data-line]").setAttribute("d", joined.length > 0 ? `M${joined.join("L")}` : "");
  }

  picture.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM().inverse());
    const who = ask.querySelector("[data-who]:checked").value;
    const values = within(at.x / SIDE, -at.y / SIDE);
    lists(who).forEach((list, side) => choose(list, values[side]));
    if (who === "my" && !place("other")) ask.querySelector('[data-who][value="other"]').checked = true;
    form.dispatchEvent(new Event("change"));
    draw();
  });
  form.addEventListener("change", draw);
  form.addEventListener("putback", draw);
  ask.querySelector("[data-tap]").hidden = false;
  draw();
}
