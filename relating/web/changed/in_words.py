"""What she does with a sentence about what has changed, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import KeptChange
from relating.case.entries.kept_change import Choice
from relating.pictures.change_words import ABOUT
from relating.web.voice.sentence import say

Text = str | Promise
CHOICES: Mapping[Choice, Promise] = {
    "kept": gettext_lazy("on the page"),
    "hidden": gettext_lazy("kept out of sight"),
    "dropped": gettext_lazy("not offered"),
}


def in_words(kept: KeptChange) -> dict[Text, str]:
    """What it speaks of, where it stands, and her own words."""
    return {
        _("Counted"): say(ABOUT[kept.change]),
        _("Where it stands"): str(CHOICES[kept.choice]),
        _("In own words"): kept.words,
    }
