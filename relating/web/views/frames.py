"""The frame around a page of a case: the client's phone or the counsellor's desk."""

from datetime import datetime

from django.utils.translation import gettext as _

from relating.journal import queries
from relating.journal.queries import CaseCard, OpenCase
from relating.web.frame import (
    Button,
    CaseHeader,
    DeskFrame,
    PhoneFrame,
    RailCase,
    Text,
    desk_frame,
    phone_frame,
    rail_case,
)
from relating.web.templatetags.look import when


def frame_for(
    opened: OpenCase,
    now: datetime,
    current: str,
    back: tuple[Text, str] | None = None,
    button: Button | None = None,
) -> PhoneFrame | DeskFrame:
    """The frame of the viewer's role. `back` and `button` are for the phone."""
    if opened.role == "client":
        return phone_frame(opened.case_id, current, back, button=button)
    cases = queries.caseload(opened.at.viewer, now)
    header = CaseHeader(opened.frame.label, str(opened.case_id), line(opened, now))
    rail = [in_rail(card, opened, now) for card in cases]
    return desk_frame(opened.case_id, current, header=header, cases=rail)


def in_rail(card: CaseCard, opened: OpenCase, now: datetime) -> RailCase:
    """A case as the rail shows it."""
    return rail_case(
        card.case_id,
        card.label,
        soon=when(card.next_session, now) if card.next_session else "",
        new=card.new > 0,
        current=card.case_id == opened.case_id,
    )


def line(opened: OpenCase, now: datetime) -> str:
    """Which session it is, of how many, and when they meet next."""
    following = queries.next_session(opened.sessions, now)
    if following is None:
        return counted(opened)
    when_next = _("next %(when)s") % {"when": when(following, now)}
    return f"{counted(opened)}, {when_next}"


def counted(opened: OpenCase) -> str:
    """How many sessions were held, of how many planned; nothing before the first."""
    held = sum(session.state == "held" for session in opened.sessions)
    planned = opened.frame.contract and opened.frame.contract.sessions
    if not held:
        return _("Before the first session")
    if planned is None:
        return _("Session %(number)s") % {"number": held}
    return _("Session %(number)s of %(planned)s") % {"number": held, "planned": planned}
