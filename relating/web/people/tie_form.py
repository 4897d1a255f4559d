"""How near somebody is, who is there for whom, what I want with them: from a day on."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Person, Support, Tie
from relating.case.fields import Visibility
from relating.engine.ties import State, only_new, states
from relating.journal.queries import OpenCase
from relating.web.page import visit
from relating.web.page.asking_back import AskingBack
from relating.web.page.choices import offer
from relating.web.page.dates import HAPPENED, doubt
from relating.web.page.fields import Text, day, free_text
from relating.web.people.forms import of_list, readers
from relating.web.voice.words import coded

A_SECOND = timedelta(seconds=1)
SUPPORTS = ("to_me", "from_me")
TEXTS = ("wish", "chosen")
LISTS = {"ring": "ring", "wanted": "wanted"}


def several(label: Text) -> forms.MultipleChoiceField:
    """Any of the kinds of support."""
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


def one(label: Text) -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(label=label, required=False, widget=forms.RadioSelect)


class TieForm(AskingBack):
    """What is so with somebody from a day on. What it says that was so before is not said again;
    `turned` is where around the middle somebody was let go of with a finger or a mouse."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    ring = one(gettext_lazy("How near?"))
    turned = forms.IntegerField(required=False, min_value=0, max_value=359)
    wanted = one(gettext_lazy("What do I want?"))
    wish = free_text(gettext_lazy("In my words"), rows=2)
    to_me = several(gettext_lazy("They are there for me"))
    to_me_words = free_text(gettext_lazy("For what?"), rows=1)
    from_me = several(gettext_lazy("I am there for them"))
    from_me_words = free_text(gettext_lazy("For what?"), rows=1)
    chosen = free_text(
        gettext_lazy("How did I choose them, or how did we come to each other?"), rows=2
    )
    on = day(gettext_lazy("Since when?"), required=True)
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, case: OpenCase, person: Person) -> None:
        self.case, self.person = case, person
        self.today = timezone.localdate()
        super().__init__(data, initial=shown(case, person, self.today))
        state = state_of(case, person, self.today)
        for name in LISTS:
            unsaid = [] if getattr(state, name) else [("", _("not said"))]
            offer(self, name, [*of_list(case.vocabulary, name), *unsaid])
        for name in SUPPORTS:
            support = getattr(state, name) or Support()
            offer(self, name, coded(case.vocabulary, "support", support.kinds))
        offer(self, "visibility", readers(case))

    def clean(self) -> None:
        super().clean()
        if (since := self.cleaned_data.get("on")) is not None:
            self.ask_back(doubt(since, HAPPENED, self.today), ("on",))

    def told(self) -> Tie | None:
        """What a valid form says that was not so on its day; None where that is nothing."""
        given = self.cleaned_data
        tie = Tie(
            id=self.case.ids.of_token(given["id"]),
            author="client",
            visibility=given["visibility"],
            recorded_at=just_after(self.case, self.person),
            person=self.person.id,
            on=given["on"],
            turned=given["turned"],
            **{name: given[name] or None for name in LISTS},
            to_me=support(given, "to_me"),
            from_me=support(given, "from_me"),
            wish=given["wish"],
            chosen=given["chosen"],
        )
        return only_new(tie, state_of(self.case, self.person, given["on"]))


def support(given: dict[str, Any], name: str) -> Support:
    """For what somebody is there, as it was filled in."""
    return Support(kinds=tuple(given[name]), words=given[f"{name}_words"])


def shown(case: OpenCase, person: Person, today: date) -> dict[str, object]:
    """What the form shows before anything is typed: how it is today, and who read it last."""
    state = state_of(case, person, today)
    given: dict[str, object] = {"id": uuid4(), "on": today, "visibility": who_reads(case, person)}
    for name in SUPPORTS:
        said = getattr(state, name) or Support()
        given |= {name: list(said.kinds), f"{name}_words": said.words}
    return given | {name: getattr(state, name) or "" for name in (*LISTS, *TEXTS)}


def who_reads(case: OpenCase, person: Person) -> Visibility:
    """Who reads a change: whoever read the newest with this person, else the newest of all."""
    every = sorted(case.all(Tie), key=lambda each: each.recorded_at)
    own = [each for each in every if case.people.are_one(each.person, person.id)]
    return next((each.visibility for each in reversed(own or every)), "private")


def just_after(case: OpenCase, person: Person) -> datetime:
    """The time now, and a second after the newest change: of two the later one stands."""
    own = (each for each in case.all(Tie) if case.people.are_one(each.person, person.id))
    newest = max((each.recorded_at for each in own), default=None)
    now = visit.to_the_second()
    return now if newest is None else max(now, newest + A_SECOND)


def state_of(case: OpenCase, person: Person, on: date) -> State:
    """How it is with somebody at a day, as far as the viewer may see it."""
    found = states(case.all(Tie), case.people, on)
    return found.get(person.id, State(person.id))
