"""Making an installation ready: its folder, its tables, its practice and its first link."""

import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from relating import __version__
from relating import installation as installations
from relating.installation import Installation, Mode
from relating.operate import belonging, tables
from relating.operate.terminal import say

DAY = 24 * 60 * 60


def home(named: str | None) -> Path:
    """The folder of the installation: as named, else `RELATING_HOME`, else `clinic`."""
    return Path(named or os.environ.get("RELATING_HOME") or "clinic").absolute()


def opened(folder: Path, *, whole: bool = True) -> Installation:
    """Load an installation, let Django know of it, and bring its tables up to date. A journal that
    lacks its newest lines is opened only where it need not be whole.

    Raises:
        Unsafe: there is none, others could read it, or its parts do not belong together.
    """
    found = loaded(folder)
    with tables.left_alone(found):
        copies = tables.prepare(found)
        belonging.check(found, whole=whole)
    for copy in copies:
        say(f"Changed for version {__version__}; as it was before: {copy}")
    return found


def loaded(folder: Path) -> Installation:
    """Load an installation and let Django know of it; no database is asked.

    Raises:
        Unsafe: there is none, or others could read it.
    """
    found = installations.load(folder)
    installations.check_files(found)
    os.environ["RELATING_HOME"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
    os.umask(0o077)
    start_django()
    return found


def start_django() -> None:
    """Load Django once, for whoever runs the server."""
    import django

    from relating.vault import looking

    looking.as_operator()
    django.setup()


def created(
    folder: Path, mode: Mode, address: str, practice: str, databases: tuple[str, str] = ("", "")
) -> Installation:
    """A new installation with its tables, ready to be served."""
    os.umask(0o077)
    installations.create(folder, mode=mode, address=address, practice=practice, databases=databases)
    return opened(folder)


def practice_id(name: str) -> UUID:
    """The practice of this installation, founded when it is first asked for."""
    from relating.people.models import Clinic

    clinic = Clinic.objects.first() or Clinic.objects.create(name=name)
    return clinic.pk


def first_link(found: Installation, address: str) -> str | None:
    """A one-time link for the administrator, as long as nobody looks after the practice."""
    from relating.people import invitations
    from relating.people.models import ADMINISTRATOR, Membership

    if Membership.objects.filter(role=ADMINISTRATOR, ended=None).exists():
        return None
    token = invitations.issue(practice_id(found.settings.practice), ADMINISTRATOR, None, None)
    return f"{address}/set-up/{token}/"


def new_passphrase(name: str) -> str | None:
    """A new passphrase for whoever signs in with this name: it opens once, and then they choose.

    Everywhere else they are signed out.
    """
    from relating.people import passphrases, spelling
    from relating.people.models import User

    user = User.objects.filter(username=spelling.name(name), is_active=True).first()
    if user is None:
        return None
    made = passphrases.made()
    user.set_password(made)
    user.passphrase_once = True
    user.save(update_fields=["password", "passphrase_once"])
    return made


def erase_overdue() -> int:
    """Erase what was deleted more than 30 days ago, and what is left where erasing broke off."""
    from django.utils import timezone

    from relating.journal import actions

    actions.finish_erasing()
    return actions.erase_overdue(timezone.now())


def erase_at_the_start(found: Installation) -> None:
    """What is overdue goes; on a full disk it stays for now, and one can read all the same."""
    from django.db import OperationalError

    try:
        erase_overdue()
    except OperationalError as error:
        say(f"Nothing was erased: {found.database_shown} {tables.reason(error)}.")


def erase_daily() -> None:
    """Beside the server, in a thread of its own: what is overdue goes within a day."""
    from django.db import DatabaseError, close_old_connections, connections

    while True:
        time.sleep(DAY)
        with suppress(DatabaseError):
            close_old_connections()
            erase_overdue()
        connections.close_all()
