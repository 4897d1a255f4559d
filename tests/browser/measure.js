// What is wrong with a page at the size at which it stands, one line a fault. The parts of a page are
// read once: its words with the boxes of their letters, and what can be pressed.
() => {
  const INLINE = new Set(["inline", "contents"]);
  const PRESSED =
    "a[href], button, summary, label:has(input, select), input, select, textarea, [tabindex='0']";
  const SIDEWAYS = ".scrolltable, .scrollpic";
  const ORDINARY = 16; // letters of an ordinary word, which is never broken
  // Whose words step aside where there is no room for them; what is folded opens whole.
  const GIVES_WAY = ".bar-back, .fold > summary, .prepare .row-words";
  const CAPTION = ".face, .rail-name"; // what stands small under a stone, where long names have to break
  const LEAST = 24; // of a target, WCAG 2.5.8
  const root = document.documentElement;
  const wide = root.clientWidth;
  const high = innerHeight;
  const main = document.querySelector("main") ?? document.body;
  const faults = new Set();
  const named = (element) => {
    const classes = [...element.classList].map((each) => `.${each}`).join("");
    const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 32);
    return `${element.localName}${classes} "${words || element.name || ""}"`;
  };
  const style = memo((element) => getComputedStyle(element));
  const box = memo((element) => element.getBoundingClientRect());
  const shown = memo((element) => {
    const there = element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
    return there && !element.closest(".skip, select, template") && !heard(element);
  });
  // What is only read out.
  const heard = memo((element) => {
    if (style(element).clipPath === "inset(50%)") return true;
    return element.parentElement !== null && heard(element.parentElement);
  });
  const seen = (element) => shown(element) && box(element).width > 1 && box(element).height > 1;
  const drawn = (element) => element.closest("svg") !== null;
  const layer = memo((element) => {
    for (let each = element; each; each = each.parentElement) {
      if (["fixed", "sticky"].includes(style(each).position)) return each;
    }
    return null;
  });

  function memo(find) {
    const known = new WeakMap();
    return (element) => {
      if (!known.has(element)) known.set(element, find(element));
      return known.get(element);
    };
  }

  // Words, and the boxes of their letters: more than one where a word is broken.
  function* words() {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const parent = text.parentElement;
      if (!text.data.trim() || drawn(parent) || !shown(parent) || parent.closest(GIVES_WAY)) continue;
      for (const found of text.data.matchAll(/[^\s\-–—/·…\u00ad\u200b]+/g)) {
        range.setStart(text, found.index);
        range.setEnd(text, found.index + found[0].length);
        const rects = [...range.getClientRects()].filter((each) => each.width > 0.5);
        if (rects.length) yield { text: found[0], parent, rects };
      }
    }
  }

  const block = memo((element) => {
    let each = element;
    while (INLINE.has(style(each).display)) each = each.parentElement;
    return each;
  });
  const length = (text) => parseFloat(text) || 0;
  const room = memo((element) => {
    const { paddingLeft, paddingRight, display, columnGap, flexDirection } = style(element);
    const width = element.clientWidth - length(paddingLeft) - length(paddingRight);
    if (!display.endsWith("flex") || flexDirection.startsWith("column")) return width;
    const before = length(getComputedStyle(element, "::before").width);
    const widths = [...element.children]
      .filter((each) => seen(each) && style(each).position !== "absolute")
      .map((each) => box(each).width);
    return [before, ...widths].reduce((left, each) => left - each - length(columnGap), width);
  });
  const page = room(main);

  function broken({ text, parent, rects }) {
    if (Math.abs(rects[0].top - rects.at(-1).top) < 3) return;
    const width = rects.reduce((sum, each) => sum + each.width, 0);
    const letters = parent.closest(CAPTION) ? ORDINARY / 2 : ORDINARY;
    const ordinary = text.length <= letters && width <= page * 0.94;
    if (ordinary || width + 1 < room(block(parent))) {
      faults.add(`broken word: "${text}" in ${named(block(parent))}`);
    }
  }

  const clipping = memo((element) => {
    const found = [];
    for (let each = element; each && each !== document.body; each = each.parentElement) {
      const { overflowX, overflowY } = style(each);
      if (overflowX !== "visible" || overflowY !== "visible") found.push([each, overflowX, overflowY]);
    }
    return found;
  });
  const control = memo((element) => element.closest(PRESSED));

  function cut({ text, parent, rects }) {
    for (const rect of rects) {
      const slack = rect.height / 4;
      for (const [each, across, down] of clipping(parent)) {
        const inside = box(each);
        const below = rect.top < inside.top - slack || rect.bottom > inside.bottom + slack;
        if (each.matches(SIDEWAYS)) return;
        if (aside(rect, inside) && across !== "visible") {
          faults.add(`cut off at the side: "${text}" in ${named(each)}`);
        }
        if (below && ["hidden", "clip"].includes(down)) {
          faults.add(`cut off below: "${text}" in ${named(each)}`);
        }
      }
      const pressed = control(parent);
      if (pressed && !INLINE.has(style(pressed).display) && aside(rect, box(pressed))) {
        faults.add(`sticks out: "${text}" of ${named(pressed)}`);
      }
      if (rect.right > wide + 1 || rect.left < -1) {
        faults.add(`beside the screen: "${text}" in ${named(parent)}`);
      }
    }
  }

  function aside(rect, inside) {
    return rect.left < inside.left - 1.5 || rect.right > inside.right + 1.5;
  }

  // Words that lie over each other, one of them of something that can be pressed.
  function overlapping(all) {
    const boxes = all.flatMap(({ parent, rects, text }) =>
      parent.closest(SIDEWAYS) ? [] : rects.map((rect) => ({ parent, rect, text })),
    );
    for (const each of document.querySelectorAll(PRESSED)) {
      if (seen(each) && !drawn(each) && !each.textContent.trim() && Number(style(each).opacity) > 0) {
        boxes.push({ parent: each, rect: box(each), text: "" });
      }
    }
    boxes.sort((one, other) => one.rect.top - other.rect.top);
    boxes.forEach((one, place) => {
      for (let next = place + 1; next < boxes.length; next += 1) {
        const other = boxes[next];
        if (other.rect.top > one.rect.bottom - 3) break;
        if (apart(one.rect, other.rect) || layer(one.parent) !== layer(other.parent)) continue;
        const [first, second] = [control(one.parent), control(other.parent)];
        if (first === second || (first ?? second)?.contains((first ? other : one).parent)) continue;
        const both = [one, other].map(({ text, parent }) => `"${text}" of ${named(parent)}`);
        faults.add(`over each other: ${both.join(", ")}`);
      }
    });
  }

  function apart(one, other) {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    return across < 3 || down < Math.min(one.height, other.height) * 0.3;
  }

  // Targets that are small need room around them, but for links within a sentence.
  function targets() {
    const found = [...document.querySelectorAll(PRESSED)].filter(
      (each) => seen(each) && !drawn(each) && !underLabel(each),
    );
    const small = found.filter((each) => least(each) < LEAST - 0.5 && !inSentence(each));
    for (const each of small) {
      const near = found.find((other) => !within(each, other) && reached(each, other, small));
      if (near) faults.add(`small and close: ${named(each)} ${Math.round(least(each))}, ${named(near)}`);
    }
  }

  const least = (element) => Math.min(box(element).width, box(element).height);
  const within = (one, other) => one.contains(other) || other.contains(one);
  const underLabel = (each) =>
    each.matches("input") && (Number(style(each).opacity) === 0 || each.closest("label") !== null);
  const inSentence = (each) =>
    style(each).display === "inline" &&
    each.parentElement.textContent.trim() !== each.textContent.trim();

  function reached(each, other, small) {
    const [x, y] = middle(each);
    if (small.includes(other)) {
      const [across, down] = middle(other);
      return Math.hypot(x - across, y - down) < LEAST;
    }
    const { left, right, top, bottom } = box(other);
    const across = x - Math.max(left, Math.min(x, right));
    const down = y - Math.max(top, Math.min(y, bottom));
    return Math.hypot(across, down) < LEAST / 2;
  }

  function middle(element) {
    const rect = box(element);
    return [rect.left + rect.width / 2, rect.top + rect.height / 2];
  }

  const all = [...words()];
  all.forEach(broken);
  all.forEach(cut);
  overlapping(all);
  targets();
  const most = document.scrollingElement.scrollWidth;
  if (most > wide + 1) faults.add(`the page scrolls sideways: ${most} of ${wide}`);
  return [...faults];
}
