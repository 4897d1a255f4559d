"""A form that asks back about a date that can hardly be meant: once, in place, nothing typed lost.

The question stands at the top of the form with one button for the date that was probably meant.
Sent again as it is, the date stays; what was asked about travels along in `looked_at`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from relating.web.page.dates import Doubt, in_words

DAY = ("date",)
DAY_AND_TIME = ("date", "time")
MEANT = "meant"
PAIR = 2


@dataclass(frozen=True, slots=True)
class Question:
    """The two answers, as buttons say them; `meant` is what the first one sends. `no` is empty
    where what was written cannot stay."""

    yes: str
    meant: str
    no: str


class AskingBack(forms.Form):
    """A form with dates. `asked_back` holds the questions, by the field they stand at."""

    looked_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        super().__init__(taken(data), **more)
        self.asked_back: dict[str, Question] = {}

    def ask_back(
        self,
        found: Doubt | None,
        names: tuple[str, ...] = DAY,
        or_of: tuple[str, ...] = (),
    ) -> None:
        """Ask about what stands in these fields, unless it stood there before, with what those
        `or_of` which it is odd too, or was looked at."""
        if found is None or not {*names, *or_of} & set(self.changed_data):
            return
        written = {name: str(self.data.get(name, "")) for name in names}
        if found.may_stay and urlencode(written) in self.cleaned_data.get("looked_at", "").split():
            return
        self.add_error(names[0], found.says)
        self.asked_back[names[0]] = question(found, written)
        self.looks_at(urlencode(written))

    def looks_at(self, shown: str) -> None:
        """Let the page carry what was asked about, so that it is taken the next time."""
        before = str(self.data.get("looked_at", "")).split()
        self.carry("looked_at", " ".join(dict.fromkeys([*before, shown])))

    def carry(self, name: str, said: str) -> None:
        """Let the page send this along the next time."""
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data[name] = said


def question(found: Doubt, written: dict[str, str]) -> Question:
    """The answers to a doubt: what was meant is sent as what was written and what it becomes."""
    day = found.meant.isoformat()[: len("2026-03-12")]
    time = f"{found.meant:%H:%M}" if isinstance(found.meant, datetime) else ""
    becomes = {name: time if name == "time" else day for name in written}
    return Question(
        yes=_("Yes, %(day)s") % {"day": in_words(found.meant)},
        meant=urlencode({name: (written[name], becomes[name]) for name in written}, doseq=True),
        no=_("No, keep %(day)s") % {"day": in_words(found.found)} if found.may_stay else "",
    )


def taken(data: QueryDict | None) -> QueryDict | None:
    """What was sent, with what was meant in the place of what was asked about. Where something else
    stands there by now, that is what counts."""
    if data is None or MEANT not in data:
        return data
    data = data.copy()
    (meant,) = data.pop(MEANT)[:1]
    sent = parse_qs(meant, keep_blank_values=True)
    pairs = {name: each for name, each in sent.items() if len(each) == PAIR}
    if all(data.get(name) == was for name, (was, _becomes) in pairs.items()):
        for name, (_was, becomes) in pairs.items():
            data[name] = becomes
    return data
