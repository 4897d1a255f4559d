"""What must hold before a page is served."""

from django.conf import settings
from django.db import connections

from relating.installation import Unsafe, check_files
from relating.vault import identity, sql
from relating.vault.keys import encryption_keys
from relating.vault.router import KEYS

FULL = 2


def check() -> None:
    """Refuse to start unsafe.

    Raises:
        Unsafe: with every reason found.
    """
    if settings.INSTALLATION:
        check_files(settings.INSTALLATION)
    reasons = [*unsafe_settings(), *unsafe_keys(), *unsafe_databases()]
    if reasons:
        raise Unsafe(*reasons)


def unsafe_settings() -> list[str]:
    """DEBUG shows what people wrote in its error pages."""
    if settings.DEBUG and not settings.DEMO:
        return ["DEBUG is on. It is allowed in the demo alone: unset RELATING_DEBUG."]
    return []


def unsafe_keys() -> list[str]:
    """Without the right key-encryption keys nothing could be opened, or nothing again."""
    here = settings.INSTALLATION.key_encryption_key if settings.INSTALLATION else "the settings"
    try:
        found = encryption_keys()
    except ValueError:
        return [
            (
                f"The key-encryption key in {here} cannot be read: expected lines of number:64 hex"
                " digits, each number once."
            )
        ]
    if not found:
        return [f"There is no key-encryption key in {here}."]
    return [
        *(
            f"{here} lacks key-encryption key {number}, under which keys are wrapped: put its line"
            " back, beside those that are there."
            for number in identity.needed_and_missing()
        ),
        *(
            f"{here} has another key-encryption key {number} than the key store was made with:"
            " put back the file that belongs to it."
            for number in identity.wrong()
        ),
    ]


def unsafe_databases() -> list[str]:
    """Each commit must be flushed to the disk: anything less loses acknowledged writes."""
    reasons = []
    for alias in ("default", KEYS):
        look = unsafe_file if connections[alias].vendor == "sqlite" else unsafe_server
        reasons += look(alias)
    return reasons


def unsafe_file(alias: str) -> list[str]:
    """How SQLite flushes."""
    with connections[alias].cursor() as cursor:
        level = cursor.execute(sql.SQLITE_FLUSHES).fetchone()[0]
    return (
        []
        if level == FULL
        else [f"The database {alias} has synchronous={level}; it must be FULL (2)."]
    )


def unsafe_server(alias: str) -> list[str]:
    """How a server flushes."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql.IS_OFF, [sql.FLUSHING])
        return [
            f"The server of the database {alias} has {name} = {value}; it must be on."
            for name, value in cursor.fetchall()
        ] + unsafe_role(alias)


def unsafe_role(alias: str) -> list[str]:
    """The rules of rows must hold for whoever serves."""
    with connections[alias].cursor() as cursor:
        cursor.execute(sql.IS_ABOVE)
        (above,) = cursor.fetchone()
    return [f"The role at the database {alias} {ABOVE}"] if above else []


ABOVE = "is held to no rule: name one that is no superuser and has no BYPASSRLS."
