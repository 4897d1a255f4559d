"""A moment that was not marked in the hour, and what a mark drew the counsellor to."""

from datetime import datetime
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Mark, Vocabulary
from relating.journal.queries import OpenCase
from relating.web.page import choices, dates
from relating.web.page.asking_back import DAY_AND_TIME, AskingBack
from relating.web.page.choices import offer
from relating.web.page.fields import day, when
from relating.web.room.marks import Sent
from relating.web.voice.words import coded, offered

EVERY = 20


class MomentForm(AskingBack):
    """When it was, about; what the client did, and what it drew the counsellor to."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    date = day(_("On which day?"), required=True)
    time = forms.TimeField(label=_("About when?"), widget=when(forms.TimeInput, "time"))
    client_move = forms.ChoiceField(
        label=_("What did they do?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    pull = forms.ChoiceField(
        label=_("What did it draw you to?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )

    def __init__(self, data: QueryDict | None, at: datetime, words: Vocabulary) -> None:
        local = timezone.localtime(at)
        super().__init__(data, initial={"id": uuid4(), "date": local.date(), "time": local.time()})
        for name in ("client_move", "pull"):
            offer(self, name, [("", _("not said")), *offered(words, name)])

    def clean(self) -> None:
        given = self.cleaned_data
        if "date" in given and "time" in given:
            at = dates.on_clock(given["date"], given["time"])
            self.ask_back(dates.doubt_at(at, dates.HAPPENED, timezone.localtime()), DAY_AND_TIME)

    def told(self) -> Sent:
        """The moment that a valid form tells of, as a device would send it."""
        given = self.cleaned_data
        at = dates.on_clock(given["date"], given["time"])
        move, pull = given["client_move"] or None, given["pull"] or None
        return Sent(id=given["id"], at=at, client_move=move, pull=pull)


class PullForm(forms.Form):
    """What a mark drew the counsellor to. It stays with the mark, beside the telling it becomes."""

    pull = forms.ChoiceField(label=_("What was I drawn to?"), required=False)

    def __init__(self, data: QueryDict | None, mark: Mark, case: OpenCase) -> None:
        super().__init__(data, initial={"pull": mark.pull or ""})
        self.before, self.case = mark, case
        used = [mark.pull] if mark.pull else []
        offer(self, "pull", [("", ""), *coded(case.vocabulary, "pull", used)])

    @property
    def chips(self) -> choices.Chips:
        """The words to choose from."""
        chosen = [self["pull"].value()] if self["pull"].value() else []
        return choices.chips(self.case, "pull", chosen, at_first=EVERY)

    def mark(self) -> Mark:
        """The mark with what was chosen; where nothing fits, with what stood there."""
        if "pull" not in self.data or not self.is_valid():
            return self.before
        return replace(self.before, pull=self.cleaned_data["pull"] or None)
