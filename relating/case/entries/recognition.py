"""What the client says to a telling by the counsellor: that it was so, partly, or not so."""

from typing import Literal, TypeAlias

from relating.case.entry import Entry
from relating.case.fields import ClientsOwn, EntryId, Words

Says: TypeAlias = Literal["so", "partly", "not_so"]


class Recognition(Entry, frozen=True, kw_only=True, tag="recognition"):
    """Whether the client finds herself in what the counsellor told of a moment.

    `telling` is the episode, `None` once that is gone. Only with `says` "so" does it count.
    """

    author: ClientsOwn
    telling: EntryId | None = None
    says: Says
    words: Words = ""
