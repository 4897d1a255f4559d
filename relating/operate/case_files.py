"""Case files at the terminal: checked, read in, written out."""

import sys
from pathlib import Path
from uuid import UUID

from relating.case.file.case_file import CaseFile, read_leniently, write
from relating.case.file.case_file import read as read_file
from relating.case.file.problems import CaseFileError
from relating.operate.terminal import is_sure, say

READS_ALL = """\
This writes all of a case in the clear: what the client keeps to themselves too. The client sees,
under "Who read what", that it was done, and when. Somebody who may take only their own things along
does so in the browser, under More."""


def read(path: Path, *, lenient: bool) -> CaseFile | None:
    """A case file; None after saying what is wrong with it."""
    try:
        data = path.read_bytes()
        if not lenient:
            return read_file(data)
        case_file, notes = read_leniently(data)
    except OSError as error:
        say(f"{path}: cannot be opened: {error.strerror}")
    except CaseFileError as error:
        say(f"{path}: not accepted; nothing of it was read in.")
        for problem in error.problems:
            say(f"  {problem}")
    else:
        for note in notes:
            say(f"  {note}")
        return case_file
    return None


def checked(path: Path, *, lenient: bool) -> int:
    """Say whether a file is a good case file; 0 if it is, else 1."""
    case_file = read(path, lenient=lenient)
    if case_file is None:
        return 1
    people, entries = len(case_file.people), len(case_file.entries)
    print(f"{path}: good. {entries} entries, {people} people.")
    return 0


def imported(
    case_file: CaseFile, *, counsellor: str | None, client: str | None, copy: bool, address: str
) -> int:
    """Read a case in for a counsellor; its client may come in by a link if not here yet."""
    from relating.journal import actions

    case_file = actions.reminted(case_file) if copy else case_file
    owner, clinic = counsellor_named(counsellor)
    if owner is None or clinic is None:
        return 2
    user = user_named(client) if client else None
    if client and user is None:
        say(f"Nobody here signs in as {client}.")
        return 2
    try:
        case_id = actions.import_case(
            case_file, clinic_id=clinic, counsellor=owner, client=user, progress=progress
        )
    except actions.AlreadyHere:
        say("This case, or something with one of its ids, is here already. --copy makes new ids.")
        return 1
    print(case_id)
    if user is None:
        say_link(case_id, clinic, owner, address)
    return 0


def progress(done: int, total: int) -> None:
    """How far it is, on one line of a terminal."""
    if sys.stderr.isatty():
        print(f"\r{done} of {total} entries", end="\n" if done == total else "", file=sys.stderr)


def say_link(case_id: UUID, clinic: UUID, owner: UUID, address: str) -> None:
    """The one-time link by which the case's client comes in."""
    from relating.people import invitations

    token = invitations.issue(clinic, "client", case_id, owner)
    say("Its client comes in by this link, once, within 14 days:")
    say(f"\n  {address}/invitation/{token}/\n")


def user_named(name: str) -> UUID | None:
    """The user who signs in under a name."""
    from relating.people import spelling
    from relating.people.models import User

    return User.objects.filter(username=spelling.name(name)).values_list("pk", flat=True).first()


def counsellor_named(name: str | None) -> tuple[UUID | None, UUID | None]:
    """A counsellor and their practice: the one named, or the only one there is."""
    from relating.people import spelling
    from relating.people.models import COUNSELLOR, Membership

    found = Membership.objects.filter(role=COUNSELLOR, ended=None)
    named = found.filter(user__username=spelling.name(name)) if name else found
    members = list(named.values_list("user_id", "clinic_id"))
    if len(members) == 1:
        return members[0]
    if name:
        say(f"No counsellor here signs in as {name}.")
    else:
        say("Say whose case it becomes: --counsellor NAME.")
    return None, None


def listed() -> int:
    """The ids of the cases, with when each was opened and whether its client is here."""
    from relating.people.invitations import has_client
    from relating.people.models import Case

    for case in Case.objects.order_by("opened_at"):
        client = "client here" if has_client(case.pk) else "no client yet"
        print(f"{case.pk}  {case.opened_at:%Y-%m-%d}  {client}")
    return 0


def exported(case: str, output: Path | None, *, sure: bool) -> int:
    """Write a case as a file, once whoever asks is sure; process notes stay behind."""
    from relating.journal import actions
    from relating.people.models import Case

    try:
        case_id = UUID(case)
    except ValueError:
        say(f"{case[:60]!r} is not the id of a case. `relating export` lists them.")
        return 2
    if not Case.objects.filter(pk=case_id).exists():
        say("There is no such case. `relating export` lists them.")
        return 1
    if not (sure or is_sure(READS_ALL)):
        say("Nothing was written.")
        return 1
    data = write(actions.export_whole(case_id))
    if output is None:
        sys.stdout.buffer.write(data)
        return 0
    output.touch(mode=0o600)
    output.chmod(0o600)
    output.write_bytes(data)
    say(f"Written to {output}. It is in the clear: keep it where nobody else can read it.")
    return 0
