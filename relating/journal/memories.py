"""What the counsellor told, as the viewer may meet it: queries ask here before they serve.

The engine says how the client meets what was told of back then, and what of a telling may be used;
here it is asked, for a whole case and for one entry.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from relating.case import Content, Episode, Preferences, Recognition
from relating.engine.back_then import Agreed, agreed, folded, meets, waits
from relating.engine.tellings import as_seen
from relating.journal import rows
from relating.journal.by_kind import ByKind, by_kind, of
from relating.journal.models import Entry
from relating.journal.sealing import opened_all
from relating.people import policies
from relating.people.gate import Hidden, Standing
from relating.vault import keys

KINDS = ("preferences", "recognition")
OF_AGREEING = frozenset({Preferences, Recognition})


def put_to(at: Standing, contents: Sequence[Content]) -> list[Content]:
    """What the viewer may see of a case as they meet it: of what the counsellor told, what is his
    to say; to the client what he told of back then is folded, or not there."""
    found = agreed_in(contents) if policies.is_not_pushed(at.role) else None
    return [
        met
        for each in contents
        if (met := each if type(each) is not Episode else put(each, at, found)) is not None
    ]


def put(told: Episode, at: Standing, found: Agreed | None) -> Episode | None:
    """A telling as the viewer meets it among others; None where they do not."""
    if told.author == "client":
        return told
    met = told if found is None else as_met(told, found)
    return met and as_seen(met, at.role)


def seen(content: Content, at: Standing) -> Content:
    """A content as pages may use it: of what the counsellor told, what is his to say."""
    return as_seen(content, at.role) if type(content) is Episode else content


def as_met(told: Episode, found: Agreed) -> Episode | None:
    """A telling as she meets it among others; None where she does not."""
    how = meets(told, found)
    if how == "folded":
        return folded(told)
    return told if how == "open" else None


def agreed_in(contents: Iterable[Content]) -> Agreed:
    """What the two agreed on, in these contents."""
    kinds = by_kind(each for each in contents if type(each) in OF_AGREEING)
    return agreed(of(Preferences, kinds), of(Recognition, kinds))


def agreed_of(at: Standing, ring: keys.Ring) -> Agreed:
    """What the two of a case agreed on."""
    found = Entry.objects.filter(case_id=at.case_id, kind__in=KINDS, deleted_at=None)
    return agreed_in(content for _, content in opened_all(ring, at, rows.fetched(found)))


def folded_in(at: Standing, kinds: ByKind) -> frozenset[UUID]:
    """Which episodes of a case wait until the viewer opens them."""
    if not policies.is_not_pushed(at.role):
        return frozenset()
    told = [each for each in of(Episode, kinds) if waits(each)]
    if not told:
        return frozenset()
    found = agreed_in((*kinds.get(Preferences, ()), *kinds.get(Recognition, ())))
    return frozenset(each.id for each in told if meets(each, found) == "folded")


def require_page(at: Standing, ring: keys.Ring, content: Content) -> None:
    """Ask whether the viewer has a page of this content, be it one on which it is folded.

    Raises:
        Hidden: they have none.
    """
    if is_kept_back(at, content) and not agreed_of(at, ring).on:
        raise Hidden


def that_may_be_told(at: Standing, ring: keys.Ring, contents: Sequence[Content]) -> list[bool]:
    """Of each of these contents whether the viewer may be told all of it unasked."""
    if not any(is_kept_back(at, each) for each in contents):
        return [True] * len(contents)
    found = agreed_of(at, ring)
    return [not isinstance(each, Episode) or meets(each, found) == "open" for each in contents]


def is_kept_back(at: Standing, content: Content) -> bool:
    """Whether it is told of back then by the counsellor, and the client who looks."""
    told = isinstance(content, Episode) and waits(content)
    return told and policies.is_not_pushed(at.role)
