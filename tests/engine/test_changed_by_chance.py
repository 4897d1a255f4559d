"""In a life in which nothing changes hardly anything is said; a change over sixty times is."""

import pytest

from bench.changed import WORLDS, World, nothing, planted

pytestmark = pytest.mark.slow
CASES = 30
ADMITTED = 0.05


@pytest.mark.parametrize("world", [WORLDS[0], WORLDS[-1]], ids=["plain", "everything"])
def test_where_nothing_changes_nothing_is_said_but_about_as_often_as_is_admitted(
    world: World,
) -> None:
    said = [nothing(world, seed) for seed in range(CASES)]
    for which in (0, 1):
        assert sum(bool(each[which]) for each in said) <= ADMITTED * CASES + 2


def test_a_change_of_three_tenths_over_sixty_times_is_mostly_found() -> None:
    found = [each for seed in range(CASES) if (each := planted(WORLDS[0], seed)) is not None]
    assert len(found) > CASES / 2
    assert sum(each[0] for each in found) > 0.55 * len(found)
