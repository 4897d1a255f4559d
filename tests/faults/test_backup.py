"""The drill: back up while people write, erase, lose the machine, restore, look at everything."""

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.browsing import Browser
from bench.clinic import Place, environment
from bench.server import served
from bench.writing import Writer
from tests.faults.within import within

PASSPHRASE = "four quiet words in a row"
BEFORE = 20
"""So many are acknowledged before the backup begins."""


@pytest.fixture
def typed(tmp_path: Path) -> tuple[str, str]:
    """The passphrase of the backup, as it is given."""
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    return "--passphrase-file", str(file)


def relating(*words: object) -> str:
    """Run a command as whoever runs a practice does; what it said.

    Raises:
        AssertionError: it failed.
    """
    call = [sys.executable, "-m", "relating.cli", *map(str, words)]
    done = subprocess.run(call, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def told(writer: Writer, number: int, when: str) -> list[str]:
    """Tell so many stories, each acknowledged."""
    made = [f"{when} {turn}" for turn in range(number)]
    for story in made:
        writer.tell(story)
    return made


def backed_up_under_load(place: Place, file: Path, typed: tuple[str, str]) -> list[str]:
    """Back a practice up while somebody writes; what was acknowledged before."""
    enough = threading.Event()

    def write(writer: Writer) -> None:
        while not enough.is_set():
            writer.tell("meanwhile")

    with served(place):
        writer = Writer(place)
        before = told(writer, BEFORE, "before")
        busy = threading.Thread(target=write, args=(Writer(place, beside=writer),))
        busy.start()
        try:
            relating("backup", file, "--home", place.folder, *typed)
        finally:
            enough.set()
            busy.join()
        told(writer, 3, "after")
    return before


def test_a_practice_that_was_backed_up_while_it_was_used_comes_back_whole(
    practice: Callable[[], Place], tmp_path: Path, typed: tuple[str, str]
) -> None:
    place, file, home = practice(), tmp_path / "practice.age", tmp_path / "new"
    before = backed_up_under_load(place, file, typed)
    gone = within(place.folder, "erase_one_story", before[0])
    relating("verify", "--home", place.folder)
    secrets = Path(place.folder) / "secrets"
    back = ("--home", home, "--secrets", secrets, "--since", place.folder, *typed)
    assert "Erased again: 2 entries and cases" in relating("restore", file, *back)
    relating("verify", "--home", home)
    stories = within(str(home), "stories")["stories"]
    assert gone["entry"] not in stories
    assert set(before[1:]) <= set(stories.values())
    assert not {each for each in stories.values() if each.startswith("after")}
    again = Place(str(home), place.port, place.cases, place.addresses)
    assert within(str(home), "case_of", gone["case"])["entries"] == 0
    with served(again):
        ana = Browser(place.port).sign_in("ana")
        assert ana.get(f"/cases/{place.cases['ana']}/safety/").status == 200
        Writer(again).tell("and on")


def test_the_drill_notices_a_backup_of_the_main_file_alone(
    practice: Callable[[], Place], tmp_path: Path
) -> None:
    place, file, home = practice(), tmp_path / "practice.age", tmp_path / "new"
    with served(place):
        before = told(Writer(place), 3, "before")
        within(place.folder, "careless_backup", file, PASSPHRASE)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    secrets = Path(place.folder) / "secrets"
    words = ("--home", home, "--secrets", secrets, "--passphrase-file", passphrase)
    relating("restore", file, *words)
    stories = within(str(home), "stories")["stories"]
    assert not set(before) <= set(stories.values())
