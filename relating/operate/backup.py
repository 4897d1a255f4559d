"""A practice in one file, as it is at one moment, sealed under a passphrase; and back from it.

The file is an age file (https://age-encryption.org) around a tar: both databases, `settings.toml`
and `manifest.json`, which says what is in it. The secrets are not: whoever has the file and its
passphrase reads nothing without them.
"""

import hashlib
import io
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import pyrage.passphrase
from django.utils import timezone

from relating import __version__
from relating.chosen import Unsafe
from relating.installation import Installation
from relating.operate import moving
from relating.operate.terminal import say
from relating.vault import newest

LEAST = 12
"""Signs of a passphrase."""
MANIFEST = "manifest.json"
PARTS = ("data/relating.sqlite3", "keys/keys.sqlite3", "settings.toml")
SECRETS = ("key-encryption-key", "signing-key")
NOT_OURS = {"RELATING_HOME", "DJANGO_SETTINGS_MODULE"}


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds: made when and by which version, and the SHA-256 of each part."""

    version: str
    made_at: datetime
    parts: dict[str, str]


def backed_up(found: Installation, into: Path, passphrase: str) -> int:
    """Write a backup of an installation, which may be served meanwhile, and try to restore it; 0 if
    it opens, else 1 and there is none.

    Raises:
        Unsafe: the passphrase is too short, or the file is there already.
    """
    if len(passphrase) < LEAST:
        raise Unsafe(f"The passphrase of a backup has at least {LEAST} signs.")
    if into.exists():
        raise Unsafe(f"{into} is there already. Choose another name.")
    part = into.with_name(f"{into.name}.part")
    write_durably(part, pyrage.passphrase.encrypt(packed(copies(found)), passphrase))
    if not opens(part, passphrase, found.folder / "secrets"):
        part.unlink()
        say("The backup was not kept: it does not open whole. relating verify says what is wrong.")
        return 1
    part.rename(into)
    say(f"{into}: {into.stat().st_size // 1024} KB, and it opens. Its passphrase is nowhere else.")
    say("It does not hold the secrets/ folder: keep one copy of that apart from it.")
    return 0


def copies(found: Installation) -> dict[str, bytes]:
    """Journal and keys of one moment: nobody writes while they are read."""
    if found.on_server:
        return copies_of_a_server(found)
    with held(found.database), held(found.key_store):
        databases = [copied(found.database), copied(found.key_store)]
    settings = (found.folder / "settings.toml").read_bytes()
    return dict(zip(PARTS, (*databases, settings), strict=True))


def copies_of_a_server(found: Installation) -> dict[str, bytes]:
    """The rows of a server as two files, so that any backup is restored in the same way."""
    settings = moving.named_in(found.folder / "settings.toml", "", "")
    with moving.laid_out(found, settings) as other:
        with moving.beside(other):
            moving.carry()
        databases = [copied(other.database), copied(other.key_store)]
    return dict(zip(PARTS, (*databases, settings.encode()), strict=True))


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Let nobody write to a database for a moment; readers go on."""
    with closing(sqlite3.connect(database, timeout=60, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def copied(database: Path) -> bytes:
    """A database with all that is in its log, as the bytes of one file."""
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(":memory:")) as copy:
        source.backup(copy)
        return copy.serialize()


def packed(parts: dict[str, bytes]) -> bytes:
    """The parts and what is said of them, as a tar."""
    sums = sums_of(parts)
    manifest = Manifest(__version__, timezone.now(), sums)
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as tar:
        for name, data in {MANIFEST: msgspec.json.encode(manifest), **parts}.items():
            about = tarfile.TarInfo(name)
            about.size, about.mode = len(data), 0o600
            tar.addfile(about, io.BytesIO(data))
    return file.getvalue()


def unpacked(data: bytes, passphrase: str) -> dict[str, bytes]:
    """The parts of a backup.

    Raises:
        Unsafe: the passphrase is wrong, or it is no whole backup.
    """
    try:
        plain = pyrage.passphrase.decrypt(data, passphrase)
    except pyrage.DecryptError:
        raise Unsafe("This is no backup of Relating, or not its passphrase.") from None
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        found = {each.name: tar.extractfile(each) for each in tar.getmembers()}
        parts = {name: file.read() for name, file in found.items() if file}
    manifest = msgspec.json.decode(parts.pop(MANIFEST, b"null"), type=Manifest | None)
    if manifest is None or {*parts} != {*PARTS} or manifest.parts != sums_of(parts):
        raise Unsafe("This backup is not whole. Take another one.")
    return parts


def sums_of(parts: dict[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each part, in hexadecimal digits."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}


def restored(file: Path, passphrase: str, into: Path, secrets: Path) -> None:
    """Lay a backup out in an empty folder, with the secrets that belong to it.

    Raises:
        Unsafe: the folder is not empty, a secret is missing, or the backup does not open.
    """
    if into.exists() and any(into.iterdir()):
        raise Unsafe(f"{into} is not empty. A backup is restored into an empty folder.")
    kept = {f"secrets/{name}": secrets / name for name in SECRETS}
    if missing := [path for path in kept.values() if not path.is_file()]:
        raise Unsafe(f"{missing[0]} is missing. Name the folder of the secrets with --secrets.")
    parts = unpacked(file.read_bytes(), passphrase)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, data in {**parts, **{name: path.read_bytes() for name, path in kept.items()}}.items():
        place = into / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        write_durably(place, data)
    newest.begin(into / "keys" / "newest-line")


def write_durably(path: Path, data: bytes) -> None:
    """Write a file for nobody else, and have it on the disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def opens(file: Path, passphrase: str, secrets: Path) -> bool:
    """Whether a backup can be restored, and then all that it holds opens."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".relating-") as folder:
        home = Path(folder) / "tried"
        restored(file, passphrase, home, secrets)
        call = [sys.executable, "-m", "relating.cli", "verify", "--home", str(home)]
        outside = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
        done = subprocess.run(call, env=outside, capture_output=True, check=False)  # noqa: S603  our own command
        return done.returncode == 0
