"""What the client says to a telling by the counsellor: that it was so, partly, or not so."""

from typing import Literal, TypeAlias

from relating.case.entry import Entry
from relating.case.fields import ClientsOwn, EntryId, Words

Says: TypeAlias = Literal["so", "partly", "not_so", "refused", "kept_off"]


class Recognition(Entry, frozen=True, kw_only=True, tag="recognition"):
    """Whether the client finds herself in what the counsellor told of a moment.

    `telling` is the episode, `None` once that is gone. Only with `says` "so" does it count. Of
    back then she may have "refused" to look at it; an entry of its own says that she has "kept_off"
    it from her pages, which leaves her answer as it is.
    """

    author: ClientsOwn
    telling: EntryId | None = None
    says: Says
    words: Words = ""
