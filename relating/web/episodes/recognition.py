"""The form in which the client answers a telling by the counsellor."""

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
from relating.web.page.own_entry import mine

LONGEST = 10_000


class RecognitionForm(forms.Form):
    """So it was, partly, or not so; and what she would say herself."""

    says = forms.ChoiceField(
        label=_("Was it so?"), choices=[(each, each) for each in get_args(Says)]
    )
    words = written(2, LONGEST, "field field-short")

    def __init__(self, given: QueryDict | None, case: OpenCase, telling: UUID) -> None:
        self.telling, self.case = telling, case
        self.before = mine(case, Recognition, lambda each: each.telling == telling)
        shown = {"says": self.before.says, "words": self.before.words} if self.before else {}
        super().__init__(given, initial=shown)
        self.fields["words"].label = _("Say it your way, if you like")

    def told(self, now: datetime) -> Recognition:
        """The answer that a valid form gives."""
        says: Says = self.cleaned_data["says"]
        base = self.before or Recognition(
            id=self.case.ids.of_one("recognition", self.telling),
            author="client",
            visibility="shared",
            recorded_at=now,
            telling=self.telling,
            says=says,
        )
        return replace(base, says=says, words=text(self.cleaned_data["words"], base.words))
