"""A loss that was accepted: noted beyond the lost lines, told to both for two weeks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from relating.journal import actions, trail
from relating.journal.models import Trail
from tests.cast import Cast, page_of


@pytest.mark.parametrize("missing", [5, None])
def test_an_accepted_loss_stands_beyond_the_lost_lines_in_the_trail_of_every_case(
    cast: Cast, missing: int | None
) -> None:
    before = trail.ends_at()
    actions.accept_loss(missing)
    noted = Trail.objects.filter(act="lost").order_by("seq")
    assert noted[0].seq == before + (missing or 0) + 1
    assert noted[0].case is None
    assert cast.case in noted.values_list("case", flat=True)
    assert set(noted.values_list("actor", flat=True)) == {None}
    trail.line(act="opened", case=cast.case)
    assert trail.ends_at() == before + (missing or 0) + len(noted) + 1


def test_both_are_told_of_an_accepted_loss_for_two_weeks(cast: Cast) -> None:
    told = "What was written last may be missing"
    assert told not in page_of(cast.ana, "case", cast.case)
    actions.accept_loss(3)
    for viewer in (cast.ana, cast.ben):
        assert told in page_of(viewer, "case", cast.case)
        page = page_of(viewer, "seen", cast.case)
        assert "Whoever runs this for the practice went on with a copy that lacks" in page
    Trail.objects.filter(act="lost").update(at=timezone.now() - timedelta(days=15))
    assert told not in page_of(cast.ana, "case", cast.case)
