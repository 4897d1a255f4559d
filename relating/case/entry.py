"""What every entry of a case carries, whatever its kind."""

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


class Entry(Value, frozen=True, kw_only=True, tag_field="kind"):
    """One thing the client or the counsellor put into the case. Times are kept in UTC."""

    id: UUID
    author: Author
    visibility: Visibility
    recorded_at: Moment

    def __post_init__(self) -> None:
        force_setattr(self, "recorded_at", in_utc("recorded_at", self.recorded_at))
