"""The safety plan: six steps in one's own words, in the order in which to try them."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Contact, Safety
from relating.case.entries.safety import LONGEST_NUMBER
from relating.case.fields import LONGEST_LABEL, LONGEST_LIST, LONGEST_WORDS
from relating.web.voice.telephones import dialled, is_known, is_written

STEPS: dict[str, tuple[Promise, Promise]] = {
    "warning_signs": (
        gettext_lazy("How I notice that it is getting bad"),
        gettext_lazy("Thoughts, feelings, what my body does, what I start or stop doing."),
    ),
    "on_my_own": (
        gettext_lazy("What I can do on my own"),
        gettext_lazy(
            "What has helped before, even a little: walking, music, cold water, a list, a prayer."
        ),
    ),
    "people_and_places": (
        gettext_lazy("Where I can go, and who is there"),
        gettext_lazy(
            "Places with people, and people who take my mind off it. I need not say why I come."
        ),
    ),
    "people_to_ask": (
        gettext_lazy("Whom I can ask for help"),
        gettext_lazy("People I can tell how bad it is. Their numbers go below."),
    ),
    "professionals": (
        gettext_lazy("Professionals who help me"),
        gettext_lazy("My counsellor, my doctor, a crisis team, with their hours."),
    ),
    "making_safe": (
        gettext_lazy("How I make it safer around me"),
        gettext_lazy("What I put out of reach, and who keeps it for me."),
    ),
}
TO_CALL = {"people_to_ask": "people_to_call", "professionals": "professionals_to_call"}
"""The steps that have people to call, and where these are kept."""

EMPTY_ROWS = 2


class NumberField(forms.CharField):
    """A number to call, as it is written: one, and nothing beside it."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_written(value):
            raise ValidationError(
                _("One number, and only that: hours and words go beside the name or into the text.")
            )


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the plan: its words, and whom to call, each a name and a number."""

    words: forms.BoundField
    calls: tuple[tuple[forms.BoundField, forms.BoundField], ...]


class SafetyForm(forms.Form):
    """Six questions, and whom to call. None has to be answered.

    A number that the tables of the practice's country do not know is asked back once.
    """

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    looked_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, plan: Safety | None, version: int, country: str
    ) -> None:
        words = {name: getattr(plan, name) if plan else "" for name in STEPS}
        super().__init__(data, initial=words | {"based_on": version})
        self.country = country
        self.rows = {to_call: self.add_rows(to_call, plan) for to_call in TO_CALL.values()}
        for name, (label, help_text) in STEPS.items():
            self.fields[name] = step(str(label), str(help_text))

    def add_rows(self, to_call: str, plan: Safety | None) -> int:
        """A row for each who stands in the plan or was sent, and some empty ones; how many."""
        kept: tuple[Contact, ...] = getattr(plan, to_call) if plan else ()
        sent = sum(each.startswith(f"{to_call}-") and each.endswith("number") for each in self.data)
        many = min(max(len(kept) + EMPTY_ROWS, sent), LONGEST_LIST)
        for row in range(many):
            held = kept[row] if row < len(kept) else None
            self.fields[f"{to_call}-{row}-name"] = name_field(held.name if held else "")
            self.fields[f"{to_call}-{row}-number"] = number_field(held.number if held else "")
        return many

    @property
    def steps(self) -> list[Asked]:
        """The six questions in their order."""
        return [Asked(self[name], self.calls(TO_CALL.get(name, ""))) for name in STEPS]

    def calls(self, to_call: str) -> tuple[tuple[forms.BoundField, forms.BoundField], ...]:
        """The rows of one step."""
        return tuple(
            (self[f"{to_call}-{row}-name"], self[f"{to_call}-{row}-number"])
            for row in range(self.rows.get(to_call, 0))
        )

    def clean(self) -> None:
        unknown = []
        for name, number in (row for to_call in self.rows for row in self.calls(to_call)):
            written = self.cleaned_data.get(number.name, "")
            if self.cleaned_data.get(name.name) and not written and not number.errors:
                self.add_error(number.name, _("Write the number too, or take the name away."))
            if written and self.country and not is_known(written, self.country):
                unknown.append(number.name)
        self.look_again(unknown)

    def look_again(self, unknown: list[str]) -> None:
        """Ask back each number that nobody looked at twice; the next time it is taken as it is."""
        before = self.cleaned_data.get("looked_at", "").split()
        numbers = {name: dialled(self.cleaned_data[name]) for name in unknown}
        for name in (name for name, number in numbers.items() if number not in before):
            self.add_error(name, _("We know no such number. If it is right, save once more."))
        if isinstance(self.data, QueryDict):
            self.data = self.data.copy()
            self.data["looked_at"] = " ".join(numbers.values())

    def told(self, plan: Safety) -> Safety:
        """The plan with what a valid form says."""
        given = {name: self.cleaned_data[name] for name in STEPS}
        return replace(plan, **given, **{each: self.contacts(each) for each in self.rows})

    def contacts(self, to_call: str) -> tuple[Contact, ...]:
        """Whom to call in one step, as it was written."""
        written = (
            (self.cleaned_data[name.name], self.cleaned_data[number.name])
            for name, number in self.calls(to_call)
        )
        return tuple(Contact(name=name, number=number) for name, number in written if number)


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


def name_field(name: str) -> forms.CharField:
    """Whom to call."""
    widget = forms.TextInput(attrs={"class": "field", "autocomplete": "off"})
    return forms.CharField(
        label=_("Who"), required=False, max_length=LONGEST_LABEL, initial=name, widget=widget
    )


def number_field(number: str) -> NumberField:
    """The number they are called by."""
    attributes = {"class": "field", "type": "tel", "inputmode": "tel", "autocomplete": "off"}
    return NumberField(
        label=_("Number"),
        required=False,
        max_length=LONGEST_NUMBER,
        initial=number,
        widget=forms.TextInput(attrs=attributes),
    )
