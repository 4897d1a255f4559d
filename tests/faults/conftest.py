"""The fault rigs: a real server and a real file, broken on purpose.

`make faults` runs them; RELATING_SHORT=1 makes them a matter of minutes. Each rig is also run
against a planted fault that it must catch: a rig that cannot fail says nothing.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.clinic import Place, made

SHORT = os.environ.get("RELATING_SHORT") == "1"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of it is slow; in the long form nothing of it runs beside another."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
            if not SHORT:
                item.add_marker(pytest.mark.xdist_group("faults"))


@pytest.fixture
def practice(tmp_path: Path) -> Callable[[], Place]:
    """Makes practices, each in a folder of its own, with few episodes in them."""
    made_so_far: list[Place] = []

    def make() -> Place:
        made_so_far.append(made(tmp_path / f"clinic-{len(made_so_far)}", 5))
        return made_so_far[-1]

    return make


@pytest.fixture(scope="session")
def short() -> bool:
    """Whether this is the short form."""
    return SHORT
