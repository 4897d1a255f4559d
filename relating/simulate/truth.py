"""What is really there in a made-up case: the regularities that were planted, and nothing else."""

from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from relating.case.fields import Place, Standing

Change = Literal["steady", "fading"]


class Template(Struct, frozen=True, kw_only=True):
    """One planted regularity: on this cue, this is what I do, with this strength.

    `cued` names the episodes in which the cue really came, `fired` those in which the template
    acted. With the people in `silent_with` and in the places in `silent_in` it never acts. Where
    it is fading, `new` is the response that rises in its stead.
    """

    other_did: str | None = None
    wish: str | None = None
    standing: Standing | None = None
    behaviour: str
    feeling: str
    strength: float
    silent_with: tuple[str, ...] = ()
    silent_in: tuple[Place, ...] = ()
    change: Change = "steady"
    new: str | None = None
    cued: tuple[UUID, ...] = ()
    fired: tuple[UUID, ...] = ()

    @property
    def atoms(self) -> frozenset[tuple[str, str]]:
        """The slots and codes that make the cue, without the standing."""
        found = {("other_did", self.other_did), ("wish", self.wish)}
        return frozenset((slot, code) for slot, code in found if code is not None)


class Truth(Struct, frozen=True, kw_only=True):
    """How a case was made, and what was planted in it."""

    seed: int
    mechanism: str
    nuisance: str
    templates: tuple[Template, ...]


def write_truth(truth: Truth) -> bytes:
    """The truth as JSON, to lie beside its case file."""
    return msgspec.json.format(msgspec.json.encode(truth), indent=1) + b"\n"
