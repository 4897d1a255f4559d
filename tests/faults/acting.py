"""Acts of every kind, one after the other: `python -m tests.faults.acting FOLDER HOW` goes on until
it is killed, and says of each what it leaves, before (`?`) and after it was done (`!`).

HOW is `as-it-is`, or a planted fault: `too-early`, which says that it was done before it is.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

from tests.faults.facts import GONE, Fact, text

if TYPE_CHECKING:
    from relating.people.gate import Viewer

A_MONTH = timedelta(days=31)
FORTNIGHT = timedelta(days=14)
ALIVE = 3
"""So many rounds later what is left of one is erased, so that there is always something to lose."""


class Step(NamedTuple):
    """An act, and what it leaves."""

    fact: Fact
    act: Callable[[], object]


def steps() -> Iterator[Step]:
    """Rounds without end, as Ana, Ben, and whoever runs the server."""
    from bench.inside import viewer_named
    from relating.journal import queries

    ana, ben = viewer_named("ana"), viewer_named("ben")
    case = queries.my_case(ana)
    assert case is not None
    left: list[UUID] = []
    for turn in count():
        told = uuid4()
        yield from telling(ana, case, told, turn)
        yield from lending(ana, ben, case, told)
        yield from of_a_new_case(ben, destroyed=turn % 2 == 0)
        left.append(told)
        if len(left) > ALIVE:
            yield from ending(ana, left.pop(0), tidied=turn % 2 == 0)


def an_entry(id: UUID, state: str) -> Fact:
    return Fact("entry", id.hex, state)


def telling(ana: "Viewer", case: UUID, told: UUID, turn: int) -> Iterator[Step]:
    """Tell, say it better, share, take back, share again."""
    from django.utils import timezone
    from msgspec.structs import replace

    from relating.case import Episode
    from relating.journal import actions

    now = timezone.now()
    episode = Episode(
        id=told, author="client", visibility="private", recorded_at=now, at=now,
        place="life", story=f"story {turn} " + "and so on " * (turn % 40),
    )  # fmt: skip
    better = replace(episode, story=f"{episode.story}, better said")
    yield Step(an_entry(told, "private"), partial(actions.record, ana, case, episode))
    yield Step(an_entry(told, "private"), partial(actions.revise, ana, case, better, 1))
    yield Step(an_entry(told, "shared"), partial(actions.share, ana, told))
    yield Step(an_entry(told, "private"), partial(actions.unshare, ana, told))
    yield Step(an_entry(told, "shared"), partial(actions.share, ana, told))


def lending(ana: "Viewer", ben: "Viewer", case: UUID, told: UUID) -> Iterator[Step]:
    """Agree, lend it to Dov, take it back."""
    from django.utils import timezone

    from bench.clinic import an_id
    from relating.case import Consent, Supervision
    from relating.journal import actions
    from relating.people.gate import current
    from relating.people.models import Relation

    now = timezone.now()
    yes = Consent(
        id=uuid4(), author="client", visibility="shared", recorded_at=now, to="supervision"
    )
    lent = Supervision(
        id=uuid4(), author="counsellor", visibility="private", recorded_at=now,
        question="What is mine in this?", entries=(told,), supervisor=an_id("dov"),
        consent=yes.id, expires=now + FORTNIGHT,
    )  # fmt: skip
    open_now = Relation.objects.filter(current(now), case_id=case, role="supervisor").count()
    yield Step(an_entry(yes.id, "shared"), partial(actions.agree, ana, case, yes))
    yield Step(loans(case, open_now + 1), partial(actions.lend, ben, case, lent, now))
    yield Step(loans(case, open_now), partial(actions.take_back, ben, lent.id, timezone.now()))


def loans(case: UUID, number: int) -> Fact:
    return Fact("loans", case.hex, str(number))


def of_a_new_case(ben: "Viewer", *, destroyed: bool) -> Iterator[Step]:
    """Open a case; every second one is erased with its keys."""
    from relating.journal import actions
    from relating.journal.ids import of_case

    token = uuid4()
    case = of_case(ben.id, token)
    begun = partial(actions.open_new_case, ben, "R.", date(2026, 3, 3), token=token)
    yield Step(Fact("case", case.hex, "open"), begun)
    if destroyed:
        yield Step(Fact("case", case.hex, GONE), partial(actions.erase_case, case))


def ending(ana: "Viewer", told: UUID, *, tidied: bool) -> Iterator[Step]:
    """Delete, put back, delete again, and erase: at once, or because a month went by."""
    from django.utils import timezone

    from relating.journal import actions
    from relating.journal.models import Entry

    def a_month_later() -> None:
        actions.delete(ana, told)
        Entry.objects.filter(pk=told).update(deleted_at=timezone.now() - A_MONTH)

    yield Step(an_entry(told, "deleted"), partial(actions.delete, ana, told))
    yield Step(an_entry(told, "shared"), partial(actions.put_back, ana, told))
    yield Step(an_entry(told, "deleted"), a_month_later)
    if tidied:
        yield Step(an_entry(told, GONE), lambda: actions.erase_overdue(timezone.now()))
    else:
        yield Step(an_entry(told, GONE), partial(actions.erase, ana, told))


def say(when: str, fact: Fact) -> None:
    """Tell the rig at once."""
    sys.stdout.write(f"{when} {text(fact)}\n")
    sys.stdout.flush()


def main() -> None:
    """Act until killed."""
    from relating.operate import set_up

    folder, how = sys.argv[1:3]
    set_up.opened(Path(folder))
    for fact, act in steps():
        say("?", fact)
        if how == "too-early":
            say("!", fact)
        act()
        if how != "too-early":
            say("!", fact)


if __name__ == "__main__":
    main()
