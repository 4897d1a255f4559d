"""Changing one word of a list, or adding one."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Word
from relating.case.vocabulary import Term
from relating.journal.lexicons import Lexicon
from relating.web.wording import PLACEABLE, PLACES

OLD = {"behaviour": True, "new": False}
ACTS = ("rename", "original", "hide", "show", "add")
LABEL = {"class": "field", "autocomplete": "off", "autocapitalize": "none"}


class WordForm(forms.Form):
    """One act on one entry of a list: `fresh` is minted when the form is shown, for a new entry."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS], widget=forms.HiddenInput)
    code = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    fresh = forms.UUIDField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(
        label=gettext_lazy("The word"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=LABEL),
    )
    octant = forms.ChoiceField(
        label=gettext_lazy("Where does it lie on the circle?"),
        required=False,
        choices=[(key, label) for key, (label, _point) in PLACES.items()],
        widget=forms.Select(attrs={"class": "field"}),
    )

    def __init__(self, *args: Any, lexicon: Lexicon, name: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.lexicon, self.name = lexicon, name
        if name not in PLACEABLE:
            del self.fields["octant"]

    @classmethod
    def adding(cls, lexicon: Lexicon, name: str) -> "WordForm":
        """The form for a new entry, as it is first shown."""
        return cls(initial={"act": "add", "fresh": uuid4()}, lexicon=lexicon, name=name)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        act = given.get("act", "")
        if act != "add" and self.term is None:
            raise ValidationError(_("There is no such word in this list."))
        if act == "add" and self.closed:
            raise ValidationError(_("This list can be renamed, but not extended."))
        if act == "hide" and self.closed:
            raise ValidationError(_("The words of this list are all needed."))
        if act in {"add", "rename"}:
            self.check_label(given)
        return given

    def check_label(self, given: dict[str, Any]) -> None:
        """A word is needed, and one that the list does not have yet."""
        label = given.get("label", "").strip()
        same = (each for each in self.terms if _(each.label).casefold() == label.casefold())
        other = next((each for each in same if each.code != self.entry), None)
        if not label:
            self.add_error("label", _("Write the word."))
        elif other is not None:
            self.add_error("label", _("This word is in the list already. Choose another one."))

    @property
    def closed(self) -> bool:
        """Whether the list can only be renamed."""
        return self.name in self.lexicon.below.closed

    @property
    def terms(self) -> tuple[Term, ...]:
        """The entries of the list, the hidden ones too."""
        return self.lexicon.vocabulary.terms(self.name, hidden=True)

    @property
    def entry(self) -> str:
        """The code of the entry: a new one says nothing about the word."""
        fresh: UUID | None = self.cleaned_data.get("fresh")
        if self.cleaned_data.get("act") == "add":
            return f"own_{fresh.hex[:12]}" if fresh else ""
        code: str = self.cleaned_data.get("code", "")
        return code

    @property
    def term(self) -> Term | None:
        """The entry as it stands."""
        return self.lexicon.vocabulary.term(self.name, self.entry)

    def before(self) -> Word:
        """The change that stands now, or one that changes nothing: what Undo brings back."""
        found = self.lexicon.word(self.name, self.entry)
        below = self.lexicon.below.term(self.name, self.entry)
        if found is None and below is None:
            return self.added(hidden=True)
        hidden = below.hidden if below else False
        return found or Word(list=self.name, code=self.entry, hidden=hidden)

    def added(self, *, hidden: bool = False) -> Word:
        """A word of one's own."""
        given = self.cleaned_data
        return Word(
            list=self.name,
            code=self.entry,
            label=given["label"].strip(),
            old=OLD.get(self.name),
            position=self.position,
            hidden=hidden,
        )

    @property
    def position(self) -> tuple[float, float] | None:
        """The place that was chosen on the circle."""
        return PLACES[self.cleaned_data.get("octant") or ""][1]

    def after(self) -> Word:
        """The change that was asked for."""
        act = self.cleaned_data["act"]
        if act == "add":
            return self.added()
        before = self.before()
        if act == "rename":
            kept = self.position if self.position is not None else before.position
            label = self.cleaned_data["label"].strip()
            return replace(before, label=label, position=kept)
        if act == "original":
            return replace(before, label=None)
        return replace(before, hidden=act == "hide")
