// The work has ended while the Room was open: that is said, nothing is marked, and what was not sent
// waits on the device. Where it goes on again, so does the Room.
const REFUSED = 409;
const TAKEN = new Set([200, 304]);

/** Whether it has ended, as the server answers. */
export function ending(room) {
  const note = room.querySelector("[data-over]");
  let over = false;

  function say() {
    note.hidden = !over;
    room.classList.toggle("room-ended", over);
    if (over) room.querySelector("[data-saying]").textContent = room.dataset.refused;
  }

  return {
    /** Whether it has ended; then a tap is told so. */
    stops() {
      if (over) say();
      return over;
    },
    /** Take in how the server answered; return whether it takes again what it refused. */
    met(status) {
      const before = over;
      over = status === REFUSED || (over && !TAKEN.has(status));
      if (over !== before) say();
      return before && !over;
    },
  };
}
