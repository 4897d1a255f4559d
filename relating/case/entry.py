"""What every entry of a case carries, whatever its kind."""

from datetime import UTC
from typing import ClassVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import force_setattr

from relating.case.fields import Author, Moment, Visibility, in_utc


class Value(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
):
    """A plain value of a case: it never changes, knows its fields, and is written without its gaps.

    Values hold no circles, so the garbage collector need not look at them.
    """


class Kept(Value, frozen=True, kw_only=True):
    """A kind of content that the journal keeps. What the two may do with it stands on its class.

    Who may write it and whether it can be shared are read off the types of its `author` and its
    `visibility`; what types cannot say is marked. Where nothing is said, nobody may.
    """

    recorded_by: ClassVar[tuple[Author, ...] | None] = None
    """Who begins one in a case, where that is not everybody whom the type names as an author."""
    joint: ClassVar[bool] = False
    """It belongs to both: while it is shared either may change it."""
    stays: ClassVar[bool] = False
    """It is neither deleted nor taken back."""
    after_ending: ClassVar[bool] = False
    """It is begun and changed in a case that has ended, too."""
    by_handed_form: ClassVar[bool] = False
    """The client may give it on a form that the counsellor handed over."""
    own_eyes: ClassVar[frozenset[str]] = frozenset()
    """Fields that no page shows to anybody but whoever wrote it."""

    @property
    def settled(self) -> bool:
        """What it says stands as it was said: no earlier version is put in its place."""
        return False


class Entry(Kept, frozen=True, kw_only=True, tag_field="kind"):
    """One thing the client or the counsellor put into the case. Times are kept in UTC."""

    id: UUID
    author: Author
    visibility: Visibility
    recorded_at: Moment

    def __post_init__(self) -> None:
        if self.recorded_at.tzinfo is not UTC:
            force_setattr(self, "recorded_at", in_utc("recorded_at", self.recorded_at))
