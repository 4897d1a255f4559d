"""A person: what they are called, who they are, where they stand."""

from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Person, Vocabulary
from relating.case.fields import LONGEST_LABEL, Author
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.voice.names import other_name
from relating.web.voice.sides import at_first, writes_as

Choices = list[tuple[str, str]]
FLAGS = ("attachment_figure", "lives_with_me", "depends_on_me", "unsafe")


def check() -> forms.CheckboxInput:
    """A box to tick."""
    return forms.CheckboxInput()


class PersonForm(forms.Form):
    """Everything that is said of a person. `id` is made when the form is first shown."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    alias = forms.CharField(
        label=gettext_lazy("What do you call them?"),
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
        help_text=gettext_lazy("A first name, a nickname, an initial. It need not be a real name."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Who are they?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    standing = forms.ChoiceField(
        label=gettext_lazy("Between us two, who has more say?"),
        required=False,
        widget=forms.RadioSelect,
    )
    attachment_figure = forms.BooleanField(
        label=gettext_lazy("Someone I leaned on as a child"), required=False, widget=check()
    )
    lives_with_me = forms.BooleanField(
        label=gettext_lazy("Lives with me"), required=False, widget=check()
    )
    depends_on_me = forms.BooleanField(
        label=gettext_lazy("Depends on me"), required=False, widget=check()
    )
    unsafe = forms.BooleanField(
        label=gettext_lazy("Not safe for me"),
        required=False,
        widget=check(),
        help_text=gettext_lazy(
            "This stands on this page alone. What happens with them is in no count, no picture and "
            "no suggestion; it stays where it is. When you tell something, write their name."
        ),
    )
    gone = forms.ChoiceField(
        label=gettext_lazy("Are they still there?"), required=False, widget=forms.RadioSelect
    )
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self, data: QueryDict | None, *, case: OpenCase, person: Person | None, version: int
    ) -> None:
        super().__init__(data, initial=shown(case, person, version))
        self.author: Author = writes_as(case)
        self.ids = case.ids
        vocabulary = case.vocabulary
        choices: dict[str, Choices] = {
            "standing": [("", _("As usual for who they are")), *of_list(vocabulary, "standing")],
            "gone": [("", _("Yes")), *of_list(vocabulary, "gone")],
            "visibility": readers(case),
        }
        self.field("role").choices = [("", _("not said")), *roles(vocabulary, person)]
        for name, offered in choices.items():
            self.field(name).choices = offered
        if person is not None:
            del self.fields["visibility"]

    def field(self, name: str) -> forms.ChoiceField:
        """A question with something to choose from."""
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)  # noqa: S101  only such names are asked for
        return found

    def told(self, before: Person | None) -> Person:
        """The person that a valid form tells of."""
        given = self.cleaned_data
        base = before or Person(
            id=str(self.ids.of_token(given["id"])),
            alias=given["alias"],
            author=self.author,
            visibility=given["visibility"],
            recorded_at=visit.to_the_second(),
        )
        flags = {name: given[name] for name in FLAGS}
        chosen = {name: given[name] or None for name in ("role", "standing", "gone")}
        return replace(base, alias=given["alias"], **flags, **chosen)


def shown(case: OpenCase, person: Person | None, version: int) -> dict[str, object]:
    """What the form shows before anything is typed."""
    if person is None:
        return {"id": uuid4(), "based_on": 0, "visibility": at_first(writes_as(case))}
    named = {name: getattr(person, name) for name in FLAGS}
    chosen = {name: getattr(person, name) or "" for name in ("role", "standing", "gone")}
    given = {"id": uuid4(), "based_on": version, "alias": person.alias}
    return given | named | chosen


def of_list(vocabulary: Vocabulary, name: str) -> Choices:
    """The entries of a list."""
    return [(term.code, term.label) for term in vocabulary.terms(name)]


def readers(case: OpenCase) -> Choices:
    """Keep private, or share."""
    share = _("Share with %(name)s") % {"name": other_name(case)}
    return [("private", _("Keep private")), ("shared", share)]


def roles(vocabulary: Vocabulary, person: Person | None) -> list[tuple[str, Choices]]:
    """Every role, under its group; also the person's own if it is hidden or unknown by now."""
    groups: dict[str, Choices] = {}
    for term in vocabulary.terms("role"):
        group = term.group or _("Own words")
        groups.setdefault(group, []).append((term.code, term.label))
    known = {code for choices in groups.values() for code, _label in choices}
    own = person.role if person is not None else None
    if own is not None and own not in known:
        kept = (own, vocabulary.label("role", own))
        groups.setdefault(_("Own words"), []).append(kept)
    return list(groups.items())
