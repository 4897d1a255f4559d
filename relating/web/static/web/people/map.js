// The map: somebody is moved with a mouse, a finger or the arrow keys, and the form is sent once they
// are let go of. Looking back asks the server for another picture and writes nothing.
const FAR_ENOUGH = 6;
const RINGS = ["near", "middle", "far"];
const FULL = 360;
const WAYS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

const number = (element, name) => Number(element.getAttribute(name));

/** The middle and the rings of a picture, the nearest first. */
function rings(picture) {
  return RINGS.map((name) => {
    const drawn = picture.querySelector(`[data-ring="${name}"]`);
    return { name, drawn, x: number(drawn, "cx"), y: number(drawn, "cy"), rx: number(drawn, "rx"), ry: number(drawn, "ry") };
  });
}

/** In which ring a point lies; beyond all of them it is off the map. */
function ringAt(every, x, y) {
  const found = every.find((ring) => Math.hypot((x - ring.x) / ring.rx, (y - ring.y) / ring.ry) <= 1);
  return found ? found.name : "off";
}

/** Where around the middle a point lies, in degrees. */
function turnedAt(every, x, y) {
  const far = every.at(-1);
  const turned = (Math.atan2((y - far.y) / far.ry, (x - far.x) / far.rx) * FULL) / (2 * Math.PI);
  return Math.round(turned + FULL) % FULL;
}

const over = (every, name) => every.forEach((ring) => ring.drawn.classList.toggle("is-over", ring.name === name));

/** Send where somebody was let go of: one form, as if it had been pressed. */
function keep(form, stone, ring, turned) {
  form.elements.place.value = `${stone.href.baseVal.split("/").at(-2)}.${ring}`;
  form.elements.turned.value = turned;
  form.requestSubmit();
}

/** A stone in the hand: what was pressed, where its middle is, and how large a pixel is. */
function held(stone, event, picture) {
  const drawn = stone.querySelector("use");
  return {
    stone,
    every: rings(picture),
    from: [event.clientX, event.clientY],
    at: [number(drawn, "x"), number(drawn, "y")],
    scale: number(picture, "width") / picture.getBoundingClientRect().width,
    moved: false,
    ring: "",
  };
}

function lies(hand, event) {
  return [0, 1].map((side) => hand.at[side] + ([event.clientX, event.clientY][side] - hand.from[side]) * hand.scale);
}

function follow(hand, event) {
  const [x, y] = lies(hand, event);
  hand.moved ||= Math.hypot(event.clientX - hand.from[0], event.clientY - hand.from[1]) > FAR_ENOUGH;
  if (!hand.moved) return;
  hand.stone.classList.add("is-held");
  hand.stone.setAttribute("transform", `translate(${x - hand.at[0]} ${y - hand.at[1]})`);
  const ring = ringAt(hand.every, x, y);
  if (ring !== hand.ring) over(hand.every, ring);
  hand.ring = ring;
}

function backToPlace(hand) {
  hand.stone.removeAttribute("transform");
  hand.stone.classList.remove("is-held");
  over(hand.every, "");
}

/** With a mouse or a finger. A press that does not move follows the link to the person's page. */
function byHand(picture, form) {
  let hand = null;
  let justMoved = false;
  picture.addEventListener("dragstart", (event) => event.preventDefault());
  picture.addEventListener("pointerdown", (event) => {
    const stone = event.target.closest("a");
    justMoved = false;
    if (stone && event.button === 0 && event.isPrimary) hand = held(stone, event, picture);
  });
  picture.addEventListener("pointermove", (event) => {
    if (!hand) return;
    follow(hand, event);
    if (hand.moved && !picture.hasPointerCapture(event.pointerId)) picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointerup", (event) => {
    if (hand?.moved) {
      justMoved = true;
      over(hand.every, "");
      keep(form, hand.stone, hand.ring, turnedAt(hand.every, ...lies(hand, event)));
    }
    hand = null;
  });
  const letGo = () => {
    if (hand) backToPlace(hand);
    hand = null;
  };
  picture.addEventListener("pointercancel", letGo);
  addEventListener("keydown", (event) => event.key === "Escape" && letGo());
  picture.addEventListener("click", (event) => justMoved && event.preventDefault(), true);
}

/** With the keys: the arrows choose a ring, Enter keeps it, Escape leaves it as it was. */
function byKeys(picture, form, says) {
  let chosen = null;
  const forget = () => {
    chosen = null;
    over(rings(picture), "");
  };
  picture.addEventListener("focusout", forget);
  picture.addEventListener("keydown", (event) => {
    const stone = event.target.closest("a");
    if (!stone) return;
    if (event.key in WAYS) {
      event.preventDefault();
      const every = rings(picture);
      const drawn = stone.querySelector("use");
      const now = chosen ?? ringAt(every, number(drawn, "x"), number(drawn, "y"));
      const steps = [...RINGS, "off"];
      chosen = steps[Math.min(Math.max(steps.indexOf(now) + WAYS[event.key], 0), steps.length - 1)];
      over(every, chosen);
      const label = picture.querySelector(`[data-ring="${chosen}"]`)?.dataset.called ?? says.dataset.off;
      says.textContent = `${stone.getAttribute("aria-label").split(",")[0]}: ${label}`;
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      keep(form, stone, chosen, "");
    } else if (event.key === "Escape") forget();
  });
}

/** The upright map begins at the middle. */
function begin(figure) {
  const scroll = figure.querySelector(".map-scroll");
  scroll.scrollLeft = (scroll.scrollWidth - scroll.clientWidth) / 2;
}

/** Then and now: another picture stands in the place of this one. */
async function look(figure, form) {
  const query = new URLSearchParams(new FormData(form)).toString();
  const answer = await fetch(`?${query}`, { headers: { Accept: "text/html" } });
  if (!answer.ok) return form.submit();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-map]");
  const { name, value } = document.activeElement ?? {};
  history.replaceState(null, "", `?${query}`);
  figure.replaceWith(next);
  ready(next);
  const again = [...next.querySelectorAll("[data-then] input")].find((each) => each.name === name && (name === "ago" || each.value === value));
  again?.focus();
}

function ready(figure) {
  begin(figure);
  const then = figure.querySelector("[data-then]");
  if (then) {
    then.querySelector("button").remove();
    then.addEventListener("change", () => look(figure, then));
  }
  const form = figure.querySelector("[data-place]");
  if (!form) return;
  const picture = figure.querySelector("svg.map");
  picture.classList.add("can-move");
  figure.querySelector("[data-how]").hidden = false;
  byHand(picture, form);
  byKeys(picture, form, figure.querySelector("[data-says]"));
}

for (const figure of document.querySelectorAll("[data-map]")) ready(figure);
