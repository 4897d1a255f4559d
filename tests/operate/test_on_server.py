"""A practice whose databases are on a server: set up, opened from more than one folder, refused."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import psycopg.errors
import pytest

from relating.operate import moving
from tests.cluster import APPLICATION, OWNER, two_empty
from tests.operate.conftest import MAKING, ran, relating
from tests.servers import SERVER, on_a_server

pytestmark = on_a_server
OURS = f"operate{os.getpid()}"
"""Each process of a run has databases of its own name: two would make theirs under each other."""
HERE = '"clinic", "http://localhost:8000", "Harbour Street"'
HISTORIES = Path(__file__).with_name("histories.py")
Two = tuple[str, str]


@pytest.fixture(scope="module")
def databases() -> Iterator[Two]:
    """Two, for whoever serves them."""
    with two_empty(SERVER, OURS, APPLICATION) as made:
        yield made


@pytest.fixture(scope="module")
def served(databases: Two, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice on the server, with Ben and a case of his."""
    home = tmp_path_factory.mktemp("on-server") / "clinic"
    making = MAKING.replace(HERE, f"{HERE}, {databases!r}")
    refused = ran("-c", making, home)
    assert "relating prepare --owner" in refused.stderr, "whoever serves makes no tables"
    owners = [each.replace(APPLICATION, OWNER, 1) for each in databases]
    done = relating("prepare", "--home", home, "--owner", owners[0], "--owner-of-keys", owners[1])
    assert done.returncode == 0, done.stderr
    done = ran("-c", making, home)
    assert done.returncode == 0, done.stderr
    return home


def test_it_is_set_up_and_everything_in_it_opens(served: Path, databases: Two) -> None:
    settings = (served / "settings.toml").read_text()
    assert all(f'= "{each}"' in settings for each in databases)
    assert not list(served.rglob("*.sqlite3"))
    answer = relating("verify", "--home", served)
    assert answer.returncode == 0, answer.stderr
    assert "1 cases looked at: everything opens" in answer.stderr


def test_whoever_serves_alters_nothing_that_was_noted(served: Path, databases: Two) -> None:
    assert (served / "secrets").is_dir()
    with psycopg.connect(databases[0], autocommit=True) as connection:
        for words in ("DELETE FROM journal_trail", "UPDATE journal_version SET sealed = ''"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(words.encode())
        assert connection.execute("SELECT count(*) FROM journal_entry").fetchone() == (0,)


def test_another_folder_with_its_settings_and_secrets_opens_the_same(
    served: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for name in ("data", "keys"):
        (other / name).mkdir(parents=True, mode=0o700)
    shutil.copytree(served / "secrets", other / "secrets")
    shutil.copy(served / "settings.toml", other)
    first, second = (relating("export", "--home", home).stdout for home in (served, other))
    assert first
    assert first == second


def test_what_is_not_there_or_belongs_elsewhere_is_refused_in_one_line(
    served: Path, databases: Two, tmp_path: Path
) -> None:
    journal, store = databases
    for name, wrong, said in (
        (
            "gone",
            journal.replace(f"{OURS}_journal", "nowhere"),
            'database "nowhere" does not exist',
        ),
        ("swapped", store, "stand there both or neither"),
        ("above", journal.replace(APPLICATION, "postgres", 1), "is held to no rule"),
    ):
        home = shutil.copytree(served, tmp_path / name)
        settings = (home / "settings.toml").read_text()
        (home / "settings.toml").write_text(settings.replace(f'"{journal}"', f'"{wrong}"'))
        answer = relating("verify", "--home", home)
        assert answer.returncode == 3
        assert said in answer.stderr
        assert answer.stderr.count("\n") == 1


def test_a_practice_moves_to_a_server_and_a_backup_of_it_leads_back_to_a_folder(
    practice: Path, tmp_path: Path
) -> None:
    with two_empty(SERVER, f"moved{os.getpid()}") as databases:
        moves_there_and_back(practice, tmp_path, databases)


def moves_there_and_back(practice: Path, tmp_path: Path, databases: Two) -> None:
    """Move a practice, back it up where it is, and restore it into a folder."""
    journal, store = databases
    before = moving.written_out(practice)
    assert before
    to = ("move", "--home", practice, "--database", journal, "--key-store", store)
    done = relating(*to)
    assert done.returncode == 0, done.stderr
    assert f'database = "{journal}"' in (practice / "settings.toml").read_text()
    for file in practice.rglob("*.sqlite3*"):
        file.unlink()
    assert moving.written_out(practice) == before
    secret = tmp_path / "passphrase"
    secret.write_text("four quiet words in a row\n")
    file, back = tmp_path / "practice.age", tmp_path / "back"
    done = relating("backup", "--home", practice, file, "--passphrase-file", secret)
    assert done.returncode == 0, done.stderr
    into = ("--home", back, file, "--passphrase-file", secret, "--secrets", practice / "secrets")
    done = relating("restore", *into)
    assert done.returncode == 0, done.stderr
    assert (back / "data" / "relating.sqlite3").is_file()
    assert moving.written_out(back) == before


def test_random_histories_come_to_the_same_case_files_on_both(tmp_path: Path) -> None:
    count = 2000 if os.environ.get("RELATING_LONG") == "1" else 25
    with two_empty(SERVER, f"played{os.getpid()}") as databases:
        there = ran(HISTORIES, tmp_path / "there", count, *databases)
    here = ran(HISTORIES, tmp_path / "here", count)
    assert here.returncode == there.returncode == 0, here.stderr + there.stderr
    assert here.stdout.splitlines() == there.stdout.splitlines()
    assert len(set(here.stdout.splitlines())) == count
