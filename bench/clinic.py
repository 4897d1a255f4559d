"""A practice in a folder of its own, with made-up people and as many episodes as are asked for.

It is made in a process of its own, because a process belongs to one installation.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4, uuid5

import msgspec
from msgspec.structs import replace

from bench.crowd import Crowd, among, lines
from relating.case import Entry, Episode, Pulse, Session
from relating.case.file.case_file import CaseFile

Kind = TypeVar("Kind", bound=Entry)

NOT_OURS = {"RELATING_HOME", "RELATING_DEBUG", "DJANGO_SETTINGS_MODULE"}
PRACTICE = "Harbour Street Practice"
LAST_YEAR = timedelta(days=364)
HOURS = 60
"""So many hours were held with Ana, each with what both made of it."""


class Address(msgspec.Struct, frozen=True):
    """A page: the name of its address, and where it is for the cases of this practice."""

    name: str
    path: str


class Place(msgspec.Struct, frozen=True):
    """A practice that was made: where it lies, the cases by their client, and its addresses."""

    folder: str
    port: int
    cases: dict[str, UUID]
    addresses: tuple[Address, ...]

    def of(self, name: str) -> list[str]:
        """Where the pages of an address are."""
        return [each.path for each in self.addresses if each.name == name]

    @property
    def database(self) -> Path:
        return Path(self.folder) / "data" / "relating.sqlite3"


def environment(**more: str) -> dict[str, str]:
    """The environment of this process, without what names another installation."""
    return {name: value for name, value in os.environ.items() if name not in NOT_OURS} | more


def made(
    folder: Path,
    episodes: int,
    others: int = 0,
    cases: int = 0,
    databases: tuple[str, str] = ("", ""),
    crowd: Crowd | None = None,
) -> Place:
    """Make a practice: Ana with so many episodes, and a crowd of everything else if it is given,
    Rui with as many others, and so many cases more of Ben's; in files, or in two databases on a
    server."""
    sizes = (
        *(str(each) for each in (episodes, others, cases)),
        msgspec.json.encode(crowd).decode(),
    )
    call = [sys.executable, "-m", "bench.clinic", str(folder), *sizes, *databases]
    done = subprocess.run(call, stdout=subprocess.PIPE, env=environment(), check=True)
    return msgspec.json.decode(done.stdout, type=Place)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def grown(case_file: CaseFile, wanted: int, hours: int = 0) -> CaseFile:
    """The same case with so many episodes, all shared, by telling it again and again; and with at
    least so many hours."""
    told = [each for each in case_file.entries if isinstance(each, Episode)]
    others = [each for each in case_file.entries if not isinstance(each, Episode)]
    people = tuple(replace(each, visibility="shared") for each in case_file.people)
    episodes = islice(again(told), wanted)
    earlier = before(case_file, hours)
    return replace(case_file, people=people, entries=(*others, *earlier, *episodes))


def again(told: list[Episode]) -> Iterator[Episode]:
    """Episodes without end: each round lies a few hours beside the one before."""
    for turn in count():
        shift = timedelta(hours=5 * turn) % LAST_YEAR
        yield from (beside(each, turn, shift) for each in told)


def beside(episode: Episode, turn: int, shift: timedelta) -> Episode:
    """An episode under an id of its own, a while earlier, shared."""
    return replace(
        episode,
        id=uuid5(episode.id, str(turn)),
        at=episode.at and episode.at - shift,
        recorded_at=episode.recorded_at - shift,
        visibility="shared",
        plan=None,
    )


def before(case_file: CaseFile, wanted: int) -> Iterator[Entry]:
    """Hours before the first one until there are so many, each with its pulses."""
    hours = [each for each in case_file.entries if isinstance(each, Session)]
    held = [each for each in hours if each.state == "held"]
    again = ((turn, hour) for turn in count(1) for hour in held)
    for turn, hour in islice(again, max(0, wanted - len(held))):
        yield sooner(hour, turn)
        for pulse in case_file.entries:
            if isinstance(pulse, Pulse) and pulse.session == hour.id:
                yield replace(sooner(pulse, turn), session=sooner(hour, turn).id)


def sooner(entry: Kind, turn: int) -> Kind:
    """An entry under an id of its own, so many times two years earlier."""
    from relating.operate.demo.clinic import moved

    return replace(moved(entry, -2 * LAST_YEAR * turn), id=uuid5(entry.id, str(turn)))


def fill(
    folder: Path,
    sizes: tuple[int, int, int],
    crowd: Crowd | None,
    databases: tuple[str, str],
) -> Place:
    """Make the practice in this process."""
    from relating.operate import set_up

    episodes, others, more = sizes
    port = free_port()
    set_up.created(folder, "clinic", f"http://localhost:{port}", PRACTICE, databases)
    cases, there = peopled(episodes, others, crowd)
    for number in range(more):
        met(an_id("ben"), number)
    return Place(str(folder), port, cases, there)


def peopled(
    episodes: int, others: int, crowd: Crowd | None = None
) -> tuple[dict[str, UUID], tuple[Address, ...]]:
    """Put everybody and their cases into a practice without anybody."""
    from relating.operate import set_up
    from relating.operate.demo import clinic as demo
    from relating.simulate import stories

    clinic = set_up.practice_id(PRACTICE)
    people = demo.cast(clinic)
    ana = grown(stories.load("ana"), episodes, HOURS)
    files = {
        "ana": among(ana, crowd) if crowd else ana,
        "rui": grown(stories.load("rui"), others),
    }
    cases = {
        name: read_in(people[name.title()], people["Ben"], clinic, each)
        for name, each in files.items()
    }
    if crowd:
        lines(cases["ana"], people["Ben"], crowd.lines)
    cases["nobody"] = opened_for_nobody(people["Ben"])
    return cases, tuple(addresses(cases, clinic))


def read_in(client: UUID, counsellor: UUID, clinic: UUID, case_file: CaseFile) -> UUID:
    """A made-up case, with its client and its counsellor."""
    from django.utils import timezone

    from relating.journal import actions
    from relating.operate.demo.clinic import moved_to

    lately = moved_to(case_file, timezone.now())
    return actions.import_case(lately, clinic_id=clinic, counsellor=counsellor, client=client)


def opened_for_nobody(counsellor: UUID) -> UUID:
    """A case that was just opened: empty, and without its client."""
    from django.utils import timezone

    from relating.journal import actions
    from relating.people.gate import Viewer

    return actions.open_new_case(Viewer(counsellor, "Ben"), "Noor", timezone.now().date())


def met(counsellor: UUID, number: int) -> None:
    """One case more, with an hour that was held and one to come; no two at one time."""
    from django.utils import timezone

    from relating.journal import actions
    from relating.people.gate import Viewer

    case = opened_for_nobody(counsellor)
    began = timezone.now() - timedelta(days=6, hours=number)
    held = Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=began,
        at=began,
        state="held",
    )
    coming = replace(held, id=uuid4(), at=began + timedelta(days=14), state="planned")
    for hour in (held, coming):
        actions.record(Viewer(counsellor, "Ben"), case, hour)


def addresses(cases: dict[str, UUID], clinic: UUID) -> Iterator[Address]:
    """Every address of the application, written out for these cases."""
    from django.urls import URLPattern, get_resolver, reverse

    patterns = get_resolver().url_patterns
    for pattern in (each for each in patterns if isinstance(each, URLPattern)):
        name = str(pattern.name)
        for given in parameters(name, set(pattern.pattern.converters), cases, clinic):
            yield Address(name, reverse(name, kwargs=given))


def parameters(
    name: str, wanted: set[str], cases: dict[str, UUID], clinic: UUID
) -> Iterable[dict[str, object]]:
    """The values to put into an address: those of Ana's case, and of the empty one. An address
    of something that has to be found first is left out."""
    if wanted == {"token"}:
        return [{"token": link(name, cases["nobody"], clinic)}]
    about: dict[str, object] = dict.fromkeys({"about", "part"} & wanted, "spared")
    if "entry_id" in wanted:
        if not wanted <= {"entry_id", "about"}:
            return []
        return [{"entry_id": row, **about} for row in rows(name, cases["ana"])]
    known: dict[str, object] = {"case_id": cases["ana"], "name": "behaviour", "user": an_id("dov")}
    if not wanted <= known.keys():
        return []
    first = {each: known[each] for each in wanted}
    return [first, first | {"case_id": cases["nobody"]}] if "case_id" in wanted else [first]


def an_id(username: str) -> UUID:
    """The id of somebody of the cast."""
    from relating.people.models import User

    return User.objects.values_list("pk", flat=True).get(username=username)


def link(name: str, case: UUID, clinic: UUID) -> str:
    """The secret of a link that works."""
    from relating.people import invitations

    if name == "set-up":
        return invitations.issue(clinic, "counsellor", None, an_id("eve"))
    return invitations.issue(clinic, "client", case, None)


def rows(name: str, case: UUID) -> list[UUID]:
    """The rows of which an address shows one: of each author, and of each state it can be in."""
    from relating.case import kind_of
    from relating.journal import queries
    from relating.people.gate import Viewer
    from tests.access.table import KIND_OF

    found: dict[tuple[str, str], UUID] = {}
    for who in ("ben", "ana"):
        opened = queries.open_case(Viewer(an_id(who), who.title()), case)
        for each in sorted(opened.contents, key=lambda each: str(getattr(each, "recorded_at", ""))):
            if kind_of(each) == KIND_OF[name]:
                is_so = (getattr(each, "author", ""), getattr(each, "state", ""))
                found[is_so] = opened.row_id(each)
    return list(found.values())


def main() -> None:
    """Make a practice and say where it is."""
    folder, episodes, others, more, told, journal, keys = sys.argv[1:]
    sizes, crowd = (
        (int(episodes), int(others), int(more)),
        msgspec.json.decode(told, type=Crowd | None),
    )
    place = fill(Path(folder), sizes, crowd, (journal, keys))
    sys.stdout.buffer.write(msgspec.json.encode(place))


if __name__ == "__main__":
    main()
