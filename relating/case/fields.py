"""What one field may hold: how long a text, how far a number, which list a code comes from.

The limits live in the types, so that the file reader, the journal, the published schema and the
forms all know them from here.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias
from uuid import UUID

from msgspec import Meta

LONGEST_STORY = 100_000
LONGEST_WORDS = 10_000
LONGEST_LABEL = 200
LONGEST_CODE = 64
LONGEST_ZONE = 64
LONGEST_LIST = 50


class Misfit(ValueError):
    """One field does not fit the others. It names the field and never quotes what people wrote."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


def code_of(*lists: str) -> Meta:
    """Mark a text as a code from one of these vocabulary lists, looked up in this order."""
    return Meta(
        min_length=1,
        max_length=LONGEST_CODE,
        extra={"lists": lists},
        extra_json_schema={"x-vocabulary": list(lists)},
    )


def refers_to(kind: str) -> Meta:
    """Mark a field as the id of a person or an entry of this kind in the same case."""
    return Meta(extra={"refers": kind}, extra_json_schema={"x-refers-to": kind})


def in_utc(field: str, moment: datetime) -> datetime:
    """The same moment in UTC. Raises `Misfit` when it has no time zone or leaves the calendar."""
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise Misfit(field, "a time needs its time zone, such as a Z at the end")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise Misfit(field, "this time is outside the calendar") from None


FEW = Meta(max_length=LONGEST_LIST)

Story: TypeAlias = Annotated[str, Meta(max_length=LONGEST_STORY)]
Words: TypeAlias = Annotated[str, Meta(max_length=LONGEST_WORDS)]
Label: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_LABEL)]
Code: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_CODE)]

Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]
ZoneName: TypeAlias = Annotated[
    str, Meta(min_length=1, max_length=LONGEST_ZONE, extra={"names": "time zone"})
]
"""Whose clock it was: the IANA name of a time zone, such as "Europe/Lisbon"."""
Age: TypeAlias = Annotated[int, Meta(ge=0, le=120)]

FromZeroToTen: TypeAlias = Annotated[int, Meta(ge=0, le=10)]
Valence: TypeAlias = Annotated[int, Meta(ge=-3, le=3)]
Awareness: TypeAlias = Annotated[int, Meta(ge=0, le=5)]
Chance: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Coordinate: TypeAlias = Annotated[float, Meta(ge=-1, le=1)]
Position: TypeAlias = tuple[Coordinate, Coordinate]

Identity: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST_LABEL)]
PersonId: TypeAlias = Annotated[Identity, refers_to("person")]
SessionId: TypeAlias = Annotated[UUID, refers_to("session")]
ConsentId: TypeAlias = Annotated[UUID, refers_to("consent")]
EntryId: TypeAlias = Annotated[UUID, refers_to("entry")]
"""An entry of any kind."""

Author: TypeAlias = Literal["client", "counsellor"]
ClientsOwn: TypeAlias = Literal["client"]
CounsellorsOwn: TypeAlias = Literal["counsellor"]
Visibility: TypeAlias = Literal["private", "shared"]
NeverShared: TypeAlias = Literal["private"]
Place: TypeAlias = Literal["room", "life", "past", "practice"]
Standing: TypeAlias = Literal["above", "equal", "below"]
