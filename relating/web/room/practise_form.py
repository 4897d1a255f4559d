"""One take, as the client says it on the screen that both see; nothing has to be said."""

from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from relating.case import Card, Episode, Plan
from relating.case.fields import LONGEST_WORDS
from relating.journal.queries import OpenCase
from relating.web.page import choices
from relating.web.practise.forms import beside_a_take, fresh
from relating.web.practise.page import is_full
from relating.web.sessions.moments import session_at
from relating.web.voice.questions import SURE

WORDS = ("landed", "reply", "mine")


def how_sure(label: object) -> forms.TypedChoiceField:
    """How sure, in one of five words."""
    return forms.TypedChoiceField(
        label=str(label),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(each, label) for each, label in SURE.items()],
        widget=forms.RadioSelect,
    )


def line(label: object) -> forms.CharField:
    """A box for a sentence."""
    widget = forms.Textarea(attrs={"class": "field field-short", "rows": 1})
    return forms.CharField(
        label=str(label), required=False, max_length=LONGEST_WORDS, widget=widget
    )


class TakeForm(forms.Form):
    """How sure before and now, whether roles were swapped, what landed; perhaps another reply."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    before = how_sure("")
    now = how_sure("")
    swapped = forms.BooleanField(required=False)
    landed = line("")
    reply = line("")
    mine = line("")

    def __init__(
        self, data: QueryDict | None, plan: Plan, case: OpenCase, last: Episode | None
    ) -> None:
        self.plan, self.case = plan, case
        first = {"id": uuid4(), "before": last.confidence_after if last else None}
        first["swapped"] = bool(last.swapped) if last else False
        super().__init__(data, initial=first)
        labels = {
            "before": _("How sure, before"),
            "now": _("and now?"),
            "swapped": _("Roles swapped"),
            "landed": _("What landed?"),
            "reply": _("What they may say"),
            "mine": _("What I say then"),
        }
        for name, label in labels.items():
            self.fields[name].label = str(label)

    def clean(self) -> dict[str, object]:
        """Another reply needs room for its card."""
        if self.is_card and is_full(self.case, self.plan.id, self.card_id):
            self.add_error("reply", _("Five cards are enough."))
        return self.cleaned_data

    @property
    def is_card(self) -> bool:
        """Whether something of a card was written."""
        return any(self.cleaned_data.get(name, "").strip() for name in ("reply", "mine"))

    @property
    def card_id(self) -> UUID:
        """The id of the card beside this take, made of the token; sent twice it is one."""
        token = self.cleaned_data.get("id") or uuid4()
        return self.case.ids.of_one("card", token)

    @property
    def says_something(self) -> bool:
        """Whether there is something of a take in a valid form."""
        given = self.cleaned_data
        return given["now"] is not None or any(given[name].strip() for name in WORDS)

    def told(self, now: datetime) -> Episode:
        """The take of a valid form. Its id is the token; the client's is made of it."""
        given = self.cleaned_data
        there = choices.counsellor(self.case.people.values())
        return Episode(
            id=given["id"],
            author="client",
            visibility="shared",
            recorded_at=now,
            at=now,
            session=session_at(self.case.sessions, now),
            place="practice",
            person=there.id if there else None,
            plan=self.plan.id,
            confidence_before=given["before"],
            confidence_after=given["now"],
            swapped=given["swapped"],
            landed=given["landed"].strip() or None,
            alone=False,
        )

    def card(self) -> Card | None:
        """The card that the two began on the way, whole or half; it waits for the client."""
        if not self.is_card:
            return None
        given, base = self.cleaned_data, fresh(self.case, self.plan.id)
        return beside_a_take(base, self.card_id, given["reply"].strip(), given["mine"].strip())
