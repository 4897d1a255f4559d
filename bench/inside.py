"""What is measured inside the program, in a process of its own that opened the installation."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from bench.figures import median
from bench.writing import STORY, counted

if TYPE_CHECKING:
    from relating.people.gate import Viewer


def rate(case: UUID, client: str, seconds: str) -> float:
    """Episodes a second by actions.record, one after the other."""
    from django.utils import timezone

    from relating.case import Episode
    from relating.journal import actions

    viewer = viewer_named(client)
    now = timezone.now()

    def tell() -> None:
        episode = Episode(
            id=uuid4(), author="client", visibility="private", recorded_at=now, at=now,
            place="life", story=STORY, valence=-1,
        )  # fmt: skip
        actions.record(viewer, case, episode)

    return counted(float(seconds), tell)


def open_case(case: UUID, client: str, times: str) -> float:
    """Milliseconds to open a whole case as its counsellor (median)."""
    from relating.journal import queries

    viewer = viewer_named("ben")
    return median(timed(lambda: queries.open_case(viewer, case)) for _ in range(int(times)))


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def viewer_named(name: str) -> "Viewer":
    """Somebody of the cast, as a viewer."""
    from relating.people.gate import viewer_of
    from relating.people.models import User

    return viewer_of(User.objects.get(username=name))


def main() -> None:
    """Measure one thing and print it."""
    from relating.operate import set_up

    what, folder, case, client, more = sys.argv[1:6]
    set_up.opened(Path(folder))
    import_module("relating.wsgi")  # as a server has it
    print({"rate": rate, "open_case": open_case}[what](UUID(case), client, more))


if __name__ == "__main__":
    main()
