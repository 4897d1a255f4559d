"""The form of *Something happened* before anybody said who they are, with the shipped words.

It is the form itself, over a case in which nothing is. It is shown and never sent here.
"""

from datetime import UTC, date, datetime
from uuid import UUID

from relating.case import Frame, People
from relating.journal.gathered import Rows
from relating.journal.ids import Ids
from relating.journal.layers import lists
from relating.journal.queries import OpenCase
from relating.people.gate import Standing, Viewer
from relating.vault.seal import key_of
from relating.web.episodes.forms import EpisodeForm

NOBODY = UUID(int=0)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""A time that does not change: the page is the same whenever it is made. Its script says when."""


def blank_form() -> EpisodeForm:
    """The form, empty."""
    return EpisodeForm(None, blank_case(), LONG_AGO)


def blank_case() -> OpenCase:
    """A case in which nothing is, as its client opens it."""
    key = key_of(0, bytes(32))
    return OpenCase(
        at=Standing(Viewer(NOBODY), NOBODY, NOBODY, "client"),
        frame=Frame(id=NOBODY, label="-", started=date(2000, 1, 1)),
        vocabulary=lists(),
        people=People(()),
        told_of={},
        tellings=(),
        moments=(),
        by_both=frozenset(),
        sessions=(),
        safety=None,
        words=(),
        rows=Rows(NOBODY, {}),
        counsellor=None,
        counsellor_name="",
        by_kind={},
        ids=Ids(key, "", key),
        folded=frozenset(),
    )
