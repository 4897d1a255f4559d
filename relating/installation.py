"""One folder holds an installation: settings, database, key store, secrets.

    settings.toml            what the practice chose
    data/relating.sqlite3    the journal, sealed
    keys/keys.sqlite3        the wrapped keys, apart from the journal and its backups
    secrets/                 the key-encryption key and the signing key

Every file is readable by its owner alone, and an installation that is not refuses to start.
"""

import os
import secrets
import stat
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

import msgspec

Mode = Literal["clinic", "demo", "test"]

SETTINGS = """\
# Relating: what this practice chose. Restart after a change.

# Where people open it. Anything but https is served on this machine alone.
address = "{address}"

# "clinic" for real use; "demo" fills itself with a made-up case.
mode = "{mode}"

# Shown at sign-in.
practice = "{practice}"

time_zone = "Europe/London"

# Where Quick exit leads: an ordinary page that says nothing about this one.
leave_to = "https://www.bbc.co.uk/weather"

# Shown beside the safety plan and at sign-in. Empty: the lines of the practice's country, which is
# asked when it is set up. Your own: [{{ name = "Our crisis team", number = "0117 496 0123" }}].
help_lines = []

# Minutes without a page before reading asks for the passphrase again.
idle_minutes = 30

# Proxies in front, by address or network ("10.0.0.0/8"). One on this machine needs no line.
trusted_proxies = []

# A clinic on PostgreSQL: "postgresql://user@host/name". Empty means the SQLite file in data/.
database = ""
"""


NOT_NAMED = "Our practice"
"""What a practice is called until somebody names it."""

DEMO_PASSPHRASE = "four quiet words"  # noqa: S105  everybody's in the demo; it guards nothing


class OwnLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A help line that the practice names; its number is dialled as it is written."""

    name: str
    number: str


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`settings.toml`, typed; a key it does not know is an error."""

    address: str = "http://localhost:8000"
    mode: Mode = "clinic"
    practice: str = NOT_NAMED
    time_zone: str = "Europe/London"
    leave_to: str = "https://www.bbc.co.uk/weather"
    help_lines: tuple[OwnLine | str, ...] = ()
    idle_minutes: int = 30
    trusted_proxies: tuple[str, ...] = ()
    database: str = ""

    def __post_init__(self) -> None:
        for each in self.trusted_proxies:
            ip_network(each)  # what is none raises, and is an error of the file


class Unsafe(Exception):
    """The installation must not be served; `reasons` say why, one sentence each."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


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
    def key_encryption_key(self) -> Path:
        named = os.environ.get("RELATING_KEK_FILE")
        return Path(named) if named else self.folder / "secrets" / "key-encryption-key"

    @property
    def signing_key(self) -> Path:
        return self.folder / "secrets" / "signing-key"


def found(folder: Path) -> bool:
    """Whether there is an installation in this folder."""
    return (folder / "settings.toml").is_file()


def create(folder: Path, *, mode: Mode = "clinic", address: str, practice: str) -> Installation:
    """Lay out a new installation; what is there already stays as it is."""
    for place in (folder, folder / "data", folder / "keys", folder / "secrets"):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.chmod(0o700)
    text = SETTINGS.format(address=address, mode=mode, practice=practice.replace('"', "'"))
    write_once(folder / "settings.toml", text)
    installation = load(folder)
    write_once(installation.key_encryption_key, f"1:{secrets.token_hex(32)}\n")
    write_once(installation.signing_key, secrets.token_urlsafe(64) + "\n")
    return installation


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
    try:
        text = (folder / "settings.toml").read_text(encoding="utf-8")
        settings = msgspec.convert(tomllib.loads(text), Settings)
    except FileNotFoundError:
        raise Unsafe(f"There is no installation in {folder}: settings.toml is missing.") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Unsafe(f"settings.toml cannot be read: {error}") from None
    return Installation(folder=folder, settings=settings)


def check_files(installation: Installation) -> None:
    """Refuse an installation that others on this machine could read.

    Raises:
        Unsafe: naming every file that is missing or open to others.
    """
    reasons = [*missing(installation), *open_to_others(installation)]
    if reasons:
        raise Unsafe(*reasons)


def missing(installation: Installation) -> list[str]:
    """The secrets without which nothing sealed can be opened."""
    secrets_needed = {
        "key-encryption key": installation.key_encryption_key,
        "signing key": installation.signing_key,
    }
    return [
        f"The {name} is missing: {path}. Without it nothing can be opened; put it back."
        for name, path in secrets_needed.items()
        if not path.is_file() or not path.read_text(encoding="utf-8").strip()
    ]


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
