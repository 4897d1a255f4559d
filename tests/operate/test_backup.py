"""A practice in one file and back: of one moment, under a passphrase, tried before it is kept."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.operate.conftest import ran, relating

pytestmark = pytest.mark.slow
PASSPHRASE = "four quiet words in a row"
WRITING = """
import sys
from pathlib import Path
from relating.operate import set_up
set_up.opened(Path(sys.argv[1]))
from django.db import connections
from django.utils import timezone
from uuid import uuid4
from relating.case import Note
from relating.journal import actions, queries
from relating.people.gate import Viewer
from relating.people.models import User
ben = Viewer(User.objects.get(username="ben").pk, "Ben")
case = queries.my_cases(ben)[0]
made = []
for number in range(int(sys.argv[2])):
    note = Note(id=uuid4(), author="counsellor", visibility="private", recorded_at=timezone.now(),
                text=f"Note {number}")
    actions.record(ben, case, note)
    made.append(note.id)
for each in made if "erase" in sys.argv else ():
    actions.delete(ben, each)
    actions.erase(ben, each)
print(case, len(queries.open_case(ben, case).all(Note)), *made)
connections.close_all()
"""


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    """A file with the passphrase of a backup."""
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return file


@pytest.fixture(scope="session")
def backed_up(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a practice with three notes, and its backup, which nobody changes."""
    folder = tmp_path_factory.mktemp("backed-up")
    practice, passphrase = shutil.copytree(made, folder / "clinic"), folder / "passphrase"
    passphrase.write_text(f"{PASSPHRASE}\n")
    assert notes(practice, 3) == 3
    answer = backup(practice, folder / "practice.age", passphrase)
    assert answer.returncode == 0, answer.stderr
    return folder


@pytest.fixture
def file(backed_up: Path, practice: Path, tmp_path: Path) -> Path:
    """A backup of a practice with three notes."""
    shutil.copytree(backed_up / "clinic", practice, dirs_exist_ok=True)
    return Path(shutil.copy(backed_up / "practice.age", tmp_path))


def backup(practice: Path, into: Path, passphrase: Path) -> CompletedProcess[str]:
    return relating("backup", into, "--home", practice, "--passphrase-file", passphrase)


def restore(
    file: Path, home: Path, passphrase: Path, secrets: Path, *more: object
) -> CompletedProcess[str]:
    how = ("--passphrase-file", passphrase, "--secrets", secrets, *more)
    return relating("restore", file, "--home", home, *how)


def notes(home: Path, more: int = 0, *words: str) -> int:
    """Write so many notes; how many there are then."""
    done = ran("-c", WRITING, home, more, *words)
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[1])


def test_a_practice_comes_back_from_its_backup_and_goes_on(
    practice: Path, file: Path, passphrase: Path, tmp_path: Path
) -> None:
    home = tmp_path / "new"
    answer = restore(file, home, passphrase, practice / "secrets")
    assert answer.returncode == 0, answer.stderr
    assert notes(home) == 3
    assert notes(home, 1) == 4
    assert relating("verify", "--home", home).returncode == 0
    for path in home.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_nothing_of_it_can_be_read_without_the_passphrase(file: Path, practice: Path) -> None:
    data = file.read_bytes()
    assert b"SQLite format" not in data
    assert b"manifest" not in data
    assert (practice / "secrets" / "signing-key").read_bytes().strip() not in data
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wrong", ["passphrase", "secrets", "cut", "folder", "no secrets"])
def test_what_does_not_belong_together_is_refused_in_a_line_and_leaves_nothing_to_serve(
    wrong: str, practice: Path, file: Path, passphrase: Path, tmp_path: Path, made: Path
) -> None:
    home, secrets = tmp_path / "new", practice / "secrets"
    if wrong == "passphrase":
        passphrase.write_text("another one, quite long")
    if wrong == "secrets":
        other = tmp_path / "third"
        assert relating("link", "--home", other).returncode == 3
        secrets = other_secrets(tmp_path)
    if wrong == "cut":
        file.write_bytes(file.read_bytes()[:-2000])
    if wrong == "folder":
        home = practice
    if wrong == "no secrets":
        secrets = tmp_path / "nowhere"
    answer = restore(file, home, passphrase, secrets)
    assert answer.returncode == 3, answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stderr.startswith("Refused to start: ")


def other_secrets(folder: Path) -> Path:
    """The secrets of another practice."""
    code = """
import sys
from pathlib import Path
from relating.operate import set_up
set_up.created(Path(sys.argv[1]), "clinic", "http://localhost:8000", "Elsewhere")
"""
    home = folder / "elsewhere"
    done = ran("-c", code, home)
    assert done.returncode == 0, done.stderr
    return home / "secrets"


def test_what_was_erased_after_the_backup_is_erased_again(
    practice: Path, passphrase: Path, tmp_path: Path
) -> None:
    done = ran("-c", WRITING, practice, 2)
    _case, _count, first, second = done.stdout.split()
    file, home = tmp_path / "practice.age", tmp_path / "new"
    assert backup(practice, file, passphrase).returncode == 0
    erasing = WRITING.replace("made = []", f"made = [__import__('uuid').UUID('{first}')]")
    assert ran("-c", erasing, practice, 0, "erase").returncode == 0
    answer = restore(file, home, passphrase, practice / "secrets", "--since", practice)
    assert answer.returncode == 0, answer.stderr
    assert "Erased again: 1" in answer.stderr
    assert notes(home) == 1
    assert second != first


def test_a_backup_of_what_does_not_open_is_not_kept(
    practice: Path, passphrase: Path, tmp_path: Path
) -> None:
    notes(practice, 1)
    database = practice / "data" / "relating.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        flip = "UPDATE journal_entry SET sealed = randomblob(length(sealed)) WHERE kind = 'note'"
        connection.execute(flip)
        connection.commit()
    answer = backup(practice, tmp_path / "practice.age", passphrase)
    assert answer.returncode == 1
    assert list(tmp_path.glob("*.age*")) == []


def test_a_short_passphrase_and_a_file_that_is_there_are_refused(
    practice: Path, file: Path, passphrase: Path, tmp_path: Path
) -> None:
    before = file.read_bytes()
    assert backup(practice, file, passphrase).returncode == 3
    assert file.read_bytes() == before
    passphrase.write_text("short")
    assert backup(practice, tmp_path / "other.age", passphrase).returncode == 3


@pytest.fixture
def busy(practice: Path) -> Iterator[threading.Thread]:
    """Somebody who writes notes all the time."""
    writer = threading.Thread(target=notes, args=(practice, 150))
    writer.start()
    yield writer
    writer.join()


def test_a_backup_made_while_somebody_writes_is_of_one_moment(
    practice: Path, passphrase: Path, tmp_path: Path, busy: threading.Thread
) -> None:
    file, home = tmp_path / "practice.age", tmp_path / "new"
    answer = backup(practice, file, passphrase)
    assert answer.returncode == 0, answer.stderr
    assert restore(file, home, passphrase, practice / "secrets").returncode == 0
    assert 0 <= notes(home) <= 150
