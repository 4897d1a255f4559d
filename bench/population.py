"""A group of practices: counsellors by the hundred, each with cases, made through the actions.

`python -m bench.population WHAT FOLDER …`, in a process of its own, because a process belongs to
one installation.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from cProfile import Profile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import msgspec

from bench.clinic import PRACTICE, environment, grown
from bench.processor import signed_in

if TYPE_CHECKING:
    from relating.case.file.case_file import CaseFile

EPISODES = 24
"""So many are told in each case, one a week for half a year."""
A_COUNSELLOR = 10
"""So many cases has each."""
SETTLED = 3
"""So often a page is asked for before it is looked at; then what is compiled once is compiled."""
PAGES = ("", "episodes/", "circle/", "prepare/")
CASELOAD = "/cases/"


class Person(msgspec.Struct, frozen=True):
    """Somebody at work: what their browser holds, and the pages that they go through."""

    cookies: dict[str, str]
    pages: tuple[str, ...]
    telling: str = ""
    """Where they tell what happened; counsellors do not."""


def asked(what: str, folder: str, *words: object) -> Any:
    """Have one of the things below done; what came of it."""
    call = [sys.executable, "-m", "bench.population", what, folder, *map(str, words)]
    done = subprocess.run(
        call, stdout=subprocess.PIPE, env=environment(RELATING_LOG="WARNING"), check=True
    )
    return json.loads(done.stdout)


def cases(wanted: str) -> int:
    """Make so many cases more, each with a client; how many entries are in each."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from relating.journal import actions
    from relating.journal.actions.cases import reminted
    from relating.operate import set_up
    from relating.operate.demo.clinic import moved_to
    from relating.people.models import Membership, User
    from relating.simulate import stories

    once = make_password(uuid4().hex)
    clinic = set_up.practice_id(PRACTICE)
    made = moved_to(grown(stories.load("rui"), EPISODES), timezone.now())
    begun = Membership.objects.filter(role="counsellor").count()
    counsellors = range(begun, begun + -(-int(wanted) // A_COUNSELLOR))
    staff = User.objects.bulk_create(
        User(username=f"counsellor{each}", called="Ben", password=once) for each in counsellors
    )
    Membership.objects.bulk_create(
        Membership(clinic_id=clinic, user=each, role="counsellor") for each in staff
    )
    clients = User.objects.bulk_create(
        User(username=uuid4().hex, called="Rui", password=once) for _ in range(int(wanted))
    )
    for number, client in enumerate(clients):
        counsellor = staff[number // A_COUNSELLOR].pk
        copy: CaseFile = reminted(made)
        actions.import_case(copy, clinic_id=clinic, counsellor=counsellor, client=client.pk)
    return len(made.entries) + len(made.people) + 1


def at_work(people: str) -> list[Person]:
    """So many who are signed in, half of them clients; no two of one case."""
    return [person for pair in pairs(int(people) // 2) for person in pair]


def pairs(number: int) -> Iterator[tuple[Person, Person]]:
    """A counsellor and the client of one of their cases, so many times."""
    from relating.people.models import Relation

    of_clients = Relation.objects.filter(role="client", user__called="Rui").order_by("case_id")
    stands = Relation.objects.filter(role="counsellor").exclude(user__username="ben")
    one_each = {user: case for case, user in stands.values_list("case_id", "user_id")}
    client_of = dict(of_clients.values_list("case_id", "user_id"))
    for counsellor, case in sorted(one_each.items())[:number]:
        of_case = tuple(f"/cases/{case}/{page}" for page in PAGES)
        told = f"/cases/{case}/episodes/new/"
        client = client_of[case]
        yield (
            Person(cookies_of(counsellor), (CASELOAD, *of_case)),
            Person(cookies_of(client), (*of_case[:3], told), told),
        )


def cookies_of(user: UUID) -> dict[str, str]:
    """What the browser of somebody holds who signed in."""
    from django.test import Client

    from relating.people.models import User

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(pk=user))
    return {name: each.value for name, each in browser.cookies.items()}


def cost(case: str) -> dict[str, tuple[int, int]]:
    """What pages of Ben's cost: questions to both databases, and calls of functions."""
    ben = signed_in("ben")
    paths = {f"/cases/{case}/{page}": page or "case" for page in PAGES} | {CASELOAD: "caseload"}
    return {name: cost_of(partial(ben.get, path)) for path, name in paths.items()}


def cost_of(work: Callable[[], Any]) -> tuple[int, int]:
    """How many questions a piece of work puts, and how many functions it calls.

    Raises:
        AssertionError: it did not succeed.
    """
    from contextlib import ExitStack

    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    for _ in range(SETTLED):
        assert work().status_code == 200
    with Profile() as profile:
        work()
    with ExitStack() as looked:
        captured = [
            looked.enter_context(CaptureQueriesContext(connections[name])) for name in connections
        ]
        work()
    return sum(map(len, captured)), sum(each.callcount for each in profile.getstats())


def main() -> None:
    """Open the installation, do what was asked, and say what came of it."""
    from importlib import import_module

    from relating.operate import set_up

    what, folder, *words = sys.argv[1:]
    set_up.opened(Path(folder))
    import_module("relating.wsgi")  # as a server has it
    done = {"cases": cases, "at_work": at_work, "cost": cost}[what]
    sys.stdout.buffer.write(msgspec.json.encode(done(*words)))


if __name__ == "__main__":
    main()
