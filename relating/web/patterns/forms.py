"""Naming a pattern by hand, offering one to the client, and what the client answers."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Cue, Vocabulary
from relating.case.fields import LONGEST_WORDS, Standing
from relating.engine.as_made import AS_MADE
from relating.web.page.choices import offer
from relating.web.voice.words import offered

RESONANCES = ("fits", "partly", "not_really", "not_sure", AS_MADE)
SELECT = {"class": "field"}
STANDINGS = (
    ("", gettext_lazy("anybody")),
    ("above", gettext_lazy("someone with more say")),
    ("equal", gettext_lazy("someone on a level")),
    ("below", gettext_lazy("someone with less say")),
)


def chosen(label: object, *, required: bool = False) -> forms.ChoiceField:
    """A word from a list that opens."""
    widget = forms.Select(attrs=SELECT)
    return forms.ChoiceField(label=cast("str", label), required=required, widget=widget)


def words(label: object, rows: int = 3) -> forms.CharField:
    """A box for a few sentences."""
    widget = forms.Textarea(attrs={"class": "field field-short", "rows": str(rows)})
    return forms.CharField(
        label=cast("str", label), required=False, max_length=LONGEST_WORDS, widget=widget
    )


class NameForm(forms.Form):
    """When what happens, what the client may do: chosen from the words of the case, so that it can
    be counted; and the same in the counsellor's own words, which stay his until he shares it."""

    use_required_attribute = (
        False  # all that is needed is said at once, and not by the browser first
    )

    statement = words(gettext_lazy("In your own words, as a question or a guess"), 2)

    other_did = chosen(gettext_lazy("What the other does"))
    wish = chosen(gettext_lazy("What is wished for"))
    feeling = chosen(gettext_lazy("What is felt"))
    standing = chosen(gettext_lazy("With whom"))
    behaviour = chosen(gettext_lazy("What follows"), required=True)

    def __init__(self, data: QueryDict | None, vocabulary: Vocabulary, **more: Any) -> None:
        super().__init__(data, **more)
        for name in ("other_did", "wish", "feeling"):
            offer(self, name, [("", _("anything")), *offered(vocabulary, name)])
        offer(self, "standing", list(STANDINGS))
        ways = [*offered(vocabulary, "behaviour"), *offered(vocabulary, "new")]
        offer(self, "behaviour", [("", _("choose")), *(way for way in ways if way[0] != "none")])

    def clean(self) -> dict[str, Any]:
        """A cue needs something that comes and goes with one and the same person."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in ("other_did", "wish", "feeling")):
            self.add_error(
                "other_did",
                _("Choose at least one: what the other does, what is wished for, or what is felt."),
            )
        return given

    @property
    def cues(self) -> list[forms.BoundField]:
        """The fields that make the cue."""
        return [self[name] for name in ("other_did", "wish", "feeling", "standing")]

    @property
    def cue(self) -> Cue:
        """The cue of a valid form."""
        given = self.cleaned_data
        return Cue(
            other_did=given["other_did"] or None,
            wish=given["wish"] or None,
            feeling=given["feeling"] or None,
            standing=cast("Standing", given["standing"]) if given["standing"] else None,
        )


class OfferForm(forms.Form):
    """The pattern in the counsellor's words, as the client will read it."""

    statement = words(gettext_lazy("In your words, as a question or a guess"), 4)


class AnswerForm(forms.Form):
    """Whether it fits, and the client's own words for it. Neither must be given."""

    resonance = forms.ChoiceField(required=False, choices=[(each, each) for each in RESONANCES])
    in_my_words = words(gettext_lazy("In my words"))
