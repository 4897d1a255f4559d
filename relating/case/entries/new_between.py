"""Something new between the two: what one of them had braced for, and what came instead."""

from relating.case.entry import Entry
from relating.case.fields import EntryId, SessionId, Words


class NewBetween(Entry, frozen=True, kw_only=True, tag="new_between"):
    """One side's word that an hour was different; nothing else ever says so.

    `session` is the hour, `braced` what was braced for and `came` what it was. `moment` is the
    telling of the moment in which it was so.
    """

    session: SessionId | None = None
    braced: Words = ""
    came: Words = ""
    moment: EntryId | None = None
