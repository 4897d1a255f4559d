"""The form in which the client answers a telling by the counsellor, and keeps it off her pages."""

from datetime import datetime
from typing import get_args
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Recognition
from relating.case.entries.recognition import Says
from relating.journal.queries import OpenCase
from relating.web.episodes.form_fields import written
from relating.web.episodes.form_to_entry import text
from relating.web.page.choices import offer
from relating.web.page.own_entry import mine

LONGEST = 10_000
OF_ANY = ("so", "partly", "not_so")
KEPT_OFF: Says = "kept_off"


def answers(said: Recognition, telling: UUID) -> bool:
    """Whether it is an answer to this telling."""
    return said.telling == telling and said.says != KEPT_OFF


def kept_off(case: OpenCase, telling: UUID) -> Recognition | None:
    """The client's own word that she keeps this telling off her pages."""
    return mine(case, Recognition, lambda each: each.telling == telling and each.says == KEPT_OFF)


class RecognitionForm(forms.Form):
    """So it was, partly, or not so; of back then that she does not want to look at it; and what she
    would say herself."""

    says = forms.ChoiceField(label=_("Was it so?"))
    words = written(2, LONGEST, "field field-short")

    def __init__(
        self, given: QueryDict | None, case: OpenCase, telling: UUID, *, of_past: bool
    ) -> None:
        self.telling, self.case = telling, case
        self.before = mine(case, Recognition, lambda each: answers(each, telling))
        shown = {"says": self.before.says, "words": self.before.words} if self.before else {}
        super().__init__(given, initial=shown)
        offered = [(each, each) for each in get_args(Says) if of_past or each in OF_ANY]
        offer(self, "says", offered)
        self.fields["words"].label = _("Say it your way, if you like")

    def told(self, now: datetime) -> Recognition:
        """The answer that a valid form gives. That she keeps it off her pages is nobody else's."""
        says: Says = self.cleaned_data["says"]
        if says == KEPT_OFF:
            return off_her_pages(self.case, self.telling, now)
        base = self.before or Recognition(
            id=self.case.ids.of_one("recognition", self.telling),
            author="client",
            visibility="shared",
            recorded_at=now,
            telling=self.telling,
            says=says,
        )
        return replace(base, says=says, words=text(self.cleaned_data["words"], base.words))


def off_her_pages(case: OpenCase, telling: UUID, now: datetime) -> Recognition:
    """Her own word that she keeps a telling off her pages, beside her answer."""
    return Recognition(
        id=case.ids.of_one("kept off", telling),
        author="client",
        visibility="private",
        recorded_at=now,
        telling=telling,
        says=KEPT_OFF,
    )
