"""A card: what the other may say, which either can write, and what she says then, which is hers."""

from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Card, Episode
from relating.case.fields import LONGEST_WORDS, Author
from relating.engine.practice import BOTH
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.page.choices import offer
from relating.web.page.sharing import readers
from relating.web.voice.sides import to_client, writes_as

NAMES = ("reply", "mine", "visibility")


def box(label: object = "") -> forms.CharField:
    """A box for a sentence or two."""
    widget = forms.Textarea(attrs={"class": "field field-short", "rows": 2})
    return forms.CharField(
        label=str(label), required=False, max_length=LONGEST_WORDS, widget=widget
    )


class CardForm(forms.Form):
    """A reply, and what she says then."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    reply = box()
    mine = box()
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, base: Card, version: int, case: OpenCase) -> None:
        self.base, self.case = base, case
        first = {name: getattr(base, name) for name in NAMES}
        super().__init__(data, initial=first | {"id": base.id, "based_on": version})
        self.fields["reply"].label = str(gettext_lazy("What they may say"))
        self.fields["mine"].label = str(gettext_lazy("What I say then"))
        if not to_client(case):
            del self.fields["mine"]
        offer(self, "visibility", readers(case, base))

    def clean(self) -> dict[str, object]:
        """A card says something."""
        given = self.cleaned_data
        if not any(given.get(name, "").strip() for name in ("reply", "mine")):
            self.add_error("reply", gettext_lazy("A few words are enough."))
        return given

    def told(self) -> Card:
        """The card that a valid form tells, behind which its writer stands; the other does too
        where she only says what she says then."""
        given, before = self.cleaned_data, self.base
        own = {} if given["based_on"] else {"id": self.case.ids.of_token(given["id"])}
        stays = before.agreed if given["reply"] == before.reply else ()
        return replace(
            before,
            **own,
            reply=given["reply"],
            mine=given.get("mine", before.mine),
            agreed=together({*stays, writes_as(self.case)}),
            visibility=given["visibility"],
        )


def said_aloud(plan: UUID, id: UUID, zone: str) -> Episode:
    """A take that she made alone, just now."""
    now = visit.to_the_second()
    return Episode(
        id=id,
        author="client",
        visibility="private",
        recorded_at=now,
        at=now,
        zone=zone or None,
        place="practice",
        plan=plan,
        alone=True,
    )


def together(authors: set[Author]) -> tuple[Author, ...]:
    """Who stands behind a card, always in the same order."""
    return tuple(each for each in BOTH if each in authors)


def fresh(case: OpenCase, plan: UUID) -> Card:
    """A card before its first word."""
    return Card(
        id=uuid4(),
        author=writes_as(case),
        visibility="private",
        recorded_at=visit.to_the_second(),
        plan=plan,
    )


def beside_a_take(base: Card, id: UUID, reply: str, mine: str) -> Card:
    """A card from the screen that both see. Whoever typed, it waits for the client, who alone says
    what the client says then."""
    return replace(base, id=id, reply=reply, mine=mine, agreed=("counsellor",), visibility="shared")
