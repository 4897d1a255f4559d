"""The lines of the beginning in words. Both read the same: what one agrees to, the other does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case.entries.agreement import LINES, Line

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True)
class Wording:
    """A line: what it is about, and what always holds."""

    title: Text
    says: Text


WORDINGS: dict[Line, Wording] = {
    "reads": Wording(
        gettext_lazy("Who reads what"),
        gettext_lazy(
            "What %(client)s writes stays with %(client)s until it is shared, each thing by "
            "itself, and it can be taken back. %(counsellor)s’s own notes stay with "
            "%(counsellor)s. A supervisor reads something only if %(client)s agrees, without the "
            "names. %(client)s can look up who read what."
        ),
    ),
    "danger": Wording(
        gettext_lazy("What happens in danger"),
        gettext_lazy(
            "Nobody reads this at once, and nothing here calls for help by itself. Whoever is in "
            "danger calls. The numbers stand under Safety plan, on every page."
        ),
    ),
    "strange": Wording(
        gettext_lazy("What may feel strange"),
        gettext_lazy(
            "At times %(counsellor)s says how it is to sit with %(client)s, and asks the same. "
            "What happens between the two is part of the work. Either can say that it is too "
            "much, and then it goes slower."
        ),
    ),
    "stop": Wording(
        gettext_lazy("What we may stop"),
        gettext_lazy(
            "Either may stop at any time and without a reason: a question, an hour, a part of "
            "this, or all of it."
        ),
    ),
    "adult": Wording(gettext_lazy("Being an adult"), gettext_lazy("%(client)s is an adult.")),
}
SENT = Wording(
    gettext_lazy("Whether somebody sent %(client)s"),
    gettext_lazy(
        "A court, an office, an employer, a partner, a parent. If somebody did, nothing leaves "
        "these two: %(counsellor)s brings nothing of it to a supervisor, takes no file of it along "
        "and hands it to nobody. %(client)s alone can take along what is %(client)s’s own. "
        "It is enough that one of the two says so."
    ),
)
IN_OWN_WORDS = tuple(line for line in LINES if line != "adult")
"""The lines beside which the two can put words of their own."""


def title_of(line: Line) -> str:
    """What a line is about."""
    return str(WORDINGS[line].title)


def sent_in_words(sent: bool | None) -> str:
    """Whether somebody sent the client; nothing where it was not said."""
    return {None: "", True: _("yes, somebody did"), False: _("no, nobody did")}[sent]
