"""The safety plan: six steps in one's own words, in the order in which to try them."""

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Safety
from relating.case.fields import LONGEST_WORDS

STEPS: dict[str, tuple[Promise, Promise]] = {
    "warning_signs": (
        _("How I notice that it is getting bad"),
        _("Thoughts, feelings, what my body does, what I start or stop doing."),
    ),
    "on_my_own": (
        _("What I can do on my own"),
        _("What has helped before, even a little: walking, music, cold water, a list, a prayer."),
    ),
    "people_and_places": (
        _("Where I can go, and who is there"),
        _("Places with people, and people who take my mind off it. I need not say why I come."),
    ),
    "people_to_ask": (
        _("Whom I can ask for help"),
        _("People I can tell how bad it is. Write down their numbers."),
    ),
    "professionals": (
        _("Who helps by profession"),
        _("My counsellor, my doctor, a crisis team, with numbers and hours."),
    ),
    "making_safe": (
        _("How I make it safer around me"),
        _("What I put out of reach, and who keeps it for me."),
    ),
}


class SafetyForm(forms.Form):
    """Six questions. None must be answered."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, data: QueryDict | None, plan: Safety | None, version: int) -> None:
        words = {name: getattr(plan, name) if plan else "" for name in STEPS}
        super().__init__(data, initial=words | {"based_on": version})
        for name, (label, help_text) in STEPS.items():
            self.fields[name] = step(str(label), str(help_text))

    @property
    def steps(self) -> list[forms.BoundField]:
        """The six questions in their order."""
        return [self[name] for name in STEPS]

    def told(self, plan: Safety) -> Safety:
        """The plan with what a valid form says."""
        given = {name: self.cleaned_data[name] for name in STEPS}
        return replace(plan, **given)


def step(label: str, help_text: str) -> forms.CharField:
    """One question of the plan."""
    attributes = {"class": "field field-short", "rows": "2"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs=attributes),
    )
