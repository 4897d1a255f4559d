"""The pulse: five short questions to both after an hour. Not a validated instrument."""

from typing import Annotated, ClassVar, Literal, TypeAlias
from uuid import UUID

from msgspec.structs import replace

from relating.case.entries.note import Note
from relating.case.entry import Entry
from relating.case.fields import FEW, FromZeroToTen, Misfit, SessionId, Words, code_of

NotRight: TypeAlias = Literal["talk", "know", "keep"]
"""What is to be done with a line: talk about it next time, just so you know, keep it to myself."""


class Pulse(Entry, frozen=True, kw_only=True, tag="pulse"):
    """One side's pulse of one hour; private until it is released, each item 0 … 10 or skipped.

    The client says how it was, the counsellor how they think it was for the client: `safe` and
    respected, `understood`, time spent on what `matters`, the `way` of working, and whether one
    `could_say` what was hard to say, also about the two. `not_right` is a line on what did not sit
    right and `not_right_for` what is to be done with it; a line to keep to oneself is never shared
    (see `kept_apart`). `pull` is the counsellor's own pull that day and stays theirs.
    """

    by_handed_form: ClassVar = True

    session: SessionId | None = None
    safe: FromZeroToTen | None = None
    understood: FromZeroToTen | None = None
    matters: FromZeroToTen | None = None
    way: FromZeroToTen | None = None
    could_say: FromZeroToTen | None = None
    not_right: Words = ""
    not_right_for: NotRight | None = None
    pull: Annotated[tuple[Annotated[str, code_of("pull")], ...], FEW] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.pull is not None and (self.author, self.visibility) != ("counsellor", "private"):
            raise Misfit("pull", "the counsellor's own pull is the counsellor's alone")
        if self.visibility == "shared" and self.not_right and self.not_right_for == "keep":
            raise Misfit("not_right", "this line was to be kept; put it into a note of its own")


def kept_apart(pulse: Pulse, note: UUID) -> tuple[Pulse, Note | None]:
    """A pulse as it may be released, and the private note, under this id, of what is kept."""
    if not pulse.not_right or pulse.not_right_for != "keep":
        return replace(pulse, pull=None), None
    kept = Note(
        id=note,
        author=pulse.author,
        visibility="private",
        recorded_at=pulse.recorded_at,
        session=pulse.session,
        about=(pulse.id,),
        text=pulse.not_right,
    )
    return replace(pulse, not_right="", pull=None), kept
