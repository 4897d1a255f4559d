"""Whatever became of the folder: it serves, or says in one line what mends it; and that does."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from relating import installation
from relating.chosen import Unsafe
from relating.cli import main
from tests.operate.conftest import relating

KEY, SIGNING = "secrets/key-encryption-key", "secrets/signing-key"
STORE, JOURNAL = "keys/keys.sqlite3", "data/relating.sqlite3"


def gone(place: str) -> Callable[[Path], None]:
    def mutate(home: Path) -> None:
        path = home / place
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return mutate


def holding(place: str, content: bytes) -> Callable[[Path], None]:
    def mutate(home: Path) -> None:
        (home / place).write_bytes(content)

    return mutate


def a_folder_at(place: str) -> Callable[[Path], None]:
    def mutate(home: Path) -> None:
        (home / place).unlink()
        (home / place).mkdir(mode=0o700)

    return mutate


def a_file_at(place: str) -> Callable[[Path], None]:
    def mutate(home: Path) -> None:
        shutil.rmtree(home / place)
        (home / place).write_text("a file")
        (home / place).chmod(0o600)

    return mutate


def open_to_all(place: str) -> Callable[[Path], None]:
    return lambda home: (home / place).chmod(0o755)


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "no data": (gone("data"), "journal is missing"),
    "no journal": (gone(JOURNAL), "journal is missing"),
    "no keys": (gone("keys"), "key store is missing"),
    "no secrets": (gone("secrets"), "is missing"),
    "no signing key": (gone(SIGNING), "signing key is missing"),
    "an empty signing key": (holding(SIGNING, b"\n"), "signing key is missing"),
    "an empty key-encryption key": (holding(KEY, b" "), "key-encryption key is missing"),
    "no settings": (gone("settings.toml"), "settings.toml is missing"),
    "a folder for settings": (a_folder_at("settings.toml"), "Is a directory"),
    "a folder for a journal": (a_folder_at(JOURNAL), "journal is missing"),
    "a folder for a key": (a_folder_at(KEY), "key-encryption key is missing"),
    "a file for data": (a_file_at("data"), "journal is missing"),
    "a file for keys": (a_file_at("keys"), "key store is missing"),
    "data open to all": (open_to_all("data"), "chmod go-rwx"),
    "a key open to all": (open_to_all(KEY), "chmod go-rwx"),
    "a journal open to all": (open_to_all(JOURNAL), "chmod go-rwx"),
}

REFUSED_LATER: dict[str, tuple[Callable[[Path], None], str]] = {
    "a key-encryption key of noise": (holding(KEY, bytes(range(128, 256))), "cannot be read"),
    "an empty journal": (holding(JOURNAL, b""), "is empty, but"),
    "an empty key store": (holding(STORE, b""), "is not the key store"),
    "half a journal": (
        lambda home: holding(JOURNAL, (home / JOURNAL).read_bytes()[:50_000])(home),
        "cannot be read as a database",
    ),
    "a journal of noise": (holding(JOURNAL, b"noise" * 9000), "cannot be read as a database"),
    "keys in place of the journal": (
        lambda home: holding(JOURNAL, (home / STORE).read_bytes())(home),
        "is another database",
    ),
}

ALL_THE_SAME: dict[str, Callable[[Path], None]] = {
    "a stray file": holding("data/letter.txt", b"letter"),
    "a key with a byte order mark": lambda home: holding(
        KEY, b"\xef\xbb\xbf" + (home / KEY).read_bytes().replace(b"\n", b"\r\n")
    )(home),
    "an empty log": holding("data/relating.sqlite3-wal", b""),
    "settings of Windows": lambda home: holding(
        "settings.toml", b"\xef\xbb\xbf" + (home / "settings.toml").read_bytes()
    )(home),
}


def reasons(home: Path) -> list[str]:
    """Why it is refused before anything is opened; nothing: it is not."""
    try:
        installation.check_files(installation.load(home))
    except Unsafe as unsafe:
        return list(unsafe.reasons)
    return []


@pytest.mark.parametrize("mutation", REFUSED)
def test_what_became_of_the_folder_is_said_in_one_line(practice: Path, mutation: str) -> None:
    mutate, said = REFUSED[mutation]
    mutate(practice)
    told = reasons(practice)
    assert told, "it is refused before Django knows of it"
    assert said in told[0]
    assert len(told) == (2 if mutation == "no secrets" else 1)
    assert all("\n" not in each for each in told)


@pytest.mark.slow
@pytest.mark.parametrize("mutation", REFUSED_LATER)
def test_what_became_of_a_database_is_said_in_one_line_and_putting_it_back_mends_it(
    practice: Path, made: Path, mutation: str
) -> None:
    mutate, said = REFUSED_LATER[mutation]
    mutate(practice)
    assert reasons(practice) == []
    answer = relating("serve", "--home", practice)
    assert answer.returncode == 3, answer.stderr
    assert answer.stderr.startswith("Refused to start: ")
    assert said in answer.stderr
    assert answer.stderr.count("\n") == 1, answer.stderr
    for place in (KEY, STORE, JOURNAL):
        shutil.copy(made / place, practice / place)
    assert relating("export", "--home", practice).returncode == 0


@pytest.mark.slow
def test_what_means_nothing_changes_nothing(practice: Path) -> None:
    for mutate in ALL_THE_SAME.values():
        mutate(practice)
    for path in practice.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    answer = relating("export", "--home", practice)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.slow
def test_a_practice_may_be_moved_and_linked_to(practice: Path, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere, with spaces"
    practice.rename(moved)
    (tmp_path / "link").symlink_to(moved)
    for home in (moved, tmp_path / "link"):
        assert relating("export", "--home", home).returncode == 0


@pytest.mark.parametrize("words", [("export",), ("link",), ("tidy",), ("passphrase", "ben")])
def test_where_there_is_no_practice_every_command_says_so(
    tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--home", str(tmp_path / "nothing")]) == 3
    assert "There is no installation in" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("home", ["file", "file/below"])
def test_a_file_is_no_place_for_a_practice(
    tmp_path: Path, home: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["serve", "--home", str(tmp_path / home)]) == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_a_key_named_from_outside_that_is_not_there_is_not_made(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELATING_KEK_FILE", str(practice / "no-key"))
    assert "no-key" in reasons(practice)[0]
    assert not (practice / "no-key").exists()
