"""What a safety plan says, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import Safety
from relating.journal.queries import OpenCase
from relating.web.safety.forms import STEPS, TO_CALL
from relating.web.voice.names import readers

Text = str | Promise


def in_words(plan: Safety, case: OpenCase) -> dict[Text, str]:
    """What each step of the plan says, and who may read it."""
    said: dict[Text, str] = {text: words_of(plan, name) for name, (text, _help) in STEPS.items()}
    return said | {_("Who may read it"): str(readers(plan, case))}


def words_of(plan: Safety, step: str) -> str:
    """What stands in one step: its words, and whom to call, each in a line."""
    calls = getattr(plan, TO_CALL[step]) if step in TO_CALL else ()
    lines = [getattr(plan, step), *(f"{each.name} {each.number}".strip() for each in calls)]
    return "\n".join(line for line in lines if line)
