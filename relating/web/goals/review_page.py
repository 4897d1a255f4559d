"""What stands on the page of a review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from relating.case import Review
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.changed.page import families, kept_ones, life_of
from relating.web.goals.forms import ReviewForm
from relating.web.goals.page import Shown, of_day
from relating.web.page.came_for import pursued, review_words
from relating.web.page.open_dip import open_dip
from relating.web.page.own_entry import may_revise, mine
from relating.web.page.sharing import Sharing, sharing
from relating.web.voice.sides import is_clients


@dataclass(frozen=True, slots=True)
class Part:
    """What one of the two says at a review, and who says it; of one's own, whether it is
    private."""

    id: UUID
    who: str
    own: bool
    private: bool
    words: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence about what has changed that she keeps: her words, and what is counted."""

    words: str
    sentence: str


def shown(case: OpenCase, form: ReviewForm) -> dict[str, object]:
    """The goals that both see, what has changed, whether something waits between the two, and what
    was said."""
    on = form.base.on
    both_see = (each for each in pursued(case) if each.visibility == "shared")
    goals = of_day(case, on, both_see)
    return {
        "title": review_words(case, on),
        "goals": goals,
        "asked": asked(form, goals),
        "changes": changes(case),
        "dip": open_dip(case) is not None,
        "parts": parts(case, on),
        "sharing": sharing_of(case, on),
        "hers": policies.may_say_why(case.role),
        "client": case.client_name,
        "case_id": case.case_id,
    }


def asked(form: ReviewForm, goals: Iterable[Shown]) -> list[tuple[BoundField, Shown]]:
    """Each goal of which something is asked, with the field that asks it."""
    known = {goal.id: name for name, goal in form.goals.items()}
    return [(form[known[each.id]], each) for each in goals if each.id in known]


def parts(case: OpenCase, on: date) -> list[Part]:
    """What was said at it, the client's before the counsellor's."""
    found = [each for each in case.all(Review) if each.on == on]
    found.sort(key=lambda each: (each.author, each.recorded_at, each.id))
    return [part(each, case) for each in found]


def part(said: Review, case: OpenCase) -> Part:
    """What one of the two says."""
    own = may_revise(case, said)
    return Part(
        id=said.id,
        who=_("You") if own else (case.client_name if is_clients(said) else case.counsellor_name),
        own=own,
        private=own and said.visibility == "private",
        words=said.words,
    )


def sharing_of(case: OpenCase, on: date) -> Sharing | None:
    """Who may read what the viewer says at it."""
    own = mine(case, Review, lambda each: each.on == on)
    return sharing(own, own.id, case.may(own.id), case) if own else None


def changes(case: OpenCase) -> list[Changed]:
    """The sentences that she keeps, as they are counted now."""
    kept = kept_ones(case, families(case, life_of(case)), timezone.localdate())
    return [
        Changed(each.words, each.told.sentence if each.told else "")
        for each in kept
        if each.entry.choice == "kept" and (each.words or each.told)
    ]
