"""A journal that ends before its newest line is refused, and so is a log of another database."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from relating.vault import newest
from tests.operate.conftest import Refused, outside, relating
from tests.operate.test_backup import WRITING, notes
from tests.operate.test_belonging import JOURNAL, STORE

slow = pytest.mark.slow
NEWEST = "keys/newest-line"
KILLED = WRITING.replace("connections.close_all()", "sys.stdout.flush(); import os; os._exit(9)")
"""Writes notes and ends as a server that was killed: the log stays beside the database."""


def killed(practice: Path, number: int) -> None:
    """Write so many notes into a practice, and leave its log as it is."""
    call = [sys.executable, "-c", KILLED, str(practice), str(number)]
    assert subprocess.run(call, env=outside(), capture_output=True, check=False).returncode == 9
    assert (practice / f"{JOURNAL}-wal").stat().st_size > 0


def without_its_log(practice: Path) -> None:
    """As a copy of the main file is."""
    for end in ("-wal", "-shm"):
        (practice / f"{JOURNAL}{end}").unlink()


def bytes_of(practice: Path) -> dict[str, bytes]:
    """All that lies in a practice, but for what readers share, and logs with nothing in them."""
    files = [path for path in practice.rglob("*") if path.is_file() and path.stat().st_size]
    return {str(path): path.read_bytes() for path in files if not path.name.endswith("-shm")}


def answered(practice: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Ask to go on without what is lost, and type this."""
    call = [sys.executable, "-m", "relating.cli", "accept-loss", "--home", str(practice)]
    return subprocess.run(
        call, env=outside(), input=f"{text}\n", capture_output=True, text=True, check=False
    )


@slow
def test_what_was_killed_goes_on_with_its_log(practice: Path) -> None:
    killed(practice, 3)
    assert notes(practice) == 3


@slow
@pytest.mark.parametrize("acts", [1, 30])
def test_a_copy_of_the_main_file_without_its_log_is_refused_and_left_as_it_is(
    practice: Path, refused: Refused, acts: int
) -> None:
    killed(practice, acts)
    without_its_log(practice)
    before = bytes_of(practice)
    said = refused()
    assert f"lacks the newest {acts} acts" in said
    assert "relating.sqlite3-wal is not beside it" in said
    assert "relating accept-loss" in said
    assert bytes_of(practice) == before


@slow
def test_an_older_copy_of_the_journal_is_refused_though_it_is_whole(
    practice: Path, tmp_path: Path, refused: Refused
) -> None:
    older = shutil.copy(practice / JOURNAL, tmp_path)
    notes(practice, 2)
    shutil.copy(older, practice / JOURNAL)
    assert "lacks the newest 2 acts" in refused()


@slow
def test_who_has_no_other_copy_goes_on_after_saying_so_and_everybody_sees_it(
    practice: Path, tmp_path: Path, refused: Refused
) -> None:
    whole = tmp_path / "whole"
    killed(practice, 2)
    shutil.copytree(practice, whole)
    without_its_log(practice)
    no = answered(practice, "yes")
    assert (no.returncode, "Nothing was changed" in no.stderr) == (1, True)
    assert "lacks the newest 2" in refused()
    yes = answered(practice, "lost")
    assert yes.returncode == 0, yes.stderr
    assert "2 came after it" in yes.stderr
    assert notes(practice) == 0
    with closing(sqlite3.connect(practice / JOURNAL)) as connection:
        lines = connection.execute("SELECT seq, act, actor FROM journal_trail").fetchall()
        cases = connection.execute("SELECT count(*) FROM people_case").fetchone()[0]
    assert [line for line in lines if line[1] == "lost"] == [
        (number, "lost", None) for number in range(4, 5 + cases)
    ]
    assert answered(practice, "").returncode == 0, "nothing is missing any more"
    for name in (JOURNAL, f"{JOURNAL}-wal"):
        shutil.copy(whole / name, practice / name)
    assert "lacks the newest" in refused(), "what was lost is another journal by now"


@slow
@pytest.mark.parametrize("there", [None, b"", b"not a number\n"])
def test_without_the_newest_line_nobody_can_tell_and_it_is_refused(
    practice: Path, refused: Refused, there: bytes | None
) -> None:
    (practice / NEWEST).unlink()
    if there is not None:
        (practice / NEWEST).write_bytes(there)
        (practice / NEWEST).chmod(0o600)
    said = refused()
    assert "newest-line is missing or cannot be read" in said
    assert "relating accept-loss" in said
    yes = answered(practice, "lost")
    assert "Nobody knows how many" in yes.stderr
    assert notes(practice, 1) == 1


@slow
def test_a_newest_line_from_before_the_last_acts_is_brought_up_to_them(practice: Path) -> None:
    older = (practice / NEWEST).read_bytes()
    notes(practice, 2)
    later = (practice / NEWEST).read_bytes()
    assert int(later) == int(older) + 2
    (practice / NEWEST).write_bytes(older)
    assert relating("export", "--home", practice).returncode == 0
    assert (practice / NEWEST).read_bytes() == later


@slow
@pytest.mark.parametrize("database", [JOURNAL, STORE])
def test_the_log_of_another_database_is_refused_and_nothing_is_changed(
    practice: Path, other_practice: Path, refused: Refused, database: str
) -> None:
    killed(practice, 2)
    killed(other_practice, 40)
    log = other_practice / f"{database}-wal"
    if database == STORE:
        with closing(sqlite3.connect(other_practice / STORE)) as other:
            other.execute("UPDATE vault_wrappedkey SET made_at = '2026-01-01'")
            other.commit()
            shutil.copy(log, practice / f"{database}-wal")
    else:
        shutil.copy(log, practice / f"{database}-wal")
    for path in practice.rglob("*-shm"):
        path.unlink()
    before = bytes_of(practice)
    assert str(practice / database) in refused()
    assert bytes_of(practice) == before


def test_the_newest_line_only_rises_and_is_always_as_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "newest-line"
    monkeypatch.setattr(newest, "place", lambda: path)
    newest.raise_to(7)
    assert newest.reached(path) is None, "what is not there is not made anew"
    newest.begin(path)
    sizes = {path.stat().st_size}
    for number, reached in ((5, 5), (3, 5), (10**12, 10**12), (6, 10**12)):
        newest.raise_to(number)
        assert newest.reached(path) == reached
        sizes.add(path.stat().st_size)
    assert len(sizes) == 1
    newest.begin(path)
    assert newest.reached(path) == 10**12
    assert path.stat().st_mode & 0o077 == 0
    assert os.access(path, os.R_OK)
