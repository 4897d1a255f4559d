"""One folder holds an installation: settings, database, key store, secrets.

    settings.toml            what the practice chose
    data/relating.sqlite3    the journal, sealed
    keys/keys.sqlite3        the wrapped keys, apart from the journal and its backups
    keys/newest-line         how far the journal had come
    secrets/                 the key-encryption key and the signing key
    static/                  style sheets and scripts, packed; made anew whenever they are missing

Where `settings.toml` names two databases on a server, journal and key store lie there, and any
number of folders with the same secrets serve them.

Every file is readable by its owner alone, and an installation that is not refuses to start.
"""

import os
import secrets
import stat
from pathlib import Path

import msgspec

from relating import chosen
from relating.chosen import DEMO_PASSPHRASE, NOT_NAMED, Mode, OwnLine, Settings, Unsafe

__all__ = ["DEMO_PASSPHRASE", "NOT_NAMED", "Installation", "Mode", "OwnLine", "Settings", "Unsafe"]

OURS = {"data", "keys", "secrets", "lost+found"}
"""What may lie in a folder in which setting up broke off."""


class Installation(msgspec.Struct, frozen=True):
    """The places of one installation, and what its `settings.toml` says."""

    folder: Path
    settings: Settings

    @property
    def database(self) -> Path:
        return self.folder / "data" / "relating.sqlite3"

    @property
    def key_store(self) -> Path:
        return self.folder / "keys" / "keys.sqlite3"

    @property
    def on_server(self) -> bool:
        """Whether both databases are on a server."""
        return bool(self.settings.database)

    @property
    def database_shown(self) -> str:
        """Where the journal is, for whoever runs this; no passphrase is in it."""
        return chosen.without_passphrase(self.settings.database) or str(self.database)

    @property
    def key_store_shown(self) -> str:
        """Where the key store is."""
        return chosen.without_passphrase(self.settings.key_store) or str(self.key_store)

    @property
    def newest_line(self) -> Path:
        return self.folder / "keys" / "newest-line"

    @property
    def key_encryption_key(self) -> Path:
        named = os.environ.get("RELATING_KEK_FILE")
        return Path(named) if named else self.folder / "secrets" / "key-encryption-key"

    @property
    def static(self) -> Path:
        return self.folder / "static"

    @property
    def signing_key(self) -> Path:
        return self.folder / "secrets" / "signing-key"


def found(folder: Path) -> bool:
    """Whether there is an installation in this folder."""
    return (folder / "settings.toml").is_file()


def create(
    folder: Path,
    *,
    mode: Mode = "clinic",
    address: str,
    practice: str,
    databases: tuple[str, str] = ("", ""),
) -> Installation:
    """Lay out a new installation; what is there already stays as it is. Its databases are two
    files, or those on a server.

    `settings.toml` comes last: where it is, everything else is, or was lost.

    Raises:
        Unsafe: something else lies in the folder, or what was chosen cannot be meant.
    """
    settings = chosen.checked(
        {"address": address, "mode": mode, "practice": practice}
        | {name: at for name, at in zip(("database", "key_store"), databases, strict=True) if at},
        "What was asked for",
    )
    refuse_occupied(folder)
    for place in (folder, folder / "data", folder / "keys", folder / "secrets"):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.chmod(0o700)
    made = Installation(folder, settings)
    write_once(made.key_encryption_key, f"1:{secrets.token_hex(32)}\n")
    write_once(made.signing_key, secrets.token_urlsafe(64) + "\n")
    made.newest_line.unlink(missing_ok=True)  # of a journal that is not here
    if not made.on_server:
        write_once(made.database, "")
        write_once(made.key_store, "")
    write_once(folder / "settings.toml", chosen.written(settings))
    return load(folder)


def refuse_occupied(folder: Path) -> None:
    """A new installation is made in an empty folder, or where making one broke off.

    Raises:
        Unsafe: there is something else, or a journal whose settings are gone.
    """
    if not folder.exists() or found(folder):
        return
    if not folder.is_dir():
        raise Unsafe(f"{folder} is not a folder. Name another one: --home FOLDER.")
    if others := {place.name for place in folder.iterdir()} - OURS:
        raise Unsafe(
            f"{folder} holds no installation, but something else ({min(others)})."
            " Name an empty folder, or one that is not there yet: --home FOLDER."
        )
    begun = Installation(folder, Settings())
    if any(path.is_file() and path.stat().st_size for path in (begun.database, begun.key_store)):
        raise Unsafe(
            f"{folder / 'settings.toml'} is missing, and there is a journal beside it. Put it back,"
            ' or write one with the line: address = "http://localhost:8000"'
        )


def write_once(path: Path, text: str) -> None:
    """Write a file that only its owner can read, unless it is there."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)


def load(folder: Path) -> Installation:
    """Read an installation.

    Raises:
        Unsafe: there is none, or its settings cannot be read.
    """
    path = folder / "settings.toml"
    if not path.exists():
        raise Unsafe(f"There is no installation in {folder}: settings.toml is missing.")
    return Installation(folder=folder, settings=chosen.read(path))


def check_files(installation: Installation) -> None:
    """Refuse an installation that others on this machine could read.

    Raises:
        Unsafe: naming every file that is missing or open to others.
    """
    reasons = [*missing(installation), *open_to_others(installation)]
    if reasons:
        raise Unsafe(*reasons)


def missing(installation: Installation) -> list[str]:
    """What must be there. It is never made anew: something else would lie in its place."""
    secrets_needed = {
        "key-encryption key": installation.key_encryption_key,
        "signing key": installation.signing_key,
    }
    files = {"journal": installation.database, "key store": installation.key_store}
    databases = {} if installation.on_server else files
    gone = {name: path for name, path in secrets_needed.items() if not holds_something(path)}
    gone |= {name: path for name, path in databases.items() if not path.is_file()}
    return [
        f"The {name} is missing: {path}. Without it nothing can be opened; put it back."
        for name, path in gone.items()
    ]


def holds_something(path: Path) -> bool:
    """Whether there is a file, and more than white space in it."""
    return path.is_file() and bool(path.read_bytes().strip())


def open_to_others(installation: Installation) -> list[str]:
    """Files and folders whose mode lets group or others in."""
    database, keys = installation.database, installation.key_store
    places = [
        installation.folder / "settings.toml",
        database.parent,
        keys.parent,
        installation.key_encryption_key,
        installation.signing_key,
        *database.parent.glob("*.sqlite3*"),
        *keys.parent.glob("*.sqlite3*"),
    ]
    return [
        f"{path} can be read by others on this machine: run `chmod go-rwx {path}`."
        for path in places
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
