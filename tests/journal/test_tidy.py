"""What was deleted waits for thirty days, and not one day less."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from relating.journal import actions, queries
from relating.journal.models import Entry, Trail, Version
from relating.people.gate import Hidden
from tests.cast import Cast, episode


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
