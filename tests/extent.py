"""How much is tried: with RELATING_LONG=1 all of it, as `make faults` does, and else a share."""

import os
from collections.abc import Sequence
from typing import TypeVar

LONG = os.environ.get("RELATING_LONG") == "1"
Tried = TypeVar("Tried")


def share(found: Sequence[Tried], of: int, seed: int = 0) -> Sequence[Tried]:
    """One in so many, others with each seed; all of them in the long form."""
    return found if LONG else found[seed % of :: of]
