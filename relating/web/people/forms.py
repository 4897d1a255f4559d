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
from relating.web.page.choices import offer
from relating.web.page.meanwhile import APART, own_token
from relating.web.page.same_name import AsksWho, alike
from relating.web.voice.names import other_name
from relating.web.voice.sides import at_first, writes_as

Choices = list[tuple[str, str]]
FLAGS = ("attachment_figure", "lives_with_me", "depends_on_me", "unsafe")
CHOSEN = ("role", "standing", "gone")


def check() -> forms.CheckboxInput:
    """A box to tick."""
    return forms.CheckboxInput()


class PersonForm(AsksWho):
    """Everything that is said of a person. `id` is made when the form is first shown.

    `known` is the id of whom the case has under this name already, if the writer said so.
    """

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
        label=gettext_lazy("Was there when I was little"), required=False, widget=check()
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
            "no suggestion; it stays where it is. When you tell something, two letters find them."
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
        self.case, self.before, self.known = case, person, ""
        vocabulary = case.vocabulary
        choices: dict[str, Choices] = {
            "standing": [("", _("As usual for who they are")), *of_list(vocabulary, "standing")],
            "gone": [("", _("Yes")), *of_list(vocabulary, "gone")],
            "visibility": readers(case),
        }
        offer(self, "role", [("", _("not said")), *roles(vocabulary, person)])
        for name, offered in choices.items():
            offer(self, name, offered)
        if not case.back_then:
            del self.fields["attachment_figure"]
        if person is not None:
            del self.fields["visibility"]
            self.mark_of_the_other(person)

    def mark_of_the_other(self, person: Person) -> None:
        """Somebody who is not safe under another entry is not safe; it is marked there."""
        if self.case.people.get(person.id, person).unsafe and not person.unsafe:
            self.fields["unsafe"].disabled = True
            self.initial["unsafe"] = True
            self.fields["unsafe"].help_text = _("It is marked where they stand a second time.")

    def clean(self) -> None:
        super().clean()
        name = self.cleaned_data.get("alias", "")
        if not self.errors and (self.before is None or not alike(self.before.alias, name)):
            mine = self.before.id if self.before else self.new_id()
            self.known = self.ask_who(name, self.case, but=[mine, *self.kept_apart()])

    def kept_apart(self) -> tuple[str, ...]:
        """The id under which what is written stands beside what was there, where both are kept."""
        token = own_token(self.data.get(APART, ""))
        return (str(self.case.ids.of_token(token)),) if token else ()

    def new_id(self) -> str:
        """The id of the person whom a valid form writes down."""
        return str(self.case.ids.of_token(self.cleaned_data["id"]))

    def adds_to(self, person: Person) -> bool:
        """Whether a valid form says more of somebody than is said of them already."""
        given = self.cleaned_data
        more = any(given.get(name) and not getattr(person, name) for name in FLAGS)
        return more or any(given[name] not in {"", getattr(person, name)} for name in CHOSEN)

    def added_to(self, person: Person, version: int) -> QueryDict:
        """What a form would send that says of somebody what is said already and what this one
        says; where both say something else, it is what was typed last."""
        given = self.cleaned_data
        added = QueryDict(mutable=True)
        added.update({"id": str(given["id"]), "based_on": str(version), "alias": person.alias})
        for name in CHOSEN:
            added[name] = given[name] or getattr(person, name) or ""
        for name in FLAGS:
            if given.get(name) or getattr(person, name):
                added[name] = "on"
        return added

    def told(self, before: Person | None) -> Person:
        """The person that a valid form tells of."""
        given = self.cleaned_data
        base = before or Person(
            id=self.new_id(),
            alias=given["alias"],
            author=self.author,
            visibility=given["visibility"],
            recorded_at=visit.to_the_second(),
        )
        asked = (name for name in FLAGS if name in self.fields)
        flags = {name: given[name] for name in asked if not self.fields[name].disabled}
        chosen = {name: given[name] or None for name in CHOSEN}
        return replace(base, alias=given["alias"], **flags, **chosen)


def shown(case: OpenCase, person: Person | None, version: int) -> dict[str, object]:
    """What the form shows before anything is typed."""
    if person is None:
        return {"id": uuid4(), "based_on": 0, "visibility": at_first(writes_as(case))}
    named = {name: getattr(person, name) for name in FLAGS}
    chosen = {name: getattr(person, name) or "" for name in CHOSEN}
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
