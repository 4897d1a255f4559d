"""What tests of running it stand on: a practice with a case, as it lies on the disk."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.extent import LONG

NOT_OURS = {"RELATING_HOME", "RELATING_DEBUG", "RELATING_KEK_FILE", "DJANGO_SETTINGS_MODULE"}

MAKING = """
import sys
from datetime import date
from pathlib import Path
from relating.operate import set_up
set_up.created(Path(sys.argv[1]), "clinic", "http://localhost:8000", "Harbour Street")
from django.db import connections
from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import Membership, User
ben = User.objects.create(username="ben", called="Ben")
Membership.objects.create(clinic_id=set_up.practice_id("Harbour"), user=ben, role="counsellor")
actions.open_new_case(Viewer(ben.pk, "Ben"), "Ana", date(2026, 3, 3))
connections.close_all()
"""


EVERY = 1 if LONG else 4
"""Of the cases of a test that starts processes one in so many is tried; `make faults` tries all."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out three of four cases of each test of this folder that has a practice on the disk."""
    here, seen = Path(__file__).parent, Counter[str]()
    left_out = []
    for item in items:
        starts = here in item.path.parents and "made" in getattr(item, "fixturenames", ())
        if starts and hasattr(item, "callspec"):
            name = item.nodeid.partition("[")[0]
            if seen[name] % EVERY:
                left_out.append(item)
            seen[name] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [each for each in items if each not in left_out]


def outside() -> dict[str, str]:
    """The environment without what names another installation."""
    return {name: value for name, value in os.environ.items() if name not in NOT_OURS}


def ran(*call: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run something in a process of its own, with its own Python."""
    return subprocess.run(
        [sys.executable, *map(str, call)],
        capture_output=True,
        text=True,
        env=outside() | more,
        check=False,
    )


def relating(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as whoever runs a practice does."""
    return ran("-m", "relating.cli", *words, **more)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice with Ben and a case of his, which nobody changes."""
    home = tmp_path_factory.mktemp("made") / "clinic"
    done = ran("-c", MAKING, home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def practice(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    return shutil.copytree(made, tmp_path / "clinic")


@pytest.fixture
def other_practice(made: Path, tmp_path: Path) -> Path:
    """A practice of its own, new."""
    home = tmp_path / "other"
    done = ran("-c", MAKING, home)
    assert done.returncode == 0, done.stderr
    return home


Refused = Callable[..., str]


@pytest.fixture
def refused(practice: Path) -> Refused:
    """Asks something of the practice that must be refused; what is said, in one line."""

    def ask(*words: str, **more: str) -> str:
        answer = relating(*(words or ("export",)), "--home", practice, **more)
        assert answer.returncode == 3, answer.stderr
        assert answer.stdout == ""
        assert answer.stderr.count("\n") == 1, answer.stderr
        assert answer.stderr.startswith("Refused to start: ")
        return answer.stderr.removeprefix("Refused to start: ").strip()

    return ask
