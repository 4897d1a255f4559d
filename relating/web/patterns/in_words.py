"""What the entry about a pattern says, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Pattern
from relating.case.entries.pattern import PatternState

Text = str | Promise
STATES: Mapping[PatternState, Promise] = {
    "watching": gettext_lazy("kept in view"),
    "look_together": gettext_lazy("to look at together"),
    "not_this": gettext_lazy("set aside"),
}


def in_words(pattern: Pattern) -> dict[Text, str]:
    """How it is put, and how it stands."""
    stands = _("retired") if pattern.retired else str(STATES[pattern.state])
    return {_("In words"): pattern.statement, _("How it stands"): stands}
