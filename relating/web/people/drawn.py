"""The map of a case: who stood how near on a day, and what moved since then. It never writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Tie
from relating.case.entries.tie import Ring
from relating.engine.ties import ON_THE_MAP, State, days
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.pictures.drawing import Drawing
from relating.pictures.map import Reader, Standing, draw
from relating.web.page import visit
from relating.web.page.figures import links
from relating.web.people.between import month
from relating.web.people.near import GROUPS, in_short, legend, states_at
from relating.web.voice import names
from relating.web.voice.sides import to_client

Text = str | Promise
MONTHS = 12
FARTHEST = 60
"""So many months one can look back."""
MOST = 60
"""So many people are drawn; more would cover one another."""
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Map:
    """The picture, and whom it leaves out; what moved, in words; how far back it looks, `ago`
    months of `most`; and where somebody who was let go of is sent, if the viewer may move them."""

    drawing: Drawing
    left_out: Text
    moved: tuple[Text, ...]
    ago: int
    most: int
    then: str
    sees_then: bool
    place_url: str
    token: object


def drawn(case: OpenCase, asked: QueryDict) -> Map | None:
    """The map as it is now, with traces of then, or as it was then; None where nobody is on it."""
    today = timezone.localdate()
    first = next((day for day in days(case.all(Tie)) if day <= today), today)
    most = min(months(first, today), FARTHEST)
    ago = min(visit.number(asked, "ago"), most) if "ago" in asked else most
    then = end_of_month(today, ago)
    sees_then = asked.get("see") == "then" and then < today
    now, was = states_at(case, today), states_at(case, then)
    shown = was if sees_then else now
    standing = tuple(standings(case, shown, was))
    if not standing and not sees_then:
        return None
    return Map(
        drawing=draw(standing, reader(case, then, sees_then=sees_then)),
        left_out=left_out(shown),
        moved=() if sees_then else tuple(moves(case, now, was, then)),
        ago=ago,
        most=most,
        then=month(then),
        sees_then=sees_then,
        place_url=place_url(case) if not sees_then else "",
        token=uuid4(),
    )


def place_url(case: OpenCase) -> str:
    """Where the client says how near people are; empty for whoever cannot say it."""
    may = policies.has_own_pages(case.role)
    return reverse("people-place", args=[case.case_id]) if may else ""


def months(first: date, last: date) -> int:
    """How many months the month of one day lies before that of another."""
    return max((last.year - first.year) * MONTHS + last.month - first.month, 0)


def end_of_month(day: date, ago: int) -> date:
    """The last day of the month so many months before; of this month, this day."""
    if ago == 0:
        return day
    year, number = divmod(day.year * MONTHS + day.month - ago, MONTHS)
    return date(year, number + 1, 1) - A_DAY


def standings(
    case: OpenCase, shown: Mapping[str, State], was: Mapping[str, State]
) -> Iterator[Standing]:
    """Whoever is drawn, each with a number that stays theirs."""
    link = links("person")
    drawn = nearest(shown)
    for number, (id, state) in enumerate(shown.items()):
        ring = on_map(state)
        if ring is None or id not in drawn:
            continue
        before = on_map(was.get(id))
        yield Standing(
            id=id,
            name=names.called(case.people[id], case),
            href=link(case.person_row(id)),
            ring=ring,
            number=number,
            turned=state.turned,
            for_me=in_short(state.to_me, case),
            for_them=in_short(state.from_me, case),
            was=before if before != ring else None,
        )


def nearest(shown: Mapping[str, State]) -> set[str]:
    """Who of those on the map is drawn: so many of the nearest, first who came there first."""
    found = [(ON_THE_MAP.index(ring), id) for id, each in shown.items() if (ring := on_map(each))]
    return {id for _ring, id in sorted(found, key=lambda each: each[0])[:MOST]}


def left_out(shown: Mapping[str, State]) -> Text:
    """That not everybody who stands on the map is drawn."""
    if sum(on_map(each) is not None for each in shown.values()) <= MOST:
        return ""
    return _("The map draws the %(n)s who stand nearest. The list has everybody.") % {"n": MOST}


def on_map(state: State | None) -> Ring | None:
    """The ring in which somebody stands; None where they stand in none of the three."""
    return state.ring if state is not None and state.ring in ON_THE_MAP else None


def reader(case: OpenCase, then: date, *, sees_then: bool) -> Reader:
    """The words of the picture."""
    for_me, for_them = map(str, legend(case))
    trace = _("in %(month)s") % {"month": month(then)}
    title = _("Near, middle and far, in %(month)s") if sees_then else _("Near, middle and far, now")
    rings: dict[Ring, str] = {ring: str(GROUPS[ring]) for ring in ON_THE_MAP}
    return Reader(
        title=title % {"month": month(then)},
        me=_("me") if to_client(case) else case.client_name[:6],
        rings=rings,
        for_me=for_me,
        for_them=for_them,
        then=trace,
        head=(_("Who"), _("How near"), trace, for_me, for_them),
    )


WENT: dict[str, Promise] = {
    "nearer": gettext_lazy("Nearer than in %(month)s: %(names)s."),
    "farther": gettext_lazy("Farther than in %(month)s: %(names)s."),
    "came": gettext_lazy("Not on the map in %(month)s: %(names)s."),
    "left": gettext_lazy("On the map in %(month)s, and no longer: %(names)s."),
}


def moves(
    case: OpenCase, now: Mapping[str, State], was: Mapping[str, State], then: date
) -> Iterator[Text]:
    """Who stands nearer than then, who farther, who came and who is off the map."""
    went = {id: way(on_map(was.get(id)), on_map(state)) for id, state in now.items()}
    for kind, words in WENT.items():
        who = [in_sentence(id, case) for id, each in went.items() if each == kind]
        if who:
            yield str(words) % {"month": month(then), "names": get_text_list(who, _("and"))}


def in_sentence(id: str, case: OpenCase) -> str:
    """What somebody is called within a sentence."""
    person = case.people[id]
    return _("you") if names.is_reader(person, case) else person.alias


def way(was: Ring | None, now: Ring | None) -> str:
    """Which way somebody went; empty for whoever stands where they stood."""
    if was == now:
        return ""
    if was is None or now is None:
        return "came" if was is None else "left"
    return "nearer" if ON_THE_MAP.index(now) < ON_THE_MAP.index(was) else "farther"
