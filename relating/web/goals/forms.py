"""What she came for in her words; and what each of the two says at a review."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from relating.case import Goal, Reached, Review, Way
from relating.case.entries.review import Level
from relating.case.fields import LONGEST_LIST
from relating.journal.queries import OpenCase
from relating.web.goals.in_words import LEVELS
from relating.web.page import choices
from relating.web.page.came_for import hour_on, pursued
from relating.web.page.choices import offer
from relating.web.page.fields import Text, day, free_text
from relating.web.page.own_entry import mine
from relating.web.page.sharing import readers
from relating.web.voice.names import other_name
from relating.web.voice.sides import to_client, writes_as
from relating.web.voice.words import opening

WORDS = ("words", "a_start", "good_enough", "more")
SHOWN = ("id", *WORDS, "ways", "people", "between", "visibility")
NOT_SAID = ""


def several(label: Text) -> forms.MultipleChoiceField:
    """Any of what is offered, or none."""
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class GoalForm(forms.Form):
    """What I came for; the three levels may stay empty, and so may whom and what it is about."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = free_text(gettext_lazy("What did I come for?"), gettext_lazy("in my words"), rows=2)
    a_start = free_text(gettext_lazy("What would be a start?"), rows=2)
    good_enough = free_text(gettext_lazy("What would be good enough?"), rows=2)
    more = free_text(gettext_lazy("What would be more than I hoped?"), rows=2)
    ways = several(gettext_lazy("Is it about a way of mine?"))
    people = several(gettext_lazy("Is it about somebody?"))
    between = forms.BooleanField(required=False)
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, base: Goal, version: int, case: OpenCase) -> None:
        self.base, self.case, self.version = base, case, version
        initial = {name: getattr(base, name) for name in SHOWN}
        initial["ways"] = [str(each) for each in base.ways]
        super().__init__(data, initial=initial | {"based_on": version})
        about_us = _("It is about %(name)s and me") % {"name": other_name(case)}
        self.fields["between"].label = about_us
        offer(self, "ways", known_ways(case, base))
        offer(self, "people", known_people(case, base))
        offer(self, "visibility", readers(case, base))

    def clean(self) -> dict[str, object]:
        """It has words of its own."""
        given = self.cleaned_data
        if not given.get("words", "").strip():
            self.add_error("words", _("A few words are enough."))
        return given

    def told(self) -> Goal:
        """The goal that a valid form tells."""
        given = self.cleaned_data
        fresh = {} if given["based_on"] else {"id": self.case.ids.of_token(given["id"])}
        return replace(
            self.base,
            **fresh,
            **{name: given[name] for name in (*WORDS, "between", "visibility")},
            ways=tuple(UUID(each) for each in given["ways"]),
            people=tuple(given["people"]),
        )


def known_ways(case: OpenCase, base: Goal) -> list[tuple[str, str]]:
    """Her ways, and those that were chosen before."""
    found = [(str(each.id), opening(each.words)) for each in case.all(Way)]
    gone = [
        (str(each), _("a way that is gone")) for each in base.ways if str(each) not in dict(found)
    ]
    return (found + gone)[:LONGEST_LIST]


def known_people(case: OpenCase, base: Goal) -> list[tuple[str, str]]:
    """Whom it can be about; those chosen before stay, under the name of whoever stands for them."""
    found = dict(choices.people(case))
    kept = {each: person.alias for each in base.people if (person := case.people.get(each))}
    gone = {each: _("somebody") for each in base.people if each not in {**found, **kept}}
    return [*(found | kept | gone).items()][:LONGEST_LIST]


def fresh(case: OpenCase, now: datetime) -> Goal:
    """A goal before its first word."""
    return Goal(id=uuid4(), author="client", visibility="private", recorded_at=now)


# A review -----------------------------------------------------------------------------------------


class DayForm(forms.Form):
    """On which day the two look at the work."""

    on = day(gettext_lazy("On which day?"), required=True)


class ReviewForm(forms.Form):
    """What was said at a review, as one of the two puts it; the client says where she stands with
    each goal that both see."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    words = free_text(gettext_lazy("In my words"), rows=5)
    visibility = forms.ChoiceField(label=gettext_lazy("Who may read it"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, base: Review, version: int, case: OpenCase) -> None:
        self.base, self.version = base, version
        self.goals = {name_of(each): each for each in looked_at(case)}
        before = {each.goal: each.level for each in base.reached}
        levels = {name: before.get(each.id, NOT_SAID) for name, each in self.goals.items()}
        initial = {"words": base.words, "visibility": base.visibility, "based_on": version}
        super().__init__(data, initial=initial | levels)
        for name, goal in self.goals.items():
            self.fields[name] = a_level(goal)
        offer(self, "visibility", readers(case, base))

    def clean(self) -> dict[str, object]:
        """Something is said, in words or by a tap."""
        given = self.cleaned_data
        if not given.get("words", "").strip() and not any(map(given.get, self.goals)):
            self.add_error("words", _("A few words are enough."))
        return given

    def told(self) -> Review:
        """What a valid form says. What was said of goals that were not asked now stays."""
        given = self.cleaned_data
        now = {goal.id: given[name] for name, goal in self.goals.items()}
        kept = tuple(each for each in self.base.reached if each.goal not in now)
        said = tuple(Reached(goal=goal, level=level) for goal, level in now.items() if level)
        return replace(
            self.base,
            words=given["words"],
            reached=(*kept, *said)[:LONGEST_LIST],
            visibility=given["visibility"],
        )


def a_level(goal: Goal) -> forms.ChoiceField:
    """How far she says she is with a goal."""
    said: list[tuple[Level | str, str]] = [(code, capfirst(str(LEVELS[code]))) for code in LEVELS]
    return forms.ChoiceField(
        label=goal.words,
        required=False,
        choices=[*said, (NOT_SAID, _("Not said"))],
        widget=forms.RadioSelect,
    )


def name_of(goal: Goal) -> str:
    """What the field of a goal is called."""
    return f"goal_{goal.id.hex}"


def looked_at(case: OpenCase) -> tuple[Goal, ...]:
    """The goals of which the viewer says something at a review: the client of those she shares."""
    if not to_client(case):
        return ()
    return tuple(each for each in pursued(case) if each.visibility == "shared")


def review_of(case: OpenCase, on: date, now: datetime) -> Review:
    """What the viewer said at the review of a day so far, or nothing yet."""
    hour = hour_on(case, on)
    before = mine(case, Review, lambda each: each.on == on)
    return before or Review(
        id=case.ids.of_one("review", on.isoformat()),
        author=writes_as(case),
        visibility="private",
        recorded_at=now,
        on=on,
        session=hour.id if hour else None,
    )
