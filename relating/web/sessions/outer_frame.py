"""The outer frame of an hour: late, cancelled, missed, moved. Said as what it is here: material.

It is told in a plain sentence to both, each as the one it is about or the other. Nothing is counted
over hours, nothing is made of it, and it stands in no rule.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from relating.case import Session
from relating.journal.queries import OpenCase
from relating.web.voice.names import other_name
from relating.web.voice.sides import writes_as
from relating.web.voice.times import dated, to_the_minute

YOURS, THEIRS, BOTH = "yours", "theirs", "both"
LATELY = 4
"""So many hours back it is offered to be talked about."""


@dataclass(frozen=True, slots=True)
class Framed:
    """An hour of which there is something to say, and what."""

    id: UUID
    at: datetime
    day: str
    says: str


LATE: dict[str, Promise] = {
    YOURS: gettext_lazy("It began late, on your side."),
    THEIRS: gettext_lazy("It began late, on %(name)s’s side."),
    BOTH: gettext_lazy("It began late, on both sides."),
}
LATE_BY: dict[str, Promise] = {
    YOURS: ngettext_lazy(
        "It began %(n)s minute late, on your side.",
        "It began %(n)s minutes late, on your side.",
        "n",
    ),
    THEIRS: ngettext_lazy(
        "It began %(n)s minute late, on %(name)s’s side.",
        "It began %(n)s minutes late, on %(name)s’s side.",
        "n",
    ),
    BOTH: ngettext_lazy(
        "It began %(n)s minute late, on both sides.",
        "It began %(n)s minutes late, on both sides.",
        "n",
    ),
}


def of_frame(session: Session, case: OpenCase) -> str:
    """What was with an hour beside its words, in a sentence; empty where it was held as planned."""
    match session.state:
        case "held":
            return late(session, case)
        case "cancelled":
            return cancelled(session, case)
        case "missed":
            return _("It did not take place, and was not cancelled before.")
        case "moved" if session.moved_to is not None:
            return _("Moved to %(when)s.") % {"when": to_the_minute(session.moved_to)}
        case _:
            return ""


def late(session: Session, case: OpenCase) -> str:
    """That it began late, and on whose side."""
    if session.late is None:
        return ""
    whose = BOTH if session.late == BOTH else side(session.late, case)
    says = LATE[whose] if session.minutes_late is None else LATE_BY[whose]
    return str(says % {"name": other_name(case), "n": session.minutes_late})


def side(author: str, case: OpenCase) -> str:
    """Whether it is about whoever reads it, or about the other."""
    return YOURS if author == writes_as(case) else THEIRS


def cancelled(session: Session, case: OpenCase) -> str:
    """That it was cancelled, by whom, and how long before."""
    return " ".join(filter(None, (by_whom(session, case), before(session.days_before))))


def by_whom(session: Session, case: OpenCase) -> str:
    """Whose word it was."""
    if session.cancelled_by is None:
        return _("Cancelled.")
    if session.cancelled_by == "neither":
        return _("Cancelled, by neither of you.")
    if side(session.cancelled_by, case) == YOURS:
        return _("Cancelled by you.")
    return _("Cancelled by %(name)s.") % {"name": other_name(case)}


def before(days: int | None) -> str:
    """How long before it came."""
    if days is None:
        return ""
    if days == 0:
        return _("On the same day.")
    return ngettext("%(n)s day before.", "%(n)s days before.", days) % {"n": days}


def lately(case: OpenCase, now: datetime) -> Iterator[Framed]:
    """Of the last few hours those of which there is something to say, the newest first."""
    been = (each for each in case.sessions if each.at <= now)
    for each in sorted(been, key=lambda each: each.at, reverse=True)[:LATELY]:
        says = of_frame(each, case)
        if says:
            yield Framed(each.id, each.at, dated(each.at, now), says)
