"""An unsafe installation refuses to start, and says why."""

import os
from pathlib import Path

import pytest
from django.db import connection, connections
from pytest_django import Settings

from relating import installation
from relating.installation import Unsafe
from relating.vault import start
from tests.servers import on_a_server, on_files


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "clinic"
    installation.create(folder, address="http://localhost:8000", practice="Harbour Street")
    return folder


def reasons(folder: Path) -> str:
    with pytest.raises(Unsafe) as caught:
        installation.check_files(installation.load(folder))
    return " ".join(caught.value.reasons)


def test_a_new_installation_is_safe(home: Path) -> None:
    installation.check_files(installation.load(home))


def test_setting_up_twice_keeps_the_keys(home: Path) -> None:
    before = installation.load(home).key_encryption_key.read_text()
    installation.create(home, address="http://localhost:8000", practice="Harbour Street")
    assert installation.load(home).key_encryption_key.read_text() == before


def test_a_missing_key_encryption_key_refuses_to_start(home: Path) -> None:
    (home / "secrets" / "key-encryption-key").unlink()
    assert "key-encryption key is missing" in reasons(home)


@pytest.mark.parametrize("place", ["secrets/key-encryption-key", "settings.toml", "keys", "data"])
def test_what_others_can_read_refuses_to_start(home: Path, place: str) -> None:
    (home / place).chmod(0o755)
    assert "can be read by others" in reasons(home)


def test_a_world_readable_database_refuses_to_start(home: Path) -> None:
    database = home / "data" / "relating.sqlite3"
    database.touch(mode=0o644)
    os.chmod(database, 0o644)  # noqa: PTH101  whatever the umask
    assert "relating.sqlite3 can be read" in reasons(home)


def test_a_proxy_that_is_no_address_and_no_network_is_an_error(home: Path) -> None:
    settings = home / "settings.toml"
    told = settings.read_text().replace("trusted_proxies = []", 'trusted_proxies = ["our proxy"]')
    settings.write_text(told)
    with pytest.raises(Unsafe, match="our proxy"):
        installation.load(home)


def test_a_setting_that_is_not_known_is_an_error(home: Path) -> None:
    with (home / "settings.toml").open("a") as file:
        file.write("colour = 'red'\n")
    with pytest.raises(Unsafe, match="colour"):
        installation.load(home)


def test_a_folder_without_an_installation_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unsafe, match="no installation"):
        installation.load(tmp_path)


def test_debug_is_refused_outside_the_demo(settings: Settings, db: None) -> None:
    settings.DEBUG, settings.DEMO = True, False
    with pytest.raises(Unsafe, match="DEBUG"):
        start.check()
    settings.DEMO = True
    start.check()


def test_what_others_can_read_is_looked_for_at_each_start(
    home: Path, settings: Settings, db: None
) -> None:
    settings.INSTALLATION = installation.load(home)
    start.check()
    (home / "settings.toml").chmod(0o644)
    with pytest.raises(Unsafe, match=r"settings\.toml"):
        start.check()


def test_a_key_that_cannot_be_read_is_refused(settings: Settings, db: None) -> None:
    settings.KEY_ENCRYPTION_KEYS = ["1:abc"]
    with pytest.raises(Unsafe, match="key-encryption key"):
        start.check()
    settings.KEY_ENCRYPTION_KEYS = []
    with pytest.raises(Unsafe, match="no key-encryption key"):
        start.check()


@on_a_server
@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "keys"])
def test_a_server_that_does_not_flush_each_commit_is_refused(alias: str) -> None:
    assert start.unsafe_databases() == []
    with connections[alias].cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert [f"the database {alias}" in each for each in start.unsafe_databases()] == [True]


@on_files
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("level", ["NORMAL", "OFF"])
def test_less_than_full_synchronous_is_refused(level: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous={level}")
    try:
        with pytest.raises(Unsafe, match="synchronous"):
            start.check()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
