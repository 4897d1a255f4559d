"""Changing one word of a list, or adding one. What is asked for becomes a change to a `Word`."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from msgspec.structs import replace

from relating.case import Word
from relating.case.fields import LONGEST_CODE, LONGEST_LABEL, Position
from relating.case.words.vocabulary import LIST_OF, STANCES, Term, octant_of
from relating.case.words.word import own_word
from relating.engine.octants import Point
from relating.journal.layers import Change
from relating.journal.lexicons import Lexicon
from relating.web.episodes.added_along import own_code
from relating.web.voice.words import same

Text = str | Promise

FIXED: Mapping[str, Text] = {
    "place": gettext_lazy(
        "These cannot be changed: each has a shape of its own in every list and picture, and both "
        "of you should read it alike."
    ),
    "standing": gettext_lazy(
        "These cannot be changed: what is compared between people rests on exactly these three."
    ),
}
"""Lists that cannot be changed, and why."""

PLACES: Mapping[str, tuple[Text, Point]] = {
    "LM": (pgettext_lazy("side", "near"), (0.7, 0.0)),
    "NO": (gettext_lazy("near, leading"), (0.49, 0.49)),
    "PA": (gettext_lazy("leading"), (0.0, 0.7)),
    "BC": (gettext_lazy("away, leading"), (-0.49, 0.49)),
    "DE": (pgettext_lazy("side", "away"), (-0.7, 0.0)),
    "FG": (gettext_lazy("away, letting the other lead"), (-0.49, -0.49)),
    "HI": (gettext_lazy("letting the other lead"), (0.0, -0.7)),
    "JK": (gettext_lazy("near, letting the other lead"), (0.49, -0.49)),
}
PLACED = frozenset({"wish", "other_did", "feeling", "behaviour", "new"})
"""The lists whose entries may have a place on the circle."""

ACTS = ("add", "rename", "original", "hide", "show")
NEEDS_ALL = frozenset({"add", "hide"})
"""What cannot be done to a closed list."""


class Meanwhile(Exception):
    """The word was renamed in another window after this page was shown."""


class WordForm(forms.Form):
    """One act on one entry of a list.

    `fresh` is minted when the form is shown, so that a word sent twice is added once. `mine` is
    one's own word as the page showed it, `again` a word that was warned of and sent again.
    """

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], widget=forms.HiddenInput)
    code = forms.CharField(required=False, max_length=LONGEST_CODE, strip=False)
    fresh = forms.UUIDField(required=False, widget=forms.HiddenInput)
    mine = forms.CharField(required=False)
    again = forms.CharField(required=False)
    label = forms.CharField(
        label=gettext_lazy("Your word"),
        required=False,
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        error_messages={
            "max_length": gettext_lazy("Too long for one word or phrase: at most %(limit_value)d.")
        },
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Which is it?"),
        required=False,
        choices=[("old", gettext_lazy("An old way")), ("new", gettext_lazy("A new way"))],
        widget=forms.RadioSelect,
    )
    octant = forms.ChoiceField(
        label=gettext_lazy("Where does it usually lie on the circle?"),
        required=False,
        choices=[
            ("", gettext_lazy("no place, or I do not know")),
            *((key, label) for key, (label, _point) in PLACES.items()),
        ],
        widget=forms.Select(attrs={"class": "field"}),
    )

    def __init__(self, data: QueryDict | None, *, lexicon: Lexicon, name: str) -> None:
        shown = {"act": "add", "fresh": uuid4(), "way": STANCES.get(name)}
        super().__init__(data, initial=shown)
        self.lexicon, self.name = lexicon, name
        if name not in PLACED:
            del self.fields["octant"]
        if name not in STANCES:
            del self.fields["way"]

    def clean_label(self) -> str:
        """One line, whatever was pasted."""
        return " ".join(str(self.cleaned_data["label"]).split())

    def clean(self) -> dict[str, Any]:
        act = self.cleaned_data.get("act", "")
        if not act:
            raise ValidationError(_("Nothing was changed. Please try once more."))
        if self.name in FIXED:
            raise ValidationError(_("This list cannot be changed."))
        if act in NEEDS_ALL and self.name in self.lexicon.below.closed:
            raise ValidationError(_("Nothing can be added to this list or hidden from it."))
        if act != "add" and self.term is None:
            raise ValidationError(_("This word is not in the list any more."))
        if act in {"add", "rename"} and "label" in self.cleaned_data:
            self.check_label(self.cleaned_data["label"])
        return self.cleaned_data

    def check_label(self, label: str) -> None:
        """A word is needed; one that is there already is asked about once."""
        if not label:
            self.add_error("label", _("Write a word first."))
        elif self.twin is not None and not same(label, self.cleaned_data.get("again", "")):
            self.add_error("label", self.warning(self.twin))

    def warning(self, twin: Term) -> str:
        """What to do about a word that is there already."""
        if twin.hidden:
            return _("This word is in the list, hidden. Save once more to have it twice.")
        return _("This word is in the list already. Save once more to have it twice.")

    @property
    def twin(self) -> Term | None:
        """Another entry of the list that is called the same."""
        label = self.cleaned_data["label"]
        terms = self.lexicon.vocabulary.terms(self.into, hidden=True)
        others = (term for term in terms if term.code != self.entry)
        return next((term for term in others if same(term.label, label)), None)

    @property
    def entry(self) -> str:
        """The code of the entry; that of a new one says nothing about the word."""
        given = self.cleaned_data
        if given.get("act") != "add":
            return str(given.get("code", ""))
        return own_code(given.get("fresh") or uuid4(), f"{self.into}:{given.get('label')}")

    @property
    def into(self) -> str:
        """The list in which the entry is, or to which it is added."""
        chosen = self.cleaned_data.get("way") if self.cleaned_data.get("act") == "add" else ""
        return LIST_OF.get(chosen or "", self.name)

    @property
    def is_of_an_entry(self) -> bool:
        """Whether what was sent was typed into an entry of the list, and not beside them all."""
        act, code = self.data.get("act"), self.data.get("code") or ""
        return act in ACTS and act != "add" and bool(self.lexicon.vocabulary.term(self.name, code))

    @property
    def term(self) -> Term | None:
        """The entry as it stands."""
        return self.lexicon.vocabulary.term(self.name, self.entry)

    @property
    def below(self) -> Term | None:
        """The entry as it would be without the writer's own words."""
        return self.lexicon.below.term(self.name, self.entry)

    def base(self, before: Word | None) -> Word:
        """What the writer says of the entry now, or a word that changes nothing."""
        hidden = self.below.hidden if self.below else False
        return before or Word(list=self.into, code=self.entry, hidden=hidden)

    @property
    def change(self) -> Change:
        """What a valid form asks for, as a change that leaves everything else as it is then."""
        changes: dict[str, Change] = {
            "add": lambda before: before or self.added(),
            "rename": self.renamed,
            "original": lambda before: replace(self.base(before), label=None),
            "hide": lambda before: replace(self.base(before), hidden=True),
            "show": lambda before: replace(self.base(before), hidden=False),
        }
        return changes[self.cleaned_data["act"]]

    def added(self) -> Word:
        """A word of one's own."""
        label = self.cleaned_data["label"]
        return own_word(self.into, self.entry, label, self.position(None))

    def renamed(self, before: Word | None) -> Word:
        """Another name for an entry; its first name again is no change.

        Raises:
            Meanwhile: the name is another by now than the page showed.
        """
        label = self.cleaned_data["label"]
        if self.below is not None and label == self.below.label:
            label = None
        now = before.label if before else None
        if (now or "") != self.cleaned_data["mine"] and now != label:
            raise Meanwhile
        base = self.base(before)
        position = base.position if self.below else self.position(base.position)
        return replace(base, label=label, position=position)

    def position(self, before: Position | None) -> Position | None:
        """The place that was chosen; one that lies there already stays where it is."""
        chosen = self.cleaned_data.get("octant") or ""
        if before is not None and octant_of(*before) == chosen:
            return before
        return PLACES[chosen][1] if chosen else None

    def before(self, stood: Word | None) -> Word | None:
        """What Undo brings back: nothing where the word was added, else what stood there."""
        return None if self.cleaned_data["act"] == "add" else self.base(stood)
