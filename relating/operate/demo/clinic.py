"""The demo clinic: made-up people, so that anybody can try everything in a minute."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from msgspec.structs import fields, replace

from relating.case.entry import Value
from relating.case.file.case_file import CaseFile
from relating.installation import DEMO_PASSPHRASE, Installation
from relating.operate import set_up
from relating.operate.demo.notes import with_notes

if TYPE_CHECKING:
    from relating.operate.demo.played import Play, Writers

PRACTICE, COUNTRY = "Harbour Street Practice", "GB"
Part = TypeVar("Part", bound=Value)


class Player(NamedTuple):
    """Somebody in the demo: sign-in name, what they are, and what to try."""

    name: str
    part: str
    tries: str


CAST = (
    Player("Ana", "client", "her phone: Today, Something happened, her people, her circle"),
    Player(
        "Ben", "counsellor", "his laptop: Ana's case, Rui who says little, Nell in her first week"
    ),
    Player("Dov", "supervisor", "sees what Ben brought him: a question, a few moments, no names"),
    Player("Eve", "administrator", "looks after the practice, and sees no case"),
)
CLIENTS = {"ana": "Ana", "nell": "Nell", "rui": "Rui"}
NOTED = "ana"
THERE_SINCE = timedelta(days=1000)


def begun(folder: Path, port: int | None, databases: tuple[str, str] = ("", "")) -> None:
    """A demo clinic in this folder, with nobody in it yet."""
    set_up.created(folder, "demo", f"http://localhost:{port or 8000}", PRACTICE, databases)


def ready(folder: Path) -> Installation:
    """The demo clinic in this folder, with everybody in it."""
    found = set_up.opened(folder)
    if is_empty():
        fill()
    return found


def is_empty() -> bool:
    """Whether nobody is in yet: it is new, or making it broke off half-way."""
    from relating.people.models import User

    return not User.objects.exists()


def fill() -> "dict[str, Play]":
    """Put the cast and their cases in: all, or nothing; their stories as they were played."""
    from django.db import transaction
    from django.utils import timezone

    from relating.operate.demo.lending import bring
    from relating.operate.demo.played import play
    from relating.people.models import Clinic

    with transaction.atomic():
        clinic = set_up.practice_id(PRACTICE)
        Clinic.objects.filter(pk=clinic).update(country=COUNTRY)
        people = cast(clinic)
        played = {}
        for name, client in CLIENTS.items():
            story = moved_to(told(name), timezone.now())
            played[name] = play(story, writers(people, client))
            if name == NOTED:
                bring(story, played[name], people["Dov"], timezone.now())
    return played


def writers(people: dict[str, UUID], client: str) -> "Writers":
    """Who writes in a case of Ben's."""
    from relating.people.gate import Viewer

    return {"counsellor": Viewer(people["Ben"], "Ben"), "client": Viewer(people[client], client)}


def told(name: str) -> CaseFile:
    """A story; Ana's with what Ben kept to himself, which no case file carries."""
    from relating.simulate import stories

    story = stories.load(name)
    return with_notes(story) if name == NOTED else story


def cast(clinic: UUID) -> dict[str, UUID]:
    """Everybody in the demo, by name; the passphrase is hashed once."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from relating.people.models import Membership, User

    began = timezone.now() - THERE_SINCE
    hashed = make_password(DEMO_PASSPHRASE)
    names = {*(player.name for player in CAST), *CLIENTS.values()}
    users = {
        name: User.objects.create(username=name.lower(), called=name, password=hashed)
        for name in names
    }
    for player in CAST:
        if player.part != "client":
            Membership.objects.create(
                clinic_id=clinic, user=users[player.name], role=player.part, began=began
            )
    return {name: user.pk for name, user in users.items()}


def moved_to(case_file: CaseFile, now: datetime) -> CaseFile:
    """The same case, moved by whole weeks so that its last entry lies within the last week."""
    latest = max(each.recorded_at for each in case_file.entries)
    weeks = max(0, (now - latest) // timedelta(weeks=1))
    return moved(case_file, timedelta(weeks=weeks))


def moved(part: Part, shift: timedelta) -> Part:
    """A part of a case with every day and every moment in it moved, however deep."""
    held = {each.name: getattr(part, each.name) for each in fields(part)}
    return replace(part, **{name: later(value, shift) for name, value in held.items()})


def later(held: object, shift: timedelta) -> object:
    """What a part holds, moved if it is a time or holds one."""
    match held:
        case date():
            return held + shift
        case Value():
            return moved(held, shift)
        case tuple():
            return tuple(later(each, shift) for each in held)
        case _:
            return held
