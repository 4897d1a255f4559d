"""The form of a plan: two lines are the plan, all the rest may stay empty."""

from datetime import datetime
from functools import cached_property
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Plan
from relating.case.fields import LONGEST_LABEL
from relating.engine.plans import is_unsafe
from relating.journal.queries import OpenCase
from relating.web.page import choices, dates
from relating.web.page.asking_back import AskingBack
from relating.web.page.choices import offer
from relating.web.page.fields import day, free_text
from relating.web.plans.danger import is_asked
from relating.web.voice import words
from relating.web.voice.questions import LIKELY, nearest

WORDS = ("situation", "say", "in_the_way", "backing", "fear", "hope", "when")
ORIGINS = ("way", "option", "origin")
IN_DANGER = (
    ("no", gettext_lazy("No")),
    ("not_sure", gettext_lazy("I’m not sure")),
    ("yes", gettext_lazy("Yes")),
)


class PlanForm(AskingBack):
    """If this happens, I say that; with whom, when, and what she fears and hopes."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    way = forms.UUIDField(widget=forms.HiddenInput, required=False)
    option = forms.UUIDField(widget=forms.HiddenInput, required=False)
    origin = forms.UUIDField(widget=forms.HiddenInput, required=False)
    situation = free_text(gettext_lazy("If …"), gettext_lazy("what they do or say"), rows=2)
    say = free_text(gettext_lazy("I say …"), gettext_lazy("in your own words"), rows=2)
    person = forms.ChoiceField(
        label=gettext_lazy("With whom?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    danger = forms.ChoiceField(
        label=gettext_lazy("Could it put you in danger?"),
        help_text=gettext_lazy("The one question that needs an answer."),
        required=False,
        choices=IN_DANGER,
        widget=forms.RadioSelect,
    )
    on = day(gettext_lazy("On which day?"), required=False)
    when = forms.CharField(
        label=gettext_lazy("When, in your words"),
        required=False,
        max_length=LONGEST_LABEL,
        widget=forms.TextInput(attrs={"class": "field", "autocomplete": "off"}),
    )
    backed_by = forms.ChoiceField(
        label=gettext_lazy("Who backs you?"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    backing = free_text(gettext_lazy("If it goes badly"), gettext_lazy("what you do then"), rows=1)
    in_the_way = free_text(gettext_lazy("What could get in the way?"), rows=2)
    fear = free_text(gettext_lazy("What do you fear they’ll do?"), rows=2)
    fear_did = forms.ChoiceField(
        label=gettext_lazy("In a word, if one fits"),
        required=False,
        widget=forms.Select(attrs={"class": "field"}),
    )
    fear_chance = forms.TypedChoiceField(
        label=gettext_lazy("How likely does that seem?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    hope = free_text(gettext_lazy("What do you hope for?"), rows=2)
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, base: Plan, version: int, case: OpenCase) -> None:
        self.base, self.case, self.version = base, case, version
        super().__init__(data, initial=first(base) | {"based_on": version})
        self.asks_danger = not is_asked(case, base)
        nobody = [("", _("not said"))]
        sent = str(data.get("person", "")) if data else ""
        did = words.offered(case.vocabulary, "other_did", [base.fear_did] if base.fear_did else [])
        offer(self, "person", nobody + known(case, base.person or "", sent))
        offer(self, "backed_by", nobody + known(case, base.backed_by or ""))
        offer(self, "fear_did", nobody + did)
        offer(self, "fear_chance", chances(base.fear_chance) + nobody)
        share = _("Share with %(name)s") % {"name": case.counsellor_name or _("counsellor")}
        offer(self, "visibility", [("private", _("Keep private")), ("shared", share)])

    def clean(self) -> dict[str, object]:
        """A plan has words; its day can be meant; and danger is asked before anything is kept."""
        given = self.cleaned_data
        if not given.get("situation", "").strip() and not given.get("say", "").strip():
            self.add_error("say", _("A few words are enough."))
        if given.get("on"):
            self.ask_back(dates.doubt(given["on"], dates.PLANNED, timezone.localdate()), ("on",))
        if not self.errors:
            self._ask_danger(given)
        return given

    def _ask_danger(self, given: dict[str, object]) -> None:
        if is_asked(self.case, replace(self.base, person=given["person"] or None)):
            return
        self.asks_danger = True
        if not given.get("danger"):
            self.add_error("danger", _("Please answer this one."))
        elif given["danger"] != "no":
            self.add_error("danger", _("Then talk with somebody first. Nothing was planned."))

    @cached_property
    def asked(self) -> frozenset[str]:
        """Of whom it was asked already whether it could put her in danger."""
        named = {each: replace(self.base, person=each) for each in self.case.people}
        return frozenset(id for id, plan in named.items() if is_asked(self.case, plan))

    @property
    def more_open(self) -> bool:
        """Whether what stands folded holds something, or needs another look."""
        folded = ("fear", "fear_chance", "fear_did", "hope", "in_the_way")
        return any(self[name].value() or name in self.errors for name in folded)

    @property
    def may_be_dangerous(self) -> bool:
        """Whether she said that it may put her in danger, or cannot say."""
        return self.data.get("danger") in {"yes", "not_sure"}

    def told(self, now: datetime) -> Plan:
        """The plan that a valid form tells. Who backs her is somebody safe."""
        given = self.cleaned_data
        fresh = {} if given["based_on"] else {"id": self.case.ids.of_token(given["id"])}
        backed_by = given["backed_by"] or None
        return replace(
            self.base,
            **fresh,
            **{name: given[name] for name in WORDS},
            **{name: given[name] for name in ORIGINS},
            person=given["person"] or None,
            backed_by=None if is_unsafe(backed_by, self.case.people) else backed_by,
            on=given["on"],
            fear_did=given["fear_did"] or None,
            fear_chance=given["fear_chance"],
            asked_danger=now if given["danger"] == "no" else self._asked_before(given),
            visibility=given["visibility"],
        )

    def _asked_before(self, given: dict[str, object]) -> datetime | None:
        same = self.case.people.are_one(self.base.person, str(given["person"] or ""))
        return self.base.asked_danger if same or not given["person"] else None


def first(plan: Plan) -> dict[str, object]:
    """What the form shows of a plan."""
    shown = ("id", "person", "backed_by", "fear_did", "fear_chance", "on", "visibility")
    return {name: getattr(plan, name) for name in (*shown, *WORDS, *ORIGINS)}


def known(case: OpenCase, kept: str, sent: str = "") -> list[tuple[str, str]]:
    """Who can be chosen. Somebody who is not safe stands in no list; named by hand they are known
    all the same, so that it can be said what to do first."""
    stays = case.people.standing_for(kept) if kept in case.people.everybody else ""
    found = [each for each in choices.people(case, stays) if each[0] in case.people]
    by_hand = sent in case.people.everybody and sent not in dict(found)
    return [*found, (sent, _("somebody"))] if by_hand else found


def chances(kept: int | None) -> list[tuple[str, str]]:
    """The five words; a chance that was given elsewhere has the word that lies nearest."""
    steps = [(str(step), str(label)) for step, label in LIKELY.items()]
    if kept is None or kept in LIKELY:
        return steps
    return [*steps, (str(kept), likely(kept))]


def likely(chance: int) -> str:
    """A chance in one of the five words."""
    return nearest(LIKELY, chance)


def fresh(case: OpenCase, now: datetime) -> Plan:
    """A plan before its first word."""
    return Plan(id=uuid4(), author="client", visibility="private", recorded_at=now)
