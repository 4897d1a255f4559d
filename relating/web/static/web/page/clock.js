// Tell the server whose clock this device shows. Without it, all times are by the practice's clock.
const COOKIE = "zone";
const A_YEAR = 31536000;
const TEN_MINUTES = 600000;

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const said = () => document.cookie.split("; ").includes(`${COOKIE}=${zone}`);

if (/^[\w+/-]+$/u.test(zone ?? "") && !said()) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${COOKIE}=${zone}; Path=/; Max-Age=${A_YEAR}; SameSite=Strict${secure}`;
  if (said() && shownByAnotherClock()) location.reload();
}

// A new practice goes by the clock of the browser that sets it up, unless another is chosen.
const asked = document.querySelector("select[data-zone]");
if (asked && [...asked.options].some((each) => each.value === zone)) asked.value = zone;

/** Whether the page holds a form that was just made with the time of another clock, and still empty. */
function shownByAnotherClock() {
  const fields = document.querySelector("form[data-now]")?.elements;
  return fields && Math.abs(Date.now() - new Date(`${fields.date.value}T${fields.time.value}`)) > TEN_MINUTES;
}
