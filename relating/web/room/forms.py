"""A moment that was not marked in the hour, and what a mark drew the counsellor to."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Mark
from relating.journal.queries import OpenCase
from relating.web.page import choices
from relating.web.page.choices import offer
from relating.web.voice.words import coded

EVERY = 20


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
