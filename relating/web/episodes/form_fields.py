"""The fields of *Something happened*, from the top down. The words they offer come from a case."""

from collections.abc import Mapping
from typing import Self, TypeAlias

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case.fields import LONGEST_LABEL, LONGEST_STORY, LONGEST_WORDS
from relating.web.page.asking_back import AskingBack
from relating.web.page.same_name import AsksWho
from relating.web.voice.questions import JOKES, YES_OR_NO

Pairs: TypeAlias = list[tuple[str, str]]

CHIPS = {
    "feelings": "feeling",
    "old_ways": "behaviour",
    "new_ways": "new",
    "wish": "wish",
    "other_did": "other_did",
    "other_then": "other_did",
    "self_treatment": "self_treatment",
    "how_met": "how_met",
    "place_context": "place_context",
    "protects_from": "protects_from",
    "cost": "cost",
    "ended": "ended",
    "awareness": "awareness",
    "rupture_marks": "rupture_mark",
    "counsellor_part": "counsellor_part",
    "repair_moves": "repair_move",
}
"""The fields that are answered with words of a list."""
SHORT = {
    "joke": JOKES,
    **dict.fromkeys(("something_new", "swapped", "alone"), YES_OR_NO),
}
"""The fields that are answered with one of a few words."""
AT_FIRST = {
    **dict.fromkeys(("old_ways", "new_ways"), 4),
    **dict.fromkeys(("ended", "awareness", "self_treatment", "place_context"), 20),
    "feelings": 10,
}
QUESTIONS = {
    "impact_text": "impact",
    "expected_did": "expected",
    "expected_chance": "chance",
}
"""The questions of fields that are one half of an answer."""
CLIENTS_PLACES = ("life", "room", "past", "practice")
COUNSELLORS_PLACES = ("room", "past", "practice")
THEMES: Mapping[str, tuple[str, ...]] = {
    "past": ("how_met",),
    "practice": ("confidence_before", "confidence_after", "landed", "swapped", "alone"),
    "wanted": ("wish", "own_wish", "unsaid", "rather"),
    "between": ("my_warmth", "other_warmth", "ended", "something_new"),
    "myself": (
        *("awareness", "authenticity", "worth_at_stake", "seen_as"),
        *("self_treatment", "own_self_treatment"),
    ),
    "theirs": ("impact_text", "impact_source", "expected_did", "expected_words", "expected_chance"),
}
"""What stands behind "More about this", by theme. A theme with something in it stands open."""
ONE_MORE: Mapping[str, tuple[str, ...]] = {
    "spared": ("protects_from", "own_protects_from", "cost", "own_cost"),
    "where": ("place_context",),
    "whom": ("person", "new_alias", "new_role", "look_for"),
    "end": ("valence",),
    "ended": ("ended",),
}
"""What is asked of the client on a page of its own, once the moment is told."""
CARRIED = ("id", "fresh", "version", "looked_at", "same", "same_asked")
"""What every form about a moment sends along."""
AS_HE_SAW = (
    *("my_warmth", "other_warmth", "rupture_marks", "counsellor_part", "repair_moves"),
    "something_new",
)
"""What the counsellor finds behind "Between us, and my part"."""
SEEN = ("rupture_marks", "counsellor_part", "repair_moves")
"""What is asked of the counsellor alone."""
HERS = (
    *("feelings", "valence", "wish", "ended", "awareness", "authenticity", "worth_at_stake"),
    *("seen_as", "self_treatment", "impact_source", "expected_did", "expected_chance", "how_met"),
    *("own_feeling", "own_behaviour", "own_new", "own_wish", "own_other_did", "own_other_then"),
    *("own_self_treatment", "visibility", "place_context", "joke", "unsaid", "rather"),
    *("protects_from", "own_protects_from", "cost", "own_cost", "expected_words"),
    *("confidence_before", "confidence_after", "landed", "swapped", "alone"),
)
"""What is asked of the client alone; of these the counsellor can send nothing."""


def labels(words: Mapping[int, Promise] | Mapping[str, Promise]) -> Pairs:
    """Words with the values behind them, as choices."""
    return [(str(value), str(label)) for value, label in words.items()]


def written(rows: int, longest: int, css: str = "field") -> forms.CharField:
    """A box for free text, taken letter by letter."""
    widget = forms.Textarea(attrs={"class": css, "rows": rows})
    return forms.CharField(required=False, max_length=longest, strip=False, widget=widget)


def line(longest: int = LONGEST_LABEL) -> forms.CharField:
    """A field for a few words."""
    widget = forms.TextInput(attrs={"class": "field", "autocomplete": "off"})
    return forms.CharField(required=False, max_length=longest, widget=widget)


def one_of() -> forms.ChoiceField:
    """A choice from a list that opens."""
    return forms.ChoiceField(required=False, widget=forms.Select(attrs={"class": "field"}))


def number(least: int, most: int) -> forms.IntegerField:
    """A whole number, or nothing."""
    return forms.IntegerField(required=False, min_value=least, max_value=most)


def side() -> forms.FloatField:
    """How far along one side of the circle."""
    widget = forms.Select(attrs={"class": "field"})
    return forms.FloatField(required=False, min_value=-1, max_value=1, widget=widget)


def carried() -> forms.HiddenInput:
    """What travels along with a form, and no label or link leads to."""
    return forms.HiddenInput(attrs={"id": False})


class AskedForm(AskingBack, AsksWho):
    """What happened, asked from the top down and savable at any point."""

    id = forms.UUIDField(widget=carried())
    fresh = forms.UUIDField(widget=carried())
    version = forms.IntegerField(required=False, min_value=1, widget=carried())
    moment = forms.DateTimeField(required=False, widget=carried())
    zone = forms.Field(required=False, widget=carried())
    date = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    time = forms.TimeField(required=False, input_formats=["%H:%M", "%H:%M:%S"])
    place = forms.ChoiceField(widget=forms.RadioSelect)
    session = one_of()
    age = number(0, 120)
    person = forms.CharField(required=False, max_length=LONGEST_LABEL)
    look_for = line()
    new_alias = line()
    new_role = one_of()
    story = written(4, LONGEST_STORY)
    other_did = forms.MultipleChoiceField(required=False)
    came_first = forms.BooleanField(required=False)
    feelings = forms.MultipleChoiceField(required=False)
    old_ways = forms.MultipleChoiceField(required=False)
    new_ways = forms.MultipleChoiceField(required=False)
    other_then = forms.MultipleChoiceField(required=False)
    valence = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    wish = forms.MultipleChoiceField(required=False)
    my_warmth, my_dominance, other_warmth, other_dominance = side(), side(), side(), side()
    ended = forms.ChoiceField(required=False)
    awareness = number(0, 5)
    authenticity = number(0, 10)
    worth_at_stake = number(0, 10)
    seen_as = written(2, LONGEST_WORDS, "field field-short")
    self_treatment = forms.MultipleChoiceField(required=False)
    impact_text = written(2, LONGEST_WORDS, "field field-short")
    impact_source = one_of()
    expected_did = one_of()
    expected_words = written(1, LONGEST_WORDS, "field field-short")
    expected_chance = forms.IntegerField(
        required=False, min_value=0, max_value=100, widget=forms.Select(attrs={"class": "field"})
    )
    place_context = forms.ChoiceField(required=False)
    joke = forms.ChoiceField(required=False)
    unsaid = written(2, LONGEST_WORDS, "field field-short")
    rather = written(2, LONGEST_WORDS, "field field-short")
    something_new = forms.ChoiceField(required=False)
    protects_from = forms.MultipleChoiceField(required=False)
    cost = forms.MultipleChoiceField(required=False)
    confidence_before = number(0, 10)
    confidence_after = number(0, 10)
    landed = written(2, LONGEST_WORDS, "field field-short")
    swapped = forms.ChoiceField(required=False)
    alone = forms.ChoiceField(required=False)
    how_met = forms.MultipleChoiceField(required=False)
    rupture_marks = forms.MultipleChoiceField(required=False)
    counsellor_part = forms.MultipleChoiceField(required=False)
    repair_moves = forms.MultipleChoiceField(required=False)
    own_feeling, own_behaviour, own_new = line(), line(), line()
    own_wish, own_other_did, own_other_then, own_self_treatment = line(), line(), line(), line()
    own_protects_from, own_cost = line(), line()
    visibility = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        choices=[("private", _("Keep private")), ("shared", "")],
    )

    @property
    def only_looks(self) -> bool:
        """Whether somebody is looked for, and nothing is to be saved yet: a button says so, or
        letters for which nobody was chosen."""
        letters = str(self.data.get("look_for", "")).strip()
        nobody = bool(letters) and not self.data.get("person")
        return self.is_bound and ("look" in self.data or nobody)

    def judge_nothing(self) -> Self:
        """Show what was typed as it is."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self
