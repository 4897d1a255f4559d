"""The episode: what happened between the client and one other person. One shape, four places."""

from datetime import UTC
from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec.structs import force_setattr

from relating.case.entry import Entry, Value
from relating.case.fields import (
    FEW,
    Age,
    Awareness,
    Chance,
    EntryId,
    FromZeroToTen,
    Misfit,
    Moment,
    PersonId,
    Place,
    Position,
    SessionId,
    Story,
    Valence,
    Words,
    ZoneName,
    code_of,
    in_utc,
)

Layer: TypeAlias = Literal["primary", "covering"]
ImpactSource: TypeAlias = Literal["guessed", "asked", "told", "counsellor"]
Joke: TypeAlias = Literal["connecting", "covering", "needed"]
Order: TypeAlias = Literal["unknown"]


class Feeling(Value, frozen=True, kw_only=True):
    """A feeling in the episode: how strong it was, and `after` how strong at the end of it.

    `layer` tells a feeling underneath from one that covers it.
    """

    code: Annotated[str, code_of("feeling")]
    intensity: FromZeroToTen | None = None
    after: FromZeroToTen | None = None
    layer: Layer | None = None


class Impact(Value, frozen=True, kw_only=True):
    """How it was for the other person, and how that is known."""

    text: Words = ""
    source: ImpactSource


class Expected(Value, frozen=True, kw_only=True):
    """What the client expected the other to do, with the chance they gave it in per cent."""

    other_did: Annotated[str, code_of("other_did")] | None = None
    chance: Chance | None = None
    words: Words = ""


class Episode(Entry, frozen=True, kw_only=True, tag="episode"):
    """What happened. Only *when* is required; `None` is not asked, an empty list is asked and none.

    Positions are (warmth, dominance). A `past` episode may tell the age instead of the time. `zone`
    is the clock that `at` was read off; where there is none, it was the practice's.

    `other_did` is what the other did first, the cue; `other_then` what they did after what I did.
    Where nobody was asked which of the two it was, `order` is "unknown".

    A `practice` is one take: `landed` is what of it arrived, `swapped` whether the client spoke as
    the other person, and `alone` whether nobody was there.

    `telling_of` is the other's telling of the same moment, `apart_from` are those of which the
    teller says that they are of another moment after all; `saw_differently` is said of the two
    (`engine.moments`).
    """

    by_handed_form: ClassVar = True

    at: Moment | None = None
    zone: ZoneName | None = None
    age: Age | None = None
    session: SessionId | None = None
    place: Place
    place_context: Annotated[str, code_of("place_context")] | None = None
    person: PersonId | None = None
    story: Story = ""

    wish: Annotated[tuple[Annotated[str, code_of("wish")], ...], FEW] | None = None
    other_did: Annotated[tuple[Annotated[str, code_of("other_did")], ...], FEW] | None = None
    order: Order | None = None
    feelings: Annotated[tuple[Feeling, ...], FEW] | None = None
    i_did: Annotated[tuple[Annotated[str, code_of("behaviour", "new")], ...], FEW] | None = None
    other_then: Annotated[tuple[Annotated[str, code_of("other_did")], ...], FEW] | None = None
    self_treatment: Annotated[tuple[Annotated[str, code_of("self_treatment")], ...], FEW] | None = (
        None
    )
    ended: Annotated[str, code_of("ended")] | None = None
    valence: Valence | None = None
    other_position: Position | None = None
    my_position: Position | None = None
    awareness: Awareness | None = None
    authenticity: FromZeroToTen | None = None
    worth_at_stake: FromZeroToTen | None = None
    seen_as: Words | None = None
    impact: Impact | None = None
    plan: EntryId | None = None
    expected: Expected | None = None

    need: Annotated[tuple[Annotated[str, code_of("need")], ...], FEW] | None = None
    protects_from: Annotated[tuple[Annotated[str, code_of("protects_from")], ...], FEW] | None = (
        None
    )
    cost: Annotated[tuple[Annotated[str, code_of("cost")], ...], FEW] | None = None
    joke: Joke | None = None
    rather: Words | None = None
    unsaid: Words | None = None
    something_new: bool | None = None

    how_met: Annotated[tuple[Annotated[str, code_of("how_met")], ...], FEW] | None = None

    rupture_marks: Annotated[tuple[Annotated[str, code_of("rupture_mark")], ...], FEW] | None = None
    counsellor_part: (
        Annotated[tuple[Annotated[str, code_of("counsellor_part")], ...], FEW] | None
    ) = None
    repair_moves: Annotated[tuple[Annotated[str, code_of("repair_move")], ...], FEW] | None = None
    pull: Annotated[tuple[Annotated[str, code_of("pull")], ...], FEW] | None = None

    confidence_before: FromZeroToTen | None = None
    confidence_after: FromZeroToTen | None = None
    landed: Words | None = None
    swapped: bool | None = None
    alone: bool | None = None

    telling_of: EntryId | None = None
    apart_from: Annotated[tuple[EntryId, ...], FEW] | None = None
    saw_differently: bool | None = None

    def __post_init__(self) -> None:
        if self.recorded_at.tzinfo is not UTC:
            super().__post_init__()
        if self.at is not None:
            if self.at.tzinfo is not UTC:
                force_setattr(self, "at", in_utc("at", self.at))
        elif self.place != "past":
            raise Misfit("at", "say when it happened; only a past episode may leave it open")
        if self.age is not None and self.place != "past":
            raise Misfit("age", "only a past episode tells an age")
        if self.other_position is not None or self.my_position is not None:
            for name in ("other_position", "my_position"):
                _as_floats(self, name)


def _as_floats(episode: Episode, name: str) -> None:
    """Keep positions as floats, so that (0, 1) and (0.0, 1.0) are written the same way."""
    position: Position | None = getattr(episode, name)
    if position is not None and not type(position[0]) is type(position[1]) is float:
        warmth, dominance = position
        force_setattr(episode, name, (float(warmth), float(dominance)))
