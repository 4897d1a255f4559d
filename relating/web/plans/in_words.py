"""What a plan and a try say, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Attempt, Plan
from relating.case.entries.plan import Did
from relating.journal.queries import OpenCase
from relating.web.plans.forms import likely
from relating.web.voice.names import called
from relating.web.voice.times import full_day

Text = str | Promise
MINE: Mapping[Did, Promise] = {
    "did": gettext_lazy("I did"),
    "differently": gettext_lazy("Differently"),
    "did_not": gettext_lazy("I didn’t"),
}
"""What became of a plan, as she taps it."""
HERS: Mapping[Did, Promise] = {
    "did": gettext_lazy("did it"),
    "differently": gettext_lazy("did it differently"),
    "did_not": gettext_lazy("didn’t"),
}
"""The same, said of somebody."""


def in_words(plan: Plan, case: OpenCase) -> dict[Text, str]:
    """Everything that a plan says."""
    did = plan.fear_did
    return {
        _("If"): plan.situation,
        _("I say"): plan.say,
        _("With whom"): person(plan.person, case),
        _("On which day"): "" if plan.on is None else full_day(plan.on),
        _("When"): plan.when,
        _("What could get in the way"): plan.in_the_way,
        _("If it goes badly"): plan.backing,
        _("Who backs me"): person(plan.backed_by, case),
        _("What I fear they’ll do"): plan.fear,
        _("The fear in a word"): case.vocabulary.label("other_did", did) if did else "",
        _("How likely that seems"): "" if plan.fear_chance is None else likely(plan.fear_chance),
        _("What I hope for"): plan.hope,
        _("How it stands"): _("left out") if plan.dropped else "",
    }


def attempt_in_words(attempt: Attempt) -> dict[Text, str]:
    """What a try says beside the telling of it."""
    return {
        _("How it went"): str(MINE[attempt.did]),
        _("What I learned"): attempt.learned,
        _("What would be said to me now"): attempt.would_say,
    }


def person(id: str | None, case: OpenCase) -> str:
    """What somebody is called; empty where nobody is named."""
    found = case.people.get(id or "")
    if found is not None:
        return called(found, case)
    return "" if id is None else _("somebody")
