"""The pulse of an hour: five questions, any of which may be skipped. Not a validated instrument."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Pulse
from relating.case.fields import LONGEST_WORDS
from relating.engine.pulse import ITEMS
from relating.journal.queries import OpenCase
from relating.web.page import choices
from relating.web.page.own_entry import mine
from relating.web.voice import words
from relating.web.voice.names import other_name
from relating.web.voice.sides import to_client, writes_as

OWN: Mapping[str, Promise] = {
    "safe": gettext_lazy("I felt safe and respected."),
    "understood": gettext_lazy("I felt understood."),
    "matters": gettext_lazy("We spent the time on what matters to me."),
    "way": gettext_lazy("The way we worked suits me."),
    "could_say": gettext_lazy("I could say what was hard to say, also about us."),
}
ABOUT: Mapping[str, Promise] = {
    "safe": gettext_lazy("%(name)s felt safe and respected."),
    "understood": gettext_lazy("%(name)s felt understood."),
    "matters": gettext_lazy("We spent the time on what matters to %(name)s."),
    "way": gettext_lazy("The way we worked suited %(name)s."),
    "could_say": gettext_lazy("%(name)s could say what was hard to say, also about us."),
}
NOT_RIGHT = "not-right"
"""Where on the page of an hour's pulse it stands what was not right."""
NOT_RIGHT_FOR = (
    ("talk", gettext_lazy("talk about it next time")),
    ("know", gettext_lazy("just so you know")),
    ("keep", gettext_lazy("keep it to myself")),
)


class FiveForm(forms.Form):
    """Five answers from zero to ten, and a line."""

    not_right = forms.CharField(
        label=gettext_lazy("Anything that did not sit right? It helps to know."),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"class": "field field-short", "rows": 2}),
    )

    def ask(self, asked: Mapping[str, str]) -> None:
        """Ask the five questions in these words."""
        for name, label in asked.items():
            self.fields[name] = forms.IntegerField(
                label=label, required=False, min_value=0, max_value=10
            )

    def ask_client(self, send: str, *, seals: bool = True) -> None:
        """What is to be done with the line, and whether it is sent: of the two neither is chosen
        beforehand. Who cannot come back to a sealed pulse is offered none, and to keep no line."""
        self.fields["not_right_for"] = forms.ChoiceField(
            label=_("What do you want to do with this line?"),
            required=False,
            choices=[each for each in NOT_RIGHT_FOR if seals or each[0] != "keep"],
            widget=forms.RadioSelect,
        )
        sealed = (("private", _("Keep it sealed")),) if seals else ()
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who may read it"),
            choices=(*sealed, ("shared", send)),
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one: keep it sealed, or send it.")},
        )

    @property
    def items(self) -> list[tuple[forms.BoundField, tuple[choices.Chip, ...]]]:
        """Each question with its eleven beads."""
        return [(self[name], beads(self[name].value())) for name in ITEMS]


class PulseForm(FiveForm):
    """The five, and for whom they are: the pulse of somebody who signed in."""

    def __init__(self, data: QueryDict | None, base: Pulse, case: OpenCase) -> None:
        self.base, self.case = base, case
        self.client = to_client(case)
        names = (*ITEMS, "not_right", "not_right_for", "pull")
        first = {name: getattr(base, name) for name in names}
        if base.id in case.rows:
            first["visibility"] = base.visibility
        super().__init__(data, initial=first)
        self.ask(questions(case))
        if self.client:
            self.ask_client(_("Send to %(name)s") % {"name": other_name(case)})
        else:
            self.ask_counsellor()

    def ask_counsellor(self) -> None:
        """The counsellor's own pull, which stays theirs."""
        del self.fields["not_right"]
        self.fields["pull"] = forms.MultipleChoiceField(
            label=_("What were you pulled to, this hour?"),
            help_text=_("Not shared."),
            required=False,
            choices=words.offered(self.case.vocabulary, "pull", self.base.pull or ()),
            widget=forms.CheckboxSelectMultiple,
        )

    def told(self, now: datetime) -> Pulse:
        """The pulse that a valid form tells, as it is before it is sent."""
        apart = {"pull", "visibility"}
        given = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if self.client:
            wanted = given["not_right_for"] if given["not_right"] else ""
            given["not_right_for"] = wanted or None
        else:
            given["pull"] = tuple(self.cleaned_data["pull"]) or None
        return replace(self.base, visibility="private", recorded_at=now, **given)

    @property
    def sends(self) -> bool:
        """Whether a valid form also sends it."""
        return self.client and self.cleaned_data["visibility"] == "shared"


def beads(value: object) -> tuple[choices.Chip, ...]:
    """The eleven steps from zero to ten, each as a bead, with the chosen one."""
    return choices.scale(range(11), "" if value is None else str(value))


def questions(case: OpenCase) -> dict[str, str]:
    """The five questions: to the client about themselves, to the counsellor about the client."""
    asked = OWN if to_client(case) else ABOUT
    return {name: str(text) % {"name": case.client_name} for name, text in asked.items()}


def pulse_of(case: OpenCase, session: UUID, now: datetime) -> Pulse:
    """The viewer's pulse of an hour so far, or an empty one."""
    before = mine(case, Pulse, lambda each: each.session == session)
    return before or Pulse(
        id=case.ids.of_one("pulse", session),
        author=writes_as(case),
        visibility="private",
        recorded_at=now,
        session=session,
    )


class GivenForm(FiveForm):
    """The five in the client's words; sealed only for who can sign in to it later."""

    def __init__(self, data: QueryDict | None, *, seals: bool) -> None:
        super().__init__(data, initial={} if seals else {"visibility": "shared"})
        self.seals = seals
        self.ask({name: str(text) for name, text in OWN.items()})
        self.ask_client(_("Send it"), seals=seals)

    def told(self, session: UUID, now: datetime) -> Pulse:
        """The pulse that a valid form tells, as it is before it is sent."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "visibility"}
        wanted = given["not_right_for"] if given["not_right"] else ""
        given["not_right_for"] = wanted or None
        return Pulse(
            id=uuid4(),
            author="client",
            visibility="private",
            recorded_at=now,
            session=session,
            **given,
        )

    @property
    def sends(self) -> bool:
        """Whether a valid form also sends it."""
        return bool(self.cleaned_data["visibility"] == "shared")
