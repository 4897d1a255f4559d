"""A newer version changes the tables of an older one: copied first, alone, once."""

import os
import sqlite3
import time
from pathlib import Path

import pytest

from relating import __version__
from relating.operate import tables
from relating.operate.alone import alone
from tests.operate.conftest import relating
from tests.operate.test_belonging import JOURNAL, KEY, STORE, from_before


def copies(practice: Path) -> list[str]:
    """Copies of databases that lie in a practice."""
    return sorted(path.name for path in practice.rglob("*before*"))


def names_of_tables(database: Path) -> set[str]:
    with sqlite3.connect(database) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    return found


@pytest.mark.slow
def test_both_databases_are_copied_before_they_are_changed_and_not_again(practice: Path) -> None:
    from_before(practice)
    first = relating("export", "--home", practice)
    assert first.returncode == 0, first.stderr
    assert first.stderr.count("as it was before:") == 2
    journal, store = practice / JOURNAL, practice / STORE
    for database, table in ((journal, "people_identity"), (store, "vault_identity")):
        copy = database.with_name(f"{database.name}.before-{__version__}")
        assert copy.stat().st_mode & 0o077 == 0
        assert table not in names_of_tables(copy)
        assert names_of_tables(copy) >= {"django_migrations"}
        assert table in names_of_tables(database)
    again = relating("export", "--home", practice)
    assert (again.returncode, again.stderr) == (0, "")


@pytest.mark.slow
def test_what_is_put_back_is_what_it_was(practice: Path) -> None:
    from_before(practice)
    case = relating("export", "--home", practice).stdout
    for place in (JOURNAL, STORE):
        path = practice / place
        path.with_name(f"{path.name}.before-{__version__}").replace(path)
    assert relating("export", "--home", practice).stdout == case


def test_a_new_practice_has_nothing_to_copy(practice: Path) -> None:
    assert copies(practice) == []


@pytest.mark.slow
def test_with_another_key_the_journal_is_not_changed(practice: Path) -> None:
    from_before(practice)
    (practice / KEY).write_text("1:" + "11" * 32)
    refused = relating("export", "--home", practice)
    assert refused.returncode == 3
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert "people_identity" not in names_of_tables(practice / JOURNAL)


@pytest.mark.slow
def test_tables_are_not_changed_under_a_server(practice: Path) -> None:
    from_before(practice)
    with alone(practice):
        refused = relating("export", "--home", practice)
    assert refused.returncode == 3
    assert "is being served by another process" in refused.stderr
    assert copies(practice) == []


def test_a_copy_goes_after_a_week(tmp_path: Path) -> None:
    database = tmp_path / "keys.sqlite3"
    for number, days in enumerate((1, 6, 8, 100)):
        made = tmp_path / f"keys.sqlite3.before-0.{number}"
        made.touch()
        then = time.time() - days * 24 * 60 * 60
        os.utime(made, (then, then))
    tables.forget_old_copies(database)
    assert copies(tmp_path) == ["keys.sqlite3.before-0.0", "keys.sqlite3.before-0.1"]


def test_a_copy_has_what_is_still_in_the_log(tmp_path: Path) -> None:
    database = tmp_path / "journal.sqlite3"
    writing = sqlite3.connect(database, isolation_level=None)
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("CREATE TABLE told (story)")
    writing.execute("INSERT INTO told VALUES ('first')")
    made = sqlite3.connect(tables.copied(database))
    assert made.execute("SELECT story FROM told").fetchall() == [("first",)]
    made.close()
    writing.close()


@pytest.mark.parametrize(
    ("said", "mend"),
    [
        ("database or disk is full", "Make room"),
        ("attempt to write a readonly database", "own the folder"),
        ("unable to open database file", "own the folder"),
        ("database is locked", "End that first"),
        ("file is not a database", "Put back"),
        ("database disk image is malformed", "Put back"),
    ],
)
def test_what_is_wrong_with_a_database_is_said_with_its_mend(said: str, mend: str) -> None:
    assert mend in tables.reason(sqlite3.OperationalError(said))
