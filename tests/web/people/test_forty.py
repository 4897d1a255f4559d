"""Forty people and two years of changes: the pages stay light."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Support, Tie
from relating.case.entries.tie import Ring
from relating.journal import actions, queries
from tests.cast import Cast, browser_of, person, tell

RINGS: tuple[Ring, ...] = ("near", "middle", "far")
MONTHS = 24
HEAVY = 60_000


def two_years(cast: Cast) -> list[str]:
    """Forty people who moved every half year, and something told with each; their ids."""
    now = timezone.now().replace(microsecond=0)
    who = [person(f"Person {n}", visibility="shared") for n in range(40)]
    for number, each in enumerate(who):
        actions.record(cast.ana, cast.case, each)
        tell(cast, person=each.id, seen_as="Careless.", i_did=("hiding",), visibility="shared")
        for month in range(number % 6, MONTHS, 6):
            day = (now - timedelta(days=30 * (MONTHS - month))).date()
            at = datetime(day.year, day.month, day.day, tzinfo=UTC)
            tie = Tie(
                id=uuid4(),
                author="client",
                visibility="shared",
                recorded_at=at,
                person=each.id,
                on=day,
                ring=RINGS[(number + month) % 3],
                to_me=Support(kinds=("company",), words="At any hour."),
                from_me=Support(kinds=("practical",)),
            )
            actions.record(cast.ana, cast.case, tie)
    return [each.id for each in who]


@pytest.mark.slow
def test_with_forty_people_and_two_years_each_page_is_light(cast: Cast) -> None:
    ids = two_years(cast)
    row = queries.open_case(cast.ana, cast.case).person_row(ids[0])
    whole = [reverse(name, args=[cast.case]) for name in ("people", "people-map", "people-place")]
    for viewer, addresses in (
        (cast.ana, [*whole, reverse("person", args=[row])]),
        (cast.ben, [whole[0], whole[1], reverse("person", args=[row])]),
    ):
        browser = browser_of(viewer)
        for address in addresses:
            assert len(browser.get(address).content) < HEAVY, address
