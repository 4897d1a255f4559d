"""What was deleted waits for thirty days, and not one day less; what is erased is nowhere."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from msgspec.structs import replace

from bench.clinic import made
from relating.journal import actions, queries, verifying
from relating.journal.models import Entry, Trail, Version
from relating.people.gate import Hidden
from relating.people.models import Invitation, Relation
from relating.vault import keys
from relating.vault.models import WrappedKey
from tests.cast import Cast, episode
from tests.faults.within import within


def deleted(cast: Cast, now: datetime, ago: timedelta) -> UUID:
    """An episode of Ana's in two versions that she deleted so long before now."""
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    actions.revise(cast.ana, cast.case, replace(told, story="In other words."), based_on=1)
    actions.delete(cast.ana, told.id)
    Entry.objects.filter(pk=told.id).update(deleted_at=now - ago)
    return told.id


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=29), timedelta(days=30)])
def test_until_its_thirty_days_are_over_ana_can_put_back_what_she_deleted(
    cast: Cast, now: datetime, ago: timedelta
) -> None:
    told = deleted(cast, now, ago)
    assert actions.erase_overdue(now) == 0
    actions.put_back(cast.ana, told)
    assert queries.open_entry(cast.ana, told).row.id == told


def test_after_thirty_days_nothing_is_left_of_it_in_any_version(cast: Cast, now: datetime) -> None:
    told = deleted(cast, now, timedelta(days=30, seconds=1))
    assert actions.erase_overdue(now) == 1
    assert not Entry.objects.filter(pk=told).exists()
    assert not Version.objects.filter(entry_id=told).exists()
    with pytest.raises(Hidden):
        actions.put_back(cast.ana, told)


def test_that_it_was_erased_by_itself_is_a_line_in_the_trail(cast: Cast, now: datetime) -> None:
    told = deleted(cast, now, timedelta(days=31))
    actions.erase_overdue(now)
    line = Trail.objects.latest("seq")
    assert (line.act, line.actor, line.case, line.kind, line.entry) == (
        "erased",
        None,
        cast.case,
        "episode",
        told,
    )


def test_what_was_not_deleted_and_what_was_put_back_is_never_erased(
    cast: Cast, now: datetime
) -> None:
    kept = episode()
    actions.record(cast.ana, cast.case, kept)
    told = deleted(cast, now, timedelta(days=31))
    actions.put_back(cast.ana, told)
    before = Entry.objects.count()
    assert actions.erase_overdue(now) == 0
    assert Entry.objects.count() == before


# The clock ---------------------------------------------------------------------------------------


def test_after_a_leap_of_the_clock_nothing_is_erased_for_a_week(cast: Cast, now: datetime) -> None:
    told = deleted(cast, now, timedelta(0))
    leaped = now + timedelta(days=400)
    actions.erase_overdue(now)
    for days in range(7):
        assert actions.erase_overdue(leaped + timedelta(days=days)) == 0
    actions.put_back(cast.ana, told)


def test_a_clock_that_was_set_right_again_erases_nothing_too_early(
    cast: Cast, now: datetime
) -> None:
    told = deleted(cast, now, timedelta(days=20))
    for moment in (now, now + timedelta(days=400), now, *(now + timedelta(days=n) for n in (1, 2))):
        assert actions.erase_overdue(moment) == 0
    assert queries.deleted(cast.ana, cast.case)[0].row.id == told
    assert sum(actions.erase_overdue(now + timedelta(days=day)) for day in range(3, 12)) == 1


def test_a_server_that_was_off_for_long_erases_what_is_overdue_a_week_later(
    cast: Cast, now: datetime
) -> None:
    deleted(cast, now, timedelta(days=20))
    actions.erase_overdue(now)
    back = now + timedelta(days=60)
    erased = [actions.erase_overdue(back + timedelta(days=day)) for day in range(8)]
    assert erased == [0, 0, 0, 0, 0, 0, 0, 1]


# A whole case ------------------------------------------------------------------------------------


def test_of_an_erased_case_nothing_is_left_but_that_there_was_one(cast: Cast) -> None:
    deleted(cast, timezone.now(), timedelta(0))
    actions.record(cast.ana, cast.case, episode(visibility="shared"))
    assert actions.erase_case(cast.case) > 1
    assert not Entry.objects.filter(case_id=cast.case).exists()
    assert not Version.objects.filter(entry__case_id=cast.case).exists()
    assert not WrappedKey.objects.filter(scope=cast.case).exists()
    for viewer in (cast.ana, cast.ben):
        with pytest.raises(Hidden):
            queries.open_case(viewer, cast.case)
    line = Trail.objects.filter(case=cast.case).latest("seq")
    assert (line.act, line.actor) == ("erased", None)
    assert queries.open_case(cast.carl, cast.other_case).case_id == cast.other_case
    assert not list(verifying.problems_beside())
    assert not [each for case in verifying.cases() for each in verifying.problems_of(case)]


def test_where_erasing_a_case_broke_off_it_is_finished(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode(visibility="shared"))
    keys.shred(cast.case)
    actions.finish_erasing()
    assert verifying.cases() == [cast.other_case]
    assert not list(verifying.problems_beside())
    lines = Trail.objects.count()
    actions.finish_erasing()
    assert Trail.objects.count() == lines, "once"


def test_what_was_erased_since_a_backup_is_erased_again_and_nothing_else(cast: Cast) -> None:
    kept, again, gone = episode("Kept"), episode("Again"), episode("Gone")
    for told in (kept, again, gone):
        actions.record(cast.ana, cast.case, told)
    actions.delete(cast.ana, gone.id)
    assert actions.erase_again([again.id, gone.id, uuid4()], [uuid4()]) == 2
    assert [each.id for each in queries.open_case(cast.ana, cast.case).episodes] == [kept.id]
    assert not list(verifying.problems_of(cast.case))
    lines = Trail.objects.filter(act="erased", case=cast.case)
    assert {line.entry for line in lines} == {again.id, gone.id}
    assert actions.erase_again([], [cast.case]) == 1
    assert cast.case not in verifying.cases()


# The write-ahead log -----------------------------------------------------------------------------


@pytest.mark.slow
def test_after_erasing_for_good_the_sealed_bytes_are_in_no_file(tmp_path: Path) -> None:
    """In a folder of its own: the database of the tests lies in memory."""
    found = within(made(tmp_path / "practice", 1).folder, "erased")
    assert found == {"before": True, "after": False}


def test_a_link_that_is_too_old_goes_and_one_that_is_open_or_was_used_stays(
    cast: Cast, now: datetime
) -> None:
    old, used, works = (
        Invitation.objects.create(
            digest=str(days), clinic=cast.clinic, role="counsellor", expires_at=now + days
        )
        for days in (timedelta(days=-1), timedelta(days=-2), timedelta(days=1))
    )
    Invitation.objects.filter(pk=used.pk).update(accepted_at=now - timedelta(days=3))
    actions.erase_overdue(now)
    assert set(Invitation.objects.all()) == {used, works}
    assert old not in {used, works}


def test_erasing_a_case_leaves_the_links_of_others_and_the_days_on_which_somebody_left(
    cast: Cast, now: datetime
) -> None:
    case, other = (actions.open_new_case(cast.ben, each, now.date()) for each in ("R.", "S."))
    for each in (case, other):
        actions.invite_client(cast.ben, each)
    left = now - timedelta(days=9)
    Relation.objects.create(case_id=case, user_id=cast.carl.id, role="client", ended=left)
    actions.erase_case(case)
    assert [each for each in (case, other) if each in verifying.cases()] == [other]
    assert [each.case_id for each in Invitation.objects.all()] == [other]
    assert Relation.objects.get(case_id=case, user_id=cast.carl.id).ended == left
    assert not Relation.objects.filter(case_id=case, ended=None).exists()
