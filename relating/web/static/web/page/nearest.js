// Marks in a picture are smaller than a thumb: a tap takes the nearest one. A mouse is exact by
// itself. Among marks the arrow keys lead to the nearest one that way, so that Tab need not.
const REACH = 24;
const NEIGHBOURS = 12;

const isThumb = (event) =>
  event.detail > 0 && (event.pointerType ? event.pointerType !== "mouse" : matchMedia("(pointer: coarse)").matches);
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

const beyond = (at, from, to) => Math.max(from - at, 0, at - to);

/** Where a mark itself lies, without the line that leads from it to the other. */
const lies = (mark) => (mark.querySelector(".tie") ? mark.firstElementChild : mark).getBoundingClientRect();

/** How far a point is from the middle of a mark; from its edge where the mark is long. */
function away(mark, x, y) {
  const box = lies(mark);
  const reach = Math.hypot(beyond(x, box.left, box.right), beyond(y, box.top, box.bottom));
  const middle = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
  return Math.max(box.width, box.height) > 2 * NEIGHBOURS ? reach : middle;
}

/** Among marks that lead nowhere a tap must be nearer, so that it does not open another one. */
const reach = (picture) => (picture.querySelector(".older") ? NEIGHBOURS : REACH);

function nearest(picture, x, y) {
  let found = null;
  let least = reach(picture);
  for (const mark of picture.querySelectorAll("a")) {
    const far = away(mark, x, y);
    if (far < least) [found, least] = [mark, far];
  }
  return found;
}

/** The first touch shows where the other stood, the next one reads what happened. */
function shows(mark, picture) {
  for (const other of picture.querySelectorAll(".touched")) other.classList.remove("touched");
  mark.classList.add("touched");
  mark.parentNode.append(mark);
}

function take(event) {
  if (!isThumb(event) || !isPlain(event)) return;
  const mark = nearest(event.currentTarget, event.clientX, event.clientY);
  if (!mark) return;
  event.preventDefault();
  if (mark.querySelector(".tie") && !mark.classList.contains("touched")) return shows(mark, event.currentTarget);
  location.assign(mark.href.baseVal);
}

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const middle = (mark) => {
  const box = lies(mark);
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
};

/** The mark that lies this way from another: near, and more ahead than aside. */
function ahead(picture, from, [right, down]) {
  const [x, y] = middle(from);
  let found = null;
  let least = Infinity;
  for (const mark of picture.querySelectorAll("a")) {
    const [dx, dy] = [middle(mark)[0] - x, middle(mark)[1] - y];
    const on = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (on > 0.5 && on + 2 * aside < least) [found, least] = [mark, on + 2 * aside];
  }
  return found;
}

function move(event) {
  const from = event.target.closest?.("a");
  if (!from || !WAYS[event.key] || !isPlain(event)) return;
  const next = ahead(event.currentTarget, from, WAYS[event.key]);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

for (const picture of document.querySelectorAll("svg.draw")) {
  picture.addEventListener("click", take);
  picture.addEventListener("keydown", move);
}
