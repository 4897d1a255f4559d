// What of a page is out of reach at the size at which it stands, one line a fault: where it can be
// scrolled to, quick exit and safety plan; what the page is for; the places of the desk's rail; and
// whatever has the focus.
(asked) => {
  const root = document.documentElement;
  const faults = new Set();
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  const named = (element) => {
    const words = (element.textContent || element.name || "").trim().slice(0, 30);
    return `${element.localName}.${element.className} "${words}"`;
  };
  const MOST = 24; // of what can have the focus so much is tried: each time a long form is styled anew
  const ACTS = "main .btn:not(.btn-2), main :is(input:not([type=hidden]), textarea, select), .tabbar .plus";
  const FOCUSED = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const RAIL = ".casenav a";
  const POINTS = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]];
  const onTop = (element, [across, down]) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width * across, top + height * down);
    if (hit === null) return false;
    return [hit, hit.closest("label")].some((each) => each?.contains(element)) || element.contains(hit);
  };
  const inside = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= root.clientWidth + 1;
  };
  const height = (element) => element.getBoundingClientRect().height;

  const end = root.scrollHeight - innerHeight;
  for (const [where, top] of [["top", 0], ["middle", end / 2], ["bottom", end]]) {
    scrollTo({ top, behavior: "instant" });
    for (const selector of asked.always) {
      const found = [...document.querySelectorAll(selector)].filter(shown);
      if (!found.some((each) => inside(each) && onTop(each, [0.5, 0.5]))) {
        faults.add(`out of reach at the ${where}: ${selector}`);
      }
    }
  }
  scrollTo({ top: 0, behavior: "instant" });

  const stuck = [...document.querySelectorAll("body *")].filter((each) => {
    const { position } = getComputedStyle(each);
    const across = each.getBoundingClientRect().width > root.clientWidth * 0.6;
    return ["fixed", "sticky"].includes(position) && shown(each) && across && inside(each);
  });
  const bars = stuck.filter((each) => !stuck.some((other) => other !== each && other.contains(each)));
  const taken = bars.reduce((sum, each) => sum + height(each), 0);
  if (taken > innerHeight * asked.bars) {
    faults.add(`bars take ${Math.round(taken)} of ${innerHeight}`);
  }

  const acts = [...document.querySelectorAll(ACTS)].filter(shown);
  const first = Math.min(...acts.map((each) => each.getBoundingClientRect().top));
  if (acts.length > 0 && first > innerHeight * asked.acts) {
    faults.add(`what the page is for lies ${Math.round(first)} down`);
  }

  if (asked.rail) {
    for (const each of document.querySelectorAll(RAIL)) {
      if (shown(each) && !inside(each)) faults.add(`out of sight: ${named(each)}`);
    }
  }

  if (asked.focus) {
    const focusable = [...document.querySelectorAll(FOCUSED)].filter(
      (each) => shown(each) && !each.disabled && !each.closest("svg, .sr"),
    );
    const step = Math.ceil(focusable.length / MOST);
    for (const each of focusable.filter((_, place) => place % step === 0)) {
      each.focus({ focusVisible: true });
      const unseen = !POINTS.some((point) => onTop(each, point));
      if (document.activeElement === each && unseen) faults.add(`has the focus unseen: ${named(each)}`);
    }
    document.activeElement?.blur();
    scrollTo({ top: 0, behavior: "instant" });
  }
  return [...faults];
}
