"""What the pages of the phone show: her phones, and what came from them and did not fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.journal.inbox import Waiting, Written
from relating.people.models import Device
from relating.web.voice.times import when

Text = str | Promise
SYSTEMS: dict[str, Promise] = {
    "Android": gettext_lazy("An Android phone"),
    "iPhone": gettext_lazy("An iPhone"),
    "iPad": gettext_lazy("An iPad"),
    "Windows": gettext_lazy("A Windows computer"),
    "Macintosh": gettext_lazy("A Mac"),
    "Linux": gettext_lazy("A Linux computer"),
}
"""What a browser says that it runs on, and what that is called."""
UNTOLD = ("csrfmiddlewaretoken", "id", "fresh", "moment", "zone", "version", "visibility", "place")


@dataclass(frozen=True, slots=True)
class Listed:
    """A phone in the list."""

    id: str
    name: Text
    since: Text
    sent: Text


@dataclass(frozen=True, slots=True)
class Letter:
    """Something that did not fit: when it came, and what it says."""

    id: str
    came: Text
    words: str
    rest: tuple[str, ...]


def for_form(written: Written) -> QueryDict:
    """What was written, so that the form of *Something happened* can show it."""
    sent = QueryDict(written.sent if written.path else "", mutable=True)
    if not written.path:
        sent["story"] = written.sent
    for name, value in (("id", str(uuid4())), ("fresh", str(uuid4())), ("place", "life")):
        sent.setdefault(name, value)
    return sent


def system_of(user_agent: str) -> str:
    """What a browser runs on, in a word; empty where it does not say."""
    return next((each for each in SYSTEMS if each in user_agent), "")


def listed(found: Iterable[Device], now: datetime) -> list[Listed]:
    """Her phones, in words."""
    return [
        Listed(
            id=str(each.pk),
            name=SYSTEMS.get(each.system, _("A device")),
            since=_("since %(when)s") % {"when": when(each.made_at, now)},
            sent=_("last sent %(when)s") % {"when": when(each.sent_at, now)}
            if each.sent_at
            else "",
        )
        for each in found
    ]


def shown_letters(found: Iterable[Waiting], now: datetime) -> list[Letter]:
    """What did not fit, as it was written."""
    return [letter(each, now) for each in found]


def letter(waiting: Waiting, now: datetime) -> Letter:
    """One of them. Where it is no form of ours, all of it."""
    sent = QueryDict(waiting.written.sent)
    answers = [each for name in sent if name not in UNTOLD for each in sent.getlist(name) if each]
    story = sent.get("story", "")
    return Letter(
        id=str(waiting.id),
        came=capfirst(when(waiting.received_at, now)),
        words=story if waiting.written.path else waiting.written.sent,
        rest=tuple(each for each in answers if each != story) if waiting.written.path else (),
    )
