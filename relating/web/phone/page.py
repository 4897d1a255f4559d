"""What the pages of the phone show: her phones, and what came from them and did not fit."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import uuid4

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.journal.inbox import Waiting, Written
from relating.people.models import Device
from relating.web.phone.replay import ANSWER, PULSE
from relating.web.voice.times import full_day, when

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
TITLES: dict[str, Promise] = {
    ANSWER: gettext_lazy("An answer to feedback"),
    PULSE: gettext_lazy("The pulse of an hour"),
}
WORDS = ("story", "words", "not_right")


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
    title: Text
    words: str
    rest: tuple[str, ...]


def for_form(written: Written, name: str) -> QueryDict:
    """What was written, so that its form can show it; where that is gone, the words of it, for the
    form of *Something happened*."""
    sent = QueryDict(written.sent if written.path else "", mutable=True)
    if name in {ANSWER, PULSE}:
        return sent
    if not written.path:
        sent["story"] = written.sent
    sent.setdefault("story", words_of(sent))
    for key, value in (("id", str(uuid4())), ("fresh", str(uuid4())), ("place", "life")):
        sent.setdefault(key, value)
    return sent


def words_of(sent: QueryDict) -> str:
    """The words in a form: what happened, an answer, or the line of a pulse."""
    return next((str(sent[name]) for name in WORDS if sent.get(name)), "")


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
    """One of them. Where it is no form of ours, all of it; the numbers and the choices are in its
    form."""
    written = waiting.written
    sent = QueryDict(written.sent)
    words, title = words_of(sent), title_of(written)
    return Letter(
        id=str(waiting.id),
        came=capfirst(when(waiting.received_at, now)),
        title=title,
        words=words if written.path else written.sent,
        rest=() if title or not written.path else (*about(sent),),
    )


def about(sent: QueryDict) -> Iterator[str]:
    """The name that was typed and when it was, as far as that can be read; what was chosen is in
    the form that shows it."""
    if name := sent.get("new_alias", "").strip():
        yield name
    with suppress(ValueError):
        day = full_day(date.fromisoformat(sent.get("date", "")))
        yield " ".join(filter(None, (day, sent.get("time"))))


def title_of(written: Written) -> Text:
    """What it answers, where it is no telling."""
    try:
        return TITLES.get(resolve(urlsplit(written.path).path).url_name or "", "")
    except Resolver404:
        return ""
