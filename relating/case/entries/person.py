"""A person in the client's life, under an alias."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entry import Kept
from relating.case.fields import (
    Author,
    Identity,
    Label,
    Moment,
    PersonId,
    Standing,
    Visibility,
    code_of,
    in_utc,
)
from relating.case.words.vocabulary import DEFAULTS

Gone: TypeAlias = Literal["died", "estranged"]


class Person(Kept, frozen=True, kw_only=True):
    """Somebody. `unsafe` keeps them out of every plan, reminder and suggestion.

    `role` is `None` where it was not said who they are. `same_as` is the id of another entry that
    is the same person and stands for this one, which is kept, so that the two can be parted again.
    """

    own_eyes: ClassVar = frozenset({"unsafe"})

    id: Identity
    alias: Label
    role: Annotated[str, code_of("role")] | None = None
    standing: Standing | None = None
    attachment_figure: bool = False
    unsafe: bool = False
    lives_with_me: bool = False
    depends_on_me: bool = False
    gone: Gone | None = None
    same_as: PersonId | None = None
    author: Author = "client"
    visibility: Visibility = "shared"
    recorded_at: Moment | None = None

    def __post_init__(self) -> None:
        if self.recorded_at is not None:
            force_setattr(self, "recorded_at", in_utc("recorded_at", self.recorded_at))


def standing_of(person: Person) -> Standing:
    """Where this person stands towards the client: as said, or else as the role suggests."""
    if person.standing is not None:
        return person.standing
    role = DEFAULTS.term("role", person.role) if person.role else None
    return "equal" if role is None or role.standing is None else role.standing
