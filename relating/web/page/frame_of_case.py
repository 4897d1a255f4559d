"""The frame around a page: the client's phone, the counsellor's desk, or an office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relating.engine.numbers import held_so_far
from relating.journal import caseload
from relating.journal.queries import OpenCase
from relating.journal.sent import says_so
from relating.people import gate, policies
from relating.people.gate import Viewer
from relating.web.page.frames import (
    CaseHeader,
    DeskFrame,
    Link,
    OfficeFrame,
    PhoneFrame,
    Text,
    desk_frame,
    office_frame,
    phone_frame,
)
from relating.web.page.hats import worn_by
from relating.web.page.map import EVERYBODY, offices
from relating.web.page.open_dip import open_dip
from relating.web.page.over import closed, ended
from relating.web.page.parts import left_out_of
from relating.web.page.to_call import whom_to_call
from relating.web.voice.times import when

AN_HOUR = timedelta(hours=1)
"""So long a session that began is still the one to speak of."""
A_WEEK = 7


def frame_for(
    case: OpenCase,
    now: datetime,
    current: str,
    back: tuple[Text, str] | None = None,
) -> PhoneFrame | DeskFrame:
    """The frame of the viewer's role. `current` is a place of the map, or "" where a page stands
    under none. `back` is for the phone."""
    without = left_out_of(case)
    if policies.has_own_pages(case.role):
        calls = partial(whom_to_call, case)
        called = case.counsellor_name
        return phone_frame(
            case.case_id,
            current,
            back,
            counsellor=called,
            without=without,
            calls=calls,
            ended=closed(case, now),
        )
    dip = reverse("alliance", args=[case.case_id]) if open_dip(case) else ""
    header = CaseHeader(case.client_name, str(case.case_id), line(case, now), dip)
    frame = desk_frame(
        case.case_id,
        current,
        header=header,
        without=without,
        ended=closed(case, now),
        hat=worn_by(case.at.viewer, gate.hats(case.at.viewer)),
    )
    return as_it_leads(frame, case)


def as_it_leads(frame: DeskFrame, case: OpenCase) -> DeskFrame:
    """The frame without a line to where the viewer may not go: of somebody who was sent nothing
    leaves by the counsellor."""
    if policies.may_take_out(case.role, sent=says_so(case)):
        return frame
    return replace(frame, rest=tuple(each for each in frame.rest if each.key != "export"))


def line(case: OpenCase, now: datetime) -> str:
    """How far the two have come, and when they meet next, as one line; or who ended it."""
    if not policies.goes_on(ended=case.at.ended):
        return ended(case)
    held = held_so_far(case.sessions)
    planned = case.frame.contract.sessions if case.frame.contract else None
    following = caseload.next_session(case.sessions, now - AN_HOUR)
    if following is None:
        return held_line(held, planned)
    return next_line(case.session_numbers.get(following.id), planned, following.at, now)


def next_line(number: int | None, planned: int | None, at: datetime, now: datetime) -> str:
    """Which session is the next, of how many, and when."""
    given = {"number": number, "planned": planned, "when": meeting(at, now)}
    if planned is None:
        return _("Session %(number)s, %(when)s") % given
    return _("Session %(number)s of %(planned)s, %(when)s") % given


def meeting(at: datetime, now: datetime) -> str:
    """When two meet: the day, and the time too while it is near."""
    day = when(at, now)
    days = (timezone.localdate(at) - timezone.localdate(now)).days
    if days == 0 or abs(days) >= A_WEEK:
        return day
    time = written(timezone.localtime(at), pgettext("time of day", "H:i"))
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


def held_line(held: int, planned: int | None) -> str:
    """How many sessions were held, of how many, where none is planned."""
    if not held:
        return _("Before the first session")
    if planned is None:
        return _("%(held)s held, none planned yet") % {"held": held}
    if held >= planned:
        return _("%(held)s of %(planned)s held") % {"held": held, "planned": planned}
    return _("%(held)s of %(planned)s held, none planned yet") % {"held": held, "planned": planned}


def office_for(viewer: Viewer, current: str = "") -> OfficeFrame:
    """The frame without a case, with the few pages that this person has."""
    return office_frame(office_places(viewer, current), worn_by(viewer, gate.hats(viewer)))


def office_places(viewer: Viewer, current: str) -> Iterator[Link]:
    """The pages of everything that this person is in the practice."""
    for place in offices({*gate.memberships(viewer), EVERYBODY}):
        yield Link(place.key, place.label, place.icon, place.url(), place.key == current)
