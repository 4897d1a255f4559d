"""Looking back on a try: what came, how much like oneself, what was learned; all is optional."""

from datetime import datetime, time
from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Attempt, Episode, Expected, Place, Plan
from relating.case.clock import clock
from relating.journal.queries import OpenCase
from relating.web.page import choices, dates
from relating.web.page.asking_back import AskingBack
from relating.web.page.choices import Chips, offer
from relating.web.page.fields import Text, day, free_text
from relating.web.voice import words
from relating.web.voice.questions import MYSELF, nearest
from relating.web.voice.sides import is_the_counsellor
from relating.web.voice.times import by_clock

LISTS = {
    "other_then": ("other_did",),
    "i_did": ("new", "behaviour"),
    "to_myself": ("self_treatment",),
}
"""The fields that are answered with words of lists."""
FIRST = 6
NOON = time(12)


def several(label: Text) -> forms.MultipleChoiceField:
    """Some words of a list, or none."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class LookForm(AskingBack):
    """What came of a plan."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    telling_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    came = free_text(gettext_lazy("What came"), rows=3)
    other_then = several(gettext_lazy("What did they do then?"))
    i_did = several(gettext_lazy("What did I do?"))
    myself = forms.TypedChoiceField(
        label=gettext_lazy("How much like myself was I?"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    learned = free_text(gettext_lazy("What I learned"), rows=2)
    to_myself = several(gettext_lazy("What did I then do for myself?"))
    would_say = free_text("", rows=2)
    date = day(gettext_lazy("On which day was it?"), required=False)
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: QueryDict | None,
        plan: Plan,
        attempt: Attempt,
        told: Episode | None,
        case: OpenCase,
    ) -> None:
        self.plan, self.attempt, self.before, self.case = plan, attempt, told, case
        super().__init__(data, initial=self.first())
        for name, lists in LISTS.items():
            used = self.initial[name]
            found = [pair for each in lists for pair in words.coded(case.vocabulary, each, used)]
            offer(self, name, list(dict(found).items()))
        offer(self, "myself", [*steps(told.authenticity if told else None), ("", _("not said"))])
        self.fields["would_say"].label = _("What would %(name)s say to you now?") % {
            "name": case.counsellor_name or _("your counsellor")
        }
        share = _("Share with %(name)s") % {"name": case.counsellor_name}
        offer(self, "visibility", [("private", _("Keep private")), ("shared", share)])

    def first(self) -> dict[str, object]:
        """What is there already, or nothing but a day."""
        told, case = self.before, self.case
        rows = case.rows
        return {
            "based_on": case.version(self.attempt.id) if self.attempt.id in rows else 0,
            "telling_on": case.version(told.id) if told and told.id in rows else 0,
            "came": told.story if told else "",
            "other_then": list(told.other_then or ()) if told else [],
            "i_did": list(told.i_did or ()) if told else [],
            "myself": "" if told is None or told.authenticity is None else told.authenticity,
            "learned": self.attempt.learned,
            "to_myself": list(told.self_treatment or ()) if told else [],
            "would_say": self.attempt.would_say,
            "date": by_clock(told.at, told.zone).date() if told and told.at else self.day(),
            "visibility": self.attempt.visibility,
        }

    def day(self) -> object:
        """The day of the plan, where it has come; else today."""
        today = timezone.localdate()
        return self.plan.on if self.plan.on and self.plan.on <= today else today

    @cached_property
    def chips(self) -> dict[str, Chips]:
        """The words to choose from, by field."""
        return {name: self.chips_of(name, lists) for name, lists in LISTS.items()}

    def chips_of(self, name: str, lists: tuple[str, ...]) -> Chips:
        """The words of one field: the first few of each of its lists, the rest behind "more"."""
        value = self[name].value() or []
        chosen = [str(each) for each in value] if isinstance(value, list) else []
        number = FIRST // len(lists)
        by_list = {each: [code for code in chosen if self.is_of(each, code)] for each in lists}
        found = [choices.chips(self.case, *each, {}, number) for each in by_list.items()]
        first = tuple(chip for each in found for chip in each.first)
        return Chips(first, tuple(chip for each in found for chip in each.rest), "")

    def is_of(self, name: str, code: str) -> bool:
        """Whether a code is of this list."""
        return self.case.vocabulary.term(name, code) is not None

    def clean(self) -> dict[str, object]:
        """A day that has been, and that can be meant."""
        given = self.cleaned_data
        today = timezone.localdate()
        if given.get("date") and given["date"] > today and "date" in self.changed_data:
            self.add_error("date", _("That day is still to come. You look back on one that was."))
        elif given.get("date"):
            self.ask_back(dates.doubt(given["date"], dates.HAPPENED, today))
        return given

    # What a valid form tells ---------------------------------------------------------------------

    def told(self, now: datetime, zone: str) -> tuple[Attempt, Episode]:
        """The try, and the telling of it."""
        given = self.cleaned_data
        id = self.attempt.telling or self.case.ids.of_one("tried", self.attempt.id)
        begun = self.before or Episode(
            id=id,
            author="client",
            visibility="private",
            recorded_at=now,
            at=self.attempt.at,
            zone=zone or None,
            place=self.place(),
            person=self.plan.person,
            plan=self.plan.id,
            expected=expected(self.plan),
        )
        attempt = replace(
            self.attempt,
            telling=id,
            learned=given["learned"],
            would_say=given["would_say"],
            visibility=given["visibility"],
        )
        return attempt, replace(begun, at=self.at(begun), **self.answers())

    def answers(self) -> dict[str, object]:
        """What was answered of the telling."""
        given = self.cleaned_data
        return {
            "story": given["came"],
            "other_then": tuple(given["other_then"]) or None,
            "i_did": tuple(given["i_did"]) or None,
            "authenticity": given["myself"],
            "self_treatment": tuple(given["to_myself"]) or None,
            "visibility": given["visibility"],
        }

    def place(self) -> Place:
        """In the room, where the plan was for the counsellor; else in life."""
        person = self.case.people.get(self.plan.person or "")
        return "room" if person is not None and is_the_counsellor(person) else "life"

    def at(self, begun: Episode) -> datetime:
        """When it was: a day is enough; the time that is known of it stays."""
        chosen = self.cleaned_data["date"]
        assert begun.at is not None  # noqa: S101  no try is told without its time
        if chosen is None or by_clock(begun.at, begun.zone).date() == chosen:
            return begun.at
        return dates.on_clock(chosen, NOON, clock(begun.zone))


def expected(plan: Plan) -> Expected | None:
    """What was feared, as the telling holds it."""
    if not plan.fear and plan.fear_did is None and plan.fear_chance is None:
        return None
    return Expected(other_did=plan.fear_did, chance=plan.fear_chance, words=plan.fear)


def steps(kept: int | None) -> list[tuple[str, str]]:
    """The five words; a number that was given elsewhere has the word that lies nearest."""
    found = [(str(step), str(label)) for step, label in MYSELF.items()]
    if kept is None or kept in MYSELF:
        return found
    return [*found, (str(kept), nearest(MYSELF, kept))]
