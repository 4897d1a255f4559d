"""The row of a case in its counsellor's caseload: what he may see, and no byte of anything else."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from msgspec.structs import replace

from relating.case import KINDS, Answer, Content, Pulse
from relating.case.kinds import recorded_by
from relating.engine.glance import Glance
from relating.journal import actions, glances, verifying
from relating.journal.caseload import cards
from relating.journal.models import CaseloadRow, Entry
from relating.journal.sealing import readable_purposes
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.people.models import Membership
from relating.vault import keys
from tests.access.kinds import Around, By, made, possible
from tests.cast import LONG_AGO, THEN, Cast, browser_of, episode, member, session
from tests.extent import LONG

HISTORIES = 1000 if LONG else 6
ACTS = 12


class Kept(NamedTuple):
    """A row as it lies in its table."""

    version: int
    changed_at: object
    sealed: bytes


def row(case: UUID, counsellor: Viewer) -> Kept:
    found = CaseloadRow.objects.get(case_id=case, counsellor_id=counsellor.id)
    return Kept(found.version, found.changed_at, bytes(found.sealed))


def told(viewer: Viewer, case: UUID) -> Glance:
    """What the row says."""
    return glances.kept([gate.standing(viewer, case)])[case]


def made_anew(viewer: Viewer, case: UUID) -> Glance:
    """What the entries say."""
    ring = keys.ring(case, readable_purposes("counsellor"))
    return glances.anew([gate.standing(viewer, case)], {case: ring})[case]


def pulse(hour: UUID, /, **more: object) -> Pulse:
    given = Pulse(id=uuid4(), author="client", visibility="private", recorded_at=THEN, session=hour)
    return replace(given, **more)


class History:
    """What the two did so far, and what either may do next."""

    def __init__(self, cast: Cast, chance: random.Random) -> None:
        self.cast, self.chance = cast, chance
        self.hours = [session(THEN - timedelta(days=7 * n)) for n in range(3)]
        self.hours.append(session(THEN + timedelta(days=7), state="planned", minutes=50))
        for each in self.hours:
            actions.record(cast.ben, cast.case, each)
        self.hers: list[UUID] = []
        self.his: list[UUID] = []

    def act(self) -> Callable[[], object]:
        """Something that one of the two does."""
        act = self.chance.choice(["write", "write", "write", "share", "unshare", "delete", "back"])
        who = self.chance.choice([self.cast.ana, self.cast.ben])
        mine = self.hers if who == self.cast.ana else self.his
        if act == "write" or not mine:
            content = self.content(who)
            mine.append(getattr(content, "id", uuid4()))
            return partial(actions.record, who, self.cast.case, content)
        if act == "share":
            return partial(actions.share, who, self.chance.choice(mine))
        if act == "unshare":
            return partial(actions.unshare, who, self.chance.choice(mine))
        one = actions.delete if act == "delete" else actions.put_back
        return partial(one, who, self.chance.choice(mine))

    def content(self, who: Viewer) -> Content:
        """An entry of any kind, or one that a caseload knows of."""
        author = "client" if who == self.cast.ana else "counsellor"
        seen = self.chance.choice(["private", "shared"])
        hour = self.chance.choice(self.hours).id
        if author == "client" and self.chance.random() < 0.4:
            line = self.chance.choice(["", "Not that."])
            return pulse(
                hour, visibility=seen, not_right=line, understood=self.chance.randrange(11)
            )
        by = By("client" if author == "client" else "counsellor", "private")
        by = by._replace(visibility="shared" if seen == "shared" else "private")
        kinds = [
            kind for kind, of in KINDS.items() if author in recorded_by(of) and possible(kind, by)
        ]
        around = Around(case=self.cast.case, hour=hour, now=THEN)
        return made(self.chance.choice(kinds), by, around, lambda: "Words.")


def does(act: Callable[[], object]) -> bool:
    """Whether it could be done."""
    try:
        with transaction.atomic():
            act()
    except (Hidden, actions.Conflict):
        return False
    return True


@pytest.mark.slow
def test_after_any_history_a_row_says_what_would_be_made_of_the_entries(cast: Cast) -> None:
    said = set()
    for seed in range(HISTORIES):
        with transaction.atomic():
            history = History(cast, random.Random(seed))
            done = sum(does(history.act()) for _ in range(ACTS))
            kept = told(cast.ben, cast.case)
            assert kept == made_anew(cast.ben, cast.case), f"seed {seed}"
            assert done > ACTS / 3, f"seed {seed}"
            waits = (any(kept.to_read.values()), kept.taken_back is None)
            said.add((kept.not_right, kept.marks, *waits, kept.heard))
            transaction.set_rollback(True)
    assert len(said) > HISTORIES / 2


def private_acts(cast: Cast) -> Iterator[Callable[[], object]]:
    """Whatever Ana does with what nobody else may see."""
    case, ana = cast.case, cast.ana
    for kind, of in KINDS.items():
        by = By("client", "private")
        if "client" in recorded_by(of) and possible(kind, by):
            entry = made(kind, by, Around(case=case, now=THEN), lambda: "Hers.")
            yield partial(actions.record, ana, case, entry)
    secret, line = episode(), pulse(uuid4(), not_right="You yawned.", understood=0)
    for each in (secret, line):
        yield partial(actions.record, ana, case, each)
        yield partial(actions.delete, ana, each.id)
        yield partial(actions.put_back, ana, each.id)
    yield partial(actions.delete, ana, secret.id)
    yield partial(actions.erase, ana, secret.id)


def test_nothing_private_of_hers_changes_a_byte_of_the_row_its_version_or_its_time(
    cast: Cast,
) -> None:
    hour = session(THEN)
    actions.record(cast.ben, cast.case, hour)
    shared = episode("She asked.", visibility="shared")
    actions.record(cast.ana, cast.case, shared)
    before = row(cast.case, cast.ben)
    for act in private_acts(cast):
        act()
        assert row(cast.case, cast.ben) == before
    note = made("note", By("counsellor", "private"), Around(case=cast.case), lambda: "Tired.")
    actions.record(cast.ben, cast.case, note)
    actions.revise(cast.ana, cast.case, replace(shared, story="She asked me."), 1)
    assert row(cast.case, cast.ben) == before  # nothing that a caseload says is another
    actions.record(cast.ana, cast.case, pulse(hour.id, not_right="Late.", visibility="shared"))
    after = row(cast.case, cast.ben)
    assert after.version == before.version + 1
    assert after.sealed != before.sealed
    assert told(cast.ben, cast.case).not_right is not None
    actions.unshare(cast.ana, shared.id)
    assert b"Ana" not in after.sealed + row(cast.case, cast.ben).sealed


def test_an_act_that_is_not_stored_leaves_the_row_as_it_was(cast: Cast) -> None:
    before = row(cast.case, cast.ben)
    with transaction.atomic():
        actions.record(cast.ben, cast.case, session(THEN))
        assert row(cast.case, cast.ben) != before
        transaction.set_rollback(True)
    assert row(cast.case, cast.ben) == before


def test_verify_finds_a_row_that_says_something_else_and_makes_it_anew(cast: Cast) -> None:
    older = row(cast.case, cast.ben)
    actions.record(cast.ben, cast.case, session(THEN))
    assert [*verifying.problems_of(cast.case)] == []
    CaseloadRow.objects.filter(case_id=cast.case).update(version=older.version, sealed=older.sealed)
    assert told(cast.ben, cast.case).held == 0
    assert [each.what for each in verifying.problems_of(cast.case)] == ["caseload"]
    assert told(cast.ben, cast.case).held == 1
    assert [*verifying.problems_of(cast.case)] == []
    CaseloadRow.objects.all().delete()
    assert told(cast.ben, cast.case).held == 1  # a row that is missing costs nothing but time
    assert not CaseloadRow.objects.exists()
    assert [*verifying.problems_of(cast.case)] == []
    assert row(cast.case, cast.ben).version == 1


def test_a_row_moved_to_another_case_does_not_open_there(cast: Cast) -> None:
    other = actions.open_new_case(cast.ben, "R.", THEN.date())
    mine = row(cast.case, cast.ben)
    CaseloadRow.objects.filter(case_id=other).update(sealed=mine.sealed, version=mine.version)
    assert told(cast.ben, other).label == "R."


def test_whoever_takes_over_has_a_row_of_their_own_and_the_one_before_has_none(cast: Cast) -> None:
    mark = made("mark", By("counsellor", "private"), Around(case=cast.case), lambda: "")
    actions.record(cast.ben, cast.case, mark)
    assert told(cast.ben, cast.case).marks == 1
    fay = member(cast.clinic, "Fay", "counsellor")
    assert Membership.objects.filter(user_id=fay.id, began=LONG_AGO).exists()
    actions.hand_over(cast.case, fay.id)
    assert not CaseloadRow.objects.filter(counsellor_id=cast.ben.id).exists()
    assert told(fay, cast.case).marks == 0
    actions.erase_case(cast.case)
    assert not CaseloadRow.objects.filter(case_id=cast.case).exists()


def test_an_answer_waits_until_he_read_what_it_says_now(cast: Cast) -> None:
    def waits() -> list[str]:
        now = timezone.now()
        return [each.what for card in cards(cast.ben, now) for each in card.needs]

    answer = Answer(
        id=uuid4(), author="client", visibility="shared", recorded_at=THEN, words="Partly."
    )
    actions.record(cast.ana, cast.case, answer)
    assert waits() == ["answer"]
    browser_of(cast.ben).get(f"/cases/{cast.case}/")
    assert waits() == []
    actions.revise(cast.ana, cast.case, replace(answer, words="Not at all."), 1)
    assert waits() == ["answer"]
    assert Entry.objects.filter(pk=answer.id).exists()
