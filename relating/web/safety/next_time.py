"""A line for next time that tells nothing: the same words wherever it was put down.

Whoever reads it cannot tell a line of the page for bad moments from one of the list of what to
bring: they have the same words, and are one and the same line.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Agenda
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.voice.sides import writes_as


def line_of(case: OpenCase) -> Agenda:
    """The line as it is put down, for both to read. There is one until the two have met again,
    however often it is asked for."""
    now = timezone.now()
    met = next((each.id for each in case.sessions if each.at <= now), None)
    return Agenda(
        id=case.ids.of_one("next time", met),
        author=writes_as(case),
        visibility="shared",
        recorded_at=visit.to_the_second(),
        words=_("Something I want to talk about next time"),
    )


def put_down(case: OpenCase) -> Agenda | None:
    """The line, where it stands on the list and was not talked about yet."""
    wanted = line_of(case).id
    found = (each for each in case.all(Agenda) if each.id == wanted)
    return next((each for each in found if each.done_at is None), None)


def again(case: OpenCase) -> Agenda:
    """The line, or the one that was talked about already, up again as it was."""
    wanted = line_of(case)
    before = (each for each in case.all(Agenda) if each.id == wanted.id)
    return next(before, wanted)
