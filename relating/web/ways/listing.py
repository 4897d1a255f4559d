"""My ways as a list: hers, what the counsellor wonders, what rests; and ways of looking."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from relating.case import Episode, Way
from relating.engine.loops import loops
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.came_for import goal_lines
from relating.web.page.open_dip import open_dip
from relating.web.patterns import discovery
from relating.web.patterns.guesses import guess_of, offered, put_away
from relating.web.patterns.own_case import is_on
from relating.web.voice.names import whom
from relating.web.voice.ways import way_shown
from relating.web.ways.in_words import STATUSES
from relating.web.ways.opened import is_looked_at, is_retired

MARKS = 7
"""So many of its last times stand under a way, as marks."""
NAMES = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A way in the list: her sentence, its last times as marks, and with whom they were."""

    url: str
    words: str
    marks: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    status: str


def shown(case: OpenCase, now: datetime) -> dict[str, object]:
    """What stands on the page."""
    every = sorted(case.all(Way), key=lambda each: each.recorded_at, reverse=True)
    looked_at = [each for each in every if is_looked_at(each)]
    context: dict[str, object] = {
        "ways": [card(each, case) for each in looked_at if not is_retired(each, case)],
        "retired": [card(each, case) for each in looked_at if is_retired(each, case)],
        "hers": policies.has_own_pages(case.role),
        "heading": heading(case),
        "name": case.client_name,
        "counsellor": case.counsellor_name,
        "case_id": case.case_id,
    }
    if not policies.has_own_pages(case.role):
        return context
    made = [card(each, case) for each in every if not is_looked_at(each)]
    return context | {"made": made} | wondered(case)


def card(way: Way, case: OpenCase) -> Card:
    """A way as a card."""
    times = {*loops(way, case.counted).times[:MARKS]}
    last = [each for each in case.counted if each.id in times] if times else []
    return Card(
        url=reverse("way", args=[way.id]),
        words=way.words,
        marks=tuple((each.place, way_shown(each, case)) for each in reversed(last)),
        people=tuple(names(last, case)),
        status=str(STATUSES[way.status]),
    )


def names(times: list[Episode], case: OpenCase) -> list[str]:
    """With whom these times were, a few."""
    found = dict.fromkeys(filter(None, (whom(each, case) for each in times)))
    return [*found][:NAMES]


def wondered(case: OpenCase) -> dict[str, object]:
    """What the counsellor wonders, for the client to answer; what fits can become a way of hers."""
    episodes = discovery.shared(case)
    begun = {each.origin for each in case.all(Way)}
    every = [guess_of(each, case, episodes) for each in offered(case) if each.id not in begun]
    return {
        "me": case.at.viewer.called,
        "guesses": [each for each in every if not each.as_made],
        "guesses_made": [each for each in every if each.as_made],
        "put_away": [guess_of(each, case, episodes) for each in put_away(case)],
        "begun": begun,
        "dip": open_dip(case) is not None,
        "together_url": reverse("together", args=[case.case_id]),
        "circle_url": reverse("circle", args=[case.case_id]),
        "on": is_on(case),
        "goals": goal_lines(case),
    }


def heading(case: OpenCase) -> str:
    """What the place is called, for whoever looks."""
    if policies.has_own_pages(case.role):
        return _("My ways")
    return _("%(name)s’s ways") % {"name": case.client_name}
