"""What one of the two said to the beginning, and the words of the two, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Agreement, Beginning
from relating.case.entries.agreement import LINES
from relating.web.beginning.lines import IN_OWN_WORDS, sent_in_words, title_of

Text = str | Promise
YES = gettext_lazy("Yes")


def in_words(said: Agreement) -> dict[Text, str]:
    """To which lines one side said yes, and to which words."""
    yes = {each.line: each.words for each in said.yes}
    told: dict[Text, str] = {
        title_of(line): "\n".join(filter(None, [str(YES), yes[line]]))
        for line in LINES
        if line in yes
    }
    return told | {_("Whether somebody sent the client"): sent_in_words(said.sent)}


def beginning_in_words(said: Beginning | None) -> dict[Text, str]:
    """What the two put beside the lines."""
    return {title_of(line): getattr(said or Beginning(), line) for line in IN_OWN_WORDS}
