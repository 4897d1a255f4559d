"""What a session and the frame of the work say, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Frame, NewBetween, Session
from relating.web.beginning.in_words import beginning_in_words
from relating.web.sessions.became import CANCELLED_BY, LATE
from relating.web.sessions.forms import FOCUS, HORIZONS, MEDIUMS, STATES
from relating.web.voice.times import full_day, to_the_minute

Text = str | Promise


def in_words(session: Session) -> dict[Text, str]:
    """When it was, how it stands, and what the two keep of it."""
    counted = ((_("Minutes"), session.minutes), (_("Number"), session.number))
    said: dict[Text, str] = {text: "" if n is None else str(n) for text, n in counted}
    return said | {
        _("When"): to_the_minute(session.at),
        _("How it stands"): str(STATES[session.state]),
        _("Where you meet"): str(MEDIUMS[session.medium]) if session.medium else "",
        _("What you two keep from this hour"): session.summary,
        _("For next time"): session.next_time,
        _("Why it did not take place then"): session.reason,
        **became_in_words(session),
    }


def became_in_words(session: Session) -> dict[Text, str]:
    """Who was late or cancelled, and when it is instead."""
    counted = ((_("Days before"), session.days_before), (_("Minutes late"), session.minutes_late))
    said: dict[Text, str] = {text: "" if n is None else str(n) for text, n in counted}
    return said | {
        _("Cancelled by"): str(CANCELLED_BY[session.cancelled_by]) if session.cancelled_by else "",
        _("Moved to"): to_the_minute(session.moved_to) if session.moved_to else "",
        _("Late"): str(LATE[session.late]) if session.late else "",
    }


def new_between_in_words(told: NewBetween) -> dict[Text, str]:
    """What one of the two says was new."""
    return {_("I braced for …"): told.braced, _("It was …"): told.came}


def frame_in_words(frame: Frame) -> dict[Text, str]:
    """What the case is called, and what the two agreed on."""
    said: dict[Text, str] = {_("Called"): frame.label, **beginning_in_words(frame.beginning)}
    agreed = frame.contract
    if agreed is None:
        return said
    many = "" if agreed.sessions is None else str(agreed.sessions)
    return said | {
        _("How long"): str(dict(HORIZONS)[agreed.horizon]),
        _("How many"): many,
        _("When you look at the work together"): ", ".join(map(full_day, agreed.reviews)),
        _("Focus"): ", ".join(str(FOCUS[each]) for each in agreed.focus),
        _("Where you are"): agreed.phase,
        _("The last day"): "" if agreed.ends is None else full_day(agreed.ends),
    }
