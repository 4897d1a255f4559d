"""What the client came for, in their own words, and three levels of it."""

from typing import Annotated

from relating.case.entry import Entry
from relating.case.fields import FEW, ClientsOwn, EntryId, PersonId, Words


class Goal(Entry, frozen=True, kw_only=True, tag="goal"):
    """What somebody wants here: what would be a start, what good enough, what more than they hoped.

    `ways` and `people` are those that it is about; `between` says that it is about the two of them.
    How far it is stands in no goal: the client alone says it, at a review. What is `dropped` needs
    no reason, and can be read and put back.
    """

    author: ClientsOwn
    words: Words = ""
    a_start: Words = ""
    good_enough: Words = ""
    more: Words = ""
    ways: Annotated[tuple[EntryId, ...], FEW] = ()
    people: Annotated[tuple[PersonId, ...], FEW] = ()
    between: bool = False
    dropped: bool = False
