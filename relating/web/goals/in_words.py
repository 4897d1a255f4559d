"""What a goal and a word at a review say, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from relating.case import Goal, Review, Way
from relating.case.entries.review import Level
from relating.journal.queries import OpenCase
from relating.web.voice.names import called
from relating.web.voice.times import full_day
from relating.web.voice.words import opening

Text = str | Promise
LEVELS: Mapping[Level, Promise] = {
    "not_yet": pgettext_lazy("how far one is with a goal", "none yet"),
    "a_start": gettext_lazy("a start"),
    "good_enough": gettext_lazy("good enough"),
    "more": gettext_lazy("more than I hoped"),
}
"""Where she says she is with a goal, in the order in which one gets there."""


def in_words(goal: Goal, case: OpenCase) -> dict[Text, str]:
    """Everything that a goal says."""
    return {
        _("What I came for"): goal.words,
        _("A start"): goal.a_start,
        _("Good enough"): goal.good_enough,
        _("More than I hoped"): goal.more,
        _("Ways"): "; ".join(opening(each.words) for each in ways_of(goal, case)),
        _("People"): ", ".join(name for _url, name in people_of(goal, case)),
        _("About the two of you"): _("yes") if goal.between else "",
        _("How it stands"): _("dropped") if goal.dropped else "",
    }


def review_in_words(said: Review, case: OpenCase) -> dict[Text, str]:
    """What one of the two says at a review; of a goal that the reader does not see nothing."""
    known = {each.id: each for each in case.all(Goal)}
    levels: dict[Text, str] = {
        opening(known[each.goal].words): str(LEVELS[each.level])
        for each in said.reached
        if each.goal in known
    }
    return {_("The review of"): full_day(said.on), _("What was said at it"): said.words} | levels


def ways_of(goal: Goal, case: OpenCase) -> list[Way]:
    """The ways that a goal is about, of those that the viewer sees."""
    known = {each.id: each for each in case.all(Way)}
    return [known[each] for each in goal.ways if each in known]


def people_of(goal: Goal, case: OpenCase) -> list[tuple[str, str]]:
    """The people that a goal is about, of those whom the viewer sees: id, and what they are
    called."""
    known = (case.people.get(each) for each in goal.people)
    return list({each.id: called(each, case) for each in known if each is not None}.items())
