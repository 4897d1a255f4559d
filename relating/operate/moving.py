"""All rows of a practice, from the databases it has into two others; and whether that went well.

So a practice moves from its folder to a server, and so a backup of one on a server is made: it
holds two files, as every backup does.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from relating import chosen
from relating import installation as installations
from relating.installation import Installation, Unsafe
from relating.operate.terminal import say

OURS = ("vault", "people", "journal", "sessions")
"""The rooms whose tables are carried over; all else is made anew."""
THERE = {"default": "there", "keys": "there_keys"}
AT_A_TIME = 500


@contextmanager
def laid_out(found: Installation, settings: str) -> Iterator[Installation]:
    """Beside an installation another for a while, with other settings and the same secrets; its
    tables are made in a process of its own.

    Raises:
        Unsafe: they cannot be made.
    """
    with tempfile.TemporaryDirectory(dir=found.folder.parent, prefix=".relating-") as name:
        other = Path(name) / "moved"
        shutil.copytree(found.folder / "secrets", other / "secrets")
        (other / "settings.toml").touch(mode=0o600)
        (other / "settings.toml").write_text(settings, encoding="utf-8")
        for folder, file in (("data", "relating"), ("keys", "keys")):
            (other / folder).mkdir(mode=0o700)
            (other / folder / f"{file}.sqlite3").touch(mode=0o600)
        asked("tables", other)
        yield installations.load(other)


@contextmanager
def beside(other: Installation) -> Iterator[None]:
    """The databases of another installation, beside one's own.

    Raises:
        Unsafe: there is a practice in them already.
    """
    from django.conf import settings
    from django.db import connections

    from relating.people.models import User

    usual = {name: connections["default"].settings_dict[name] for name in USUAL}
    found = zip(THERE.values(), settings.PLACES(other), strict=True)
    connections.settings.update({alias: NOWHERE | usual | place for alias, place in found})
    try:
        if User.objects.using(THERE["default"]).exists():
            raise Unsafe("There is a practice in these databases already. Name two empty ones.")
        yield
    finally:
        for alias in THERE.values():
            connections[alias].close()
            del connections[alias]
            del connections.settings[alias]


USUAL = ("ATOMIC_REQUESTS", "AUTOCOMMIT", "CONN_HEALTH_CHECKS", "TIME_ZONE", "TEST")
NOWHERE = dict.fromkeys(("USER", "PASSWORD", "HOST", "PORT"), "")


def carry() -> int:
    """Copy every row into the databases beside; nobody writes meanwhile. How many there were."""
    from django.apps import apps
    from django.db import transaction

    count = 0
    with ExitStack() as all_or_nothing:
        for alias in ("default", *THERE.values()):
            all_or_nothing.enter_context(transaction.atomic(using=alias))
        for model in apps.get_models():
            if model._meta.app_label in OURS:
                count += carry_rows(model)
    return count


def carry_rows(model: Any) -> int:
    """Copy the rows of one table, and let a server number on from there."""
    from django.core.management.color import no_style
    from django.db import connections, router

    here = router.db_for_read(model) or "default"
    there, count, part = THERE[here], 0, []
    every = model._base_manager  # noqa: SLF001  none is left out
    rows = every.using(here).order_by("pk")
    for row in rows.iterator(chunk_size=AT_A_TIME):
        part.append(row)
        if len(part) == AT_A_TIME:
            count += len(every.using(there).bulk_create(part))
            part = []
    count += len(every.using(there).bulk_create(part))
    with connections[there].cursor() as cursor:
        for words in connections[there].ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(words)
    return count


def move(found: Installation, database: str, key_store: str) -> int:
    """Let a practice lie on a server from now on, if all that can be written out of it is the same
    there; return the exit code. Its files are left as they are.

    Raises:
        Unsafe: the databases cannot be used, or are not empty.
    """
    chosen.checked({"database": database, "key_store": key_store}, "What was asked for")
    moved = named_in(found.folder / "settings.toml", database, key_store)
    with laid_out(found, moved) as other:
        with beside(other):
            say(f"{carry()} rows were carried over.")
        if written_out(found.folder) != written_out(other.folder):
            say("What is there is not the same: the practice stays where it is.")
            return 1
    (found.folder / "settings.toml").write_text(moved, encoding="utf-8")
    say("Everything that can be written out is the same there, and is served from there now.")
    say("data/ and keys/ are as they were. Once there is a backup remove what is in them.")
    return 0


def named_in(settings: Path, database: str, key_store: str) -> str:
    """The text of the settings, with these databases; empty for files in the folder."""
    kept = [
        line
        for line in settings.read_text(encoding="utf-8-sig").splitlines()
        if not line.lstrip().startswith(("database", "key_store"))
    ]
    named = [f'database = "{database}"', f'key_store = "{key_store}"'] if database else []
    return "\n".join([*named, *kept, ""])


def written_out(folder: Path) -> str:
    """A digest of every case of a practice as it is written out."""
    return asked("digests", folder)


def asked(what: str, folder: Path) -> str:
    """What a process of its own says of an installation.

    Raises:
        Unsafe: it cannot be opened.
    """
    call = [sys.executable, "-m", "relating.operate.moving", what, str(folder)]
    outside = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    done = subprocess.run(call, env=outside, capture_output=True, text=True, check=False)  # noqa: S603  our own command
    if done.returncode:
        raise Unsafe(done.stderr.strip().rpartition("\n")[2])
    return done.stdout


NOT_OURS = {"RELATING_HOME", "DJANGO_SETTINGS_MODULE"}


def tables_in(folder: Path) -> Iterator[str]:
    """Make the tables of an installation in which nothing is."""
    from relating.operate import set_up, tables

    tables.prepare(set_up.loaded(folder))
    yield ""


def digests(folder: Path) -> Iterator[str]:
    """A line for each case: its id, what it is when it is written out, what is wrong with it."""
    from relating.operate import set_up

    set_up.opened(folder)
    from relating.case import write
    from relating.journal import verifying
    from relating.journal.actions.cases import as_it_is

    for case_id in sorted(verifying.cases()):
        wrong = [each.wrong for each in verifying.problems_of(case_id)]
        file = hashlib.sha256(write(as_it_is(case_id)))
        yield f"{case_id} {file.hexdigest()} {len(wrong)}"


if __name__ == "__main__":
    for line in {"digests": digests, "tables": tables_in}[sys.argv[1]](Path(sys.argv[2])):
        print(line)
