"""A journal, its key store and its key-encryption key belong together, or nothing is opened."""

import secrets
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.operate.conftest import Refused, ran, relating

pytestmark = pytest.mark.slow

KEY = "secrets/key-encryption-key"
STORE = "keys/keys.sqlite3"
JOURNAL = "data/relating.sqlite3"


def changed(database: Path, statement: str) -> None:
    """Change a database behind the program's back."""
    with sqlite3.connect(database) as connection:
        connection.execute(statement)
    connection.close()


def test_a_practice_whose_parts_belong_together_opens(practice: Path) -> None:
    assert relating("export", "--home", practice).returncode == 0


def test_another_key_encryption_key_is_refused_before_it_says_that_it_serves(
    practice: Path, refused: Refused
) -> None:
    (practice / KEY).write_text(f"1:{secrets.token_hex(32)}\n")
    assert "has another key-encryption key 1" in refused("serve")


def test_another_key_encryption_key_named_from_outside_is_refused(
    practice: Path, tmp_path: Path, refused: Refused
) -> None:
    other = tmp_path / "another-key"
    other.write_text(f"1:{secrets.token_hex(32)}\n")
    other.chmod(0o600)
    assert str(other) in refused(RELATING_KEK_FILE=str(other))


def test_a_new_key_in_place_of_the_old_one_is_refused_and_beside_it_is_not(
    practice: Path, refused: Refused
) -> None:
    old, new = (practice / KEY).read_text(), f"2:{secrets.token_hex(32)}\n"
    (practice / KEY).write_text(new)
    assert "lacks key-encryption key 1" in refused()
    (practice / KEY).write_text(old + new)
    assert relating("export", "--home", practice).returncode == 0
    (practice / KEY).write_text(old + f"2:{secrets.token_hex(32)}\n")
    assert "has another key-encryption key 2" in refused()


@pytest.mark.parametrize(
    "text", ["1:abc", "one:" + "00" * 32, "1:" + "00" * 32 + "\n1:" + "11" * 32]
)
def test_a_key_encryption_key_that_cannot_be_read_is_refused(
    practice: Path, refused: Refused, text: str
) -> None:
    (practice / KEY).write_text(text)
    assert "cannot be read" in refused()


def test_a_missing_key_store_is_not_made_anew(practice: Path, refused: Refused) -> None:
    (practice / STORE).unlink()
    assert "key store is missing" in refused("serve")
    assert not (practice / STORE).exists()


def test_an_empty_key_store_is_refused(practice: Path, refused: Refused) -> None:
    (practice / STORE).write_bytes(b"")
    assert "is not the key store of this journal" in refused("serve")


def test_the_key_store_of_another_practice_is_refused(
    practice: Path, other_practice: Path, refused: Refused
) -> None:
    shutil.copy(other_practice / STORE, practice / STORE)
    shutil.copy(other_practice / KEY, practice / KEY)
    assert "belong to two installations" in refused("serve")


def test_a_new_journal_beside_old_keys_is_refused(practice: Path, refused: Refused) -> None:
    (practice / JOURNAL).write_bytes(b"")
    assert "is empty, but" in refused("serve")


def test_a_key_store_older_than_a_case_is_refused_and_names_the_case(
    practice: Path, refused: Refused
) -> None:
    case = relating("export", "--home", practice).stdout.split()[0]
    changed(practice / STORE, "DELETE FROM vault_wrappedkey WHERE purpose = 'notes'")
    assert f"case {case}. It is older than the journal" in refused()


ERASING = """
import sys
from pathlib import Path
from uuid import UUID
from relating.operate import set_up
set_up.opened(Path(sys.argv[1]))
from relating.journal import actions
from relating.vault import keys
case = UUID(sys.argv[2])
keys.shred(case) if sys.argv[3] == "half" else actions.erase_case(case)
"""


@pytest.mark.parametrize("how", ["half", "whole"])
def test_a_case_that_was_erased_or_whose_erasing_broke_off_shuts_nobody_out(
    practice: Path, how: str
) -> None:
    case = relating("export", "--home", practice).stdout.split()[0]
    erased = ran("-c", ERASING, practice, case, how)
    assert erased.returncode == 0, erased.stderr
    after = relating("export", "--home", practice)
    assert (after.returncode, after.stderr) == (0, "")


def test_a_damaged_key_is_refused(practice: Path, refused: Refused) -> None:
    changed(
        practice / STORE, "UPDATE vault_wrappedkey SET wrapped = x'00' WHERE purpose = 'client'"
    )
    assert "do not open" in refused()


def test_without_the_key_of_words_of_ones_own_everything_else_opens(practice: Path) -> None:
    code = """
import sys
from pathlib import Path
from relating.operate import set_up
set_up.opened(Path(sys.argv[1]))
from relating.people.models import User
from relating.vault import keys
keys.make(User.objects.get().pk, ("words",))
"""
    assert ran("-c", code, practice).returncode == 0
    changed(practice / STORE, "UPDATE vault_wrappedkey SET wrapped = x'00' WHERE purpose = 'words'")
    assert relating("export", "--home", practice).returncode == 0


def from_before(practice: Path) -> None:
    """Make of a practice one of a time when journal and key store did not know each other."""
    for table in (
        "journal_caseloadrow",
        "journal_gathered",
        "journal_letter",
        "journal_version",
        "people_calendarfeed",
        "people_device",
        "people_identity",
    ):
        changed(practice / JOURNAL, f"DROP TABLE {table}")
    changed(
        practice / JOURNAL,
        "CREATE TABLE journal_version (id integer PRIMARY KEY AUTOINCREMENT, version integer,"
        " visibility varchar(8), changed_at datetime, sealed BLOB,"
        " by_id char(32) REFERENCES people_user (id),"
        " entry_id char(32) REFERENCES journal_entry (id),"
        " CONSTRAINT one_row_a_version UNIQUE (entry_id, version))",
    )
    changed(practice / JOURNAL, "ALTER TABLE people_case DROP COLUMN ends_at")
    changed(
        practice / JOURNAL, "DELETE FROM django_migrations WHERE app = 'journal' AND name > '0004'"
    )
    changed(
        practice / JOURNAL, "DELETE FROM django_migrations WHERE app = 'people' AND name > '0005'"
    )
    changed(practice / JOURNAL, "ALTER TABLE people_user ADD COLUMN last_login datetime NULL")
    for table in ("vault_identity", "vault_checkvalue", "vault_shredded"):
        changed(practice / STORE, f"DROP TABLE {table}")
    changed(practice / STORE, "DELETE FROM django_migrations WHERE app = 'vault' AND name > '0002'")


def test_parts_from_before_get_to_know_each_other(
    practice: Path, other_practice: Path, refused: Refused
) -> None:
    from_before(practice)
    assert relating("export", "--home", practice).returncode == 0
    shutil.copy(other_practice / STORE, practice / STORE)
    shutil.copy(other_practice / KEY, practice / KEY)
    assert "belong to two installations" in refused()


def test_parts_from_before_with_another_key_do_not_get_to_know_each_other(
    practice: Path, refused: Refused
) -> None:
    from_before(practice)
    (practice / KEY).write_text(f"1:{secrets.token_hex(32)}\n")
    assert "has another key-encryption key 1" in refused()


def test_setting_up_that_broke_off_is_taken_up_again(practice: Path) -> None:
    (practice / JOURNAL).unlink()
    (practice / STORE).unlink()
    (practice / "settings.toml").unlink()
    code = """
import sys
from pathlib import Path
from relating.operate import set_up
set_up.created(Path(sys.argv[1]), "clinic", "http://localhost:8000", "Harbour Street")
"""
    key = (practice / KEY).read_text()
    assert ran("-c", code, practice).returncode == 0
    assert (practice / KEY).read_text() == key
    assert relating("export", "--home", practice).returncode == 0


def test_nothing_is_set_up_where_something_else_lies(practice: Path, refused: Refused) -> None:
    (practice / "settings.toml").unlink()
    assert "there is a journal beside it" in refused("serve")
    (practice / "letter.txt").touch()
    assert "something else (letter.txt)" in refused("serve")


def test_a_database_that_is_none_is_refused(practice: Path, refused: Refused) -> None:
    (practice / STORE).write_text("This is no database at all. " * 40)
    assert "keys.sqlite3 cannot be read as a database" in refused("serve")


def test_a_damaged_database_is_refused(practice: Path, refused: Refused) -> None:
    whole = (practice / JOURNAL).read_bytes()
    (practice / JOURNAL).write_bytes(whole[:8192] + b"\xff" * 40960 + whole[49152:])
    assert "relating.sqlite3 cannot be read as a database" in refused("serve")


def test_a_database_of_a_newer_version_is_refused(practice: Path, refused: Refused) -> None:
    changed(
        practice / JOURNAL,
        "INSERT INTO django_migrations (app, name, applied)"
        " VALUES ('journal', '0999_later', '2030-01-01')",
    )
    assert "written by a newer version" in refused("serve")
