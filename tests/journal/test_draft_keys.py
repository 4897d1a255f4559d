"""The keys of drafts: each its person's own, given up by them alone, and gone after thirty days."""

from datetime import datetime, timedelta

import pytest

from relating.journal import actions
from relating.people import draft_keys, gate
from relating.people.gate import Hidden
from relating.people.models import DraftKey
from tests.cast import Cast


def test_a_key_is_given_to_its_own_person_and_not_longer_than_thirty_days(
    cast: Cast, now: datetime
) -> None:
    key = draft_keys.begin(cast.ana.id, now)
    assert len(draft_keys.salt_of(cast.ana.id, key, now + timedelta(days=29))) == 16
    other = draft_keys.begin(cast.ana.id, now)
    salts = [draft_keys.salt_of(cast.ana.id, each, now) for each in (key, other)]
    assert salts == [bytes(DraftKey.objects.get(pk=each).salt) for each in (key, other)]
    with pytest.raises(Hidden):
        draft_keys.salt_of(cast.ben.id, key, now)
    with pytest.raises(Hidden):
        draft_keys.salt_of(cast.ana.id, key, now + timedelta(days=30))


def test_ana_gives_up_the_key_that_she_names_and_nobody_elses(cast: Cast, now: datetime) -> None:
    first, second = (draft_keys.begin(cast.ana.id, now) for _ in range(2))
    bens = draft_keys.begin(cast.ben.id, now)
    for key in (first, bens, first):
        actions.give_up_key(cast.ana, key)
    assert set(DraftKey.objects.values_list("pk", flat=True)) == {second, bens}


def test_giving_up_a_key_asks_the_gate(cast: Cast, now: datetime) -> None:
    gate.asked.set(False)
    actions.give_up_key(cast.ana, draft_keys.begin(cast.ana.id, now))
    assert gate.asked.get()


def test_after_thirty_days_a_key_is_gone_and_not_before(cast: Cast, now: datetime) -> None:
    old, young = (
        draft_keys.begin(cast.ana.id, now - timedelta(days=days, seconds=1)) for days in (30, 29)
    )
    actions.erase_overdue(now)
    assert set(DraftKey.objects.values_list("pk", flat=True)) == {young}
    assert old != young
