"""A person in the client's life, under an alias."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr

from relating.case.fields import (
    Author,
    Identity,
    Label,
    Moment,
    Standing,
    Visibility,
    code_of,
    in_utc,
)

Gone: TypeAlias = Literal["died", "estranged"]

ABOVE = frozenset(
    "mother father parent step_parent foster_parent boss teacher counsellor".split()  # noqa: SIM905
)
BELOW = frozenset({"child", "someone_i_lead"})


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Somebody. `unsafe` keeps them out of every plan, reminder and suggestion."""

    id: Identity
    alias: Label
    role: Annotated[str, code_of("role")]
    standing: Standing | None = None
    attachment_figure: bool = False
    unsafe: bool = False
    lives_with_me: bool = False
    depends_on_me: bool = False
    gone: Gone | None = None
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
    if person.role in ABOVE:
        return "above"
    return "below" if person.role in BELOW else "equal"
