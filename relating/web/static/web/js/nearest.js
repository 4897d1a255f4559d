// Marks in a picture are smaller than a thumb: a tap takes the nearest one. A mouse is exact by
// itself, and a key comes from a mark that has the focus.
const REACH = 24;
const NEIGHBOURS = 12;

const isThumb = (event) =>
  event.detail > 0 && (event.pointerType ? event.pointerType !== "mouse" : matchMedia("(pointer: coarse)").matches);
const isPlain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

/** How far a point is from the middle of a mark; from its edge where the mark is long. */
function away(mark, x, y) {
  const box = mark.getBoundingClientRect();
  const beyond = (at, from, to) => Math.max(from - at, 0, at - to);
  const reach = Math.hypot(beyond(x, box.left, box.right), beyond(y, box.top, box.bottom));
  const middle = Math.hypot(x - (box.left + box.right) / 2, y - (box.top + box.bottom) / 2);
  return Math.max(box.width, box.height) > 2 * NEIGHBOURS ? reach : middle;
}

function nearest(picture, x, y) {
  let found = null;
  let least = REACH;
  for (const mark of picture.querySelectorAll("a")) {
    const far = away(mark, x, y);
    if (far < least) [found, least] = [mark, far];
  }
  return found;
}

function take(event) {
  if (!isThumb(event) || !isPlain(event)) return;
  const mark = nearest(event.currentTarget, event.clientX, event.clientY);
  if (!mark) return;
  event.preventDefault();
  location.assign(mark.href.baseVal);
}

for (const picture of document.querySelectorAll("svg.draw")) picture.addEventListener("click", take);
