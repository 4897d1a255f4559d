// The hour as a line: when a moment was, in words and along the hour, and its dot.
const room = document.querySelector("[data-room]");
export const line = room.querySelector("[data-line]");
const begins = Date.parse(room.dataset.begins);
export const ends = Date.parse(room.dataset.ends);

// The practice's clock, as everywhere on the page, whatever the device shows.
const hours = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: room.dataset.zone });
const seconds = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: room.dataset.zone });
const clock = (date) => hours.format(date);
export const exact = (moment) => seconds.format(new Date(moment));
const along = (date) => `${Math.min(100, Math.max(0, (100 * (date - begins)) / (ends - begins))).toFixed(2)}%`;

/** When a mark was made: by that it is known here, whether its page or the server brought it. */
export const moment = (mark) => Date.parse(mark.at);

const svg = (name, about) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [each, value] of Object.entries(about)) made.setAttribute(each, value);
  return made;
};

export function drawDot(mark) {
  const cx = along(new Date(mark.at));
  const about = { class: "room-dot", href: `?mark=${mark.id}`, "data-moment": moment(mark) };
  const dot = svg("a", { ...about, "aria-label": exact(moment(mark)) });
  dot.append(svg("circle", { class: "room-near", cx, cy: 24, r: 18 }), svg("circle", { class: "room-mark", cx, cy: 24, r: 8 }));
  line.querySelector("[data-dots]").append(dot);
}

export const dotOf = (at) => line.querySelector(`[data-moment="${at}"]`);

/** The clock, and how far the hour has come. */
export function tick(time) {
  room.querySelector("[data-clock]").textContent = clock(time);
  line.querySelector("[data-gone]").setAttribute("x2", along(time));
  line.querySelector("[data-here]").setAttribute("cx", along(time));
}

/** The marks that the page brought, and which of them is chosen. */
export function onPage() {
  return [...line.querySelectorAll("[data-id]")].map((dot) => {
    const { move, pull } = dot.querySelector(".room-mark").dataset;
    const told = { id: dot.dataset.id, at: dot.dataset.at, told: "told" in dot.dataset };
    if (move) told.client_move = move;
    if (pull) told.pull = pull;
    dot.dataset.moment = moment(told);
    return { told, current: dot.hasAttribute("aria-current") };
  });
}
