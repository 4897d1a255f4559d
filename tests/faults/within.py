"""Work inside an installation, done in a process of its own: `python -m tests.faults.within …`.

Every function here takes the folder first and prints what it found as JSON.
"""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import msgspec

from bench.clinic import environment
from tests.sure import as_a


def within(folder: str, what: str, *words: object) -> Any:
    """Do one of the things below in another process; return what it found."""
    call = [sys.executable, "-m", "tests.faults.within", what, folder, *map(str, words)]
    done = subprocess.run(call, stdout=subprocess.PIPE, env=environment(), check=True)
    return msgspec.json.decode(done.stdout)


def stories(folder: str) -> dict[str, Any]:
    """Every story of Ana's as it can be read, by entry; what the database says of itself."""
    from django.db import connections

    from bench.inside import viewer_named
    from relating.journal import queries
    from relating.journal.models import Entry, Trail

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    opened = queries.open_case(ana, case)
    whole = {}
    for name in ("default", "keys"):
        if connections[name].vendor == "sqlite":
            with connections[name].cursor() as cursor:
                whole[name] = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    by_ana = Entry.objects.filter(case=case, kind="episode", author="client", version=1)
    recorded = Counter(Trail.objects.filter(act="recorded").values_list("entry", flat=True))
    return {
        "stories": {str(each.id): each.story for each in opened.episodes},
        "integrity": whole,
        "rows": by_ana.count(),
        "recorded": {str(entry): times for entry, times in recorded.items()},
    }


def received(folder: str) -> list[str]:
    """What Ana told, answered and said of hours, in the order in which it came in."""
    from bench.inside import viewer_named
    from relating.case import Answer, Episode, Pulse
    from relating.journal import queries
    from relating.journal.models import Entry

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    opened = queries.open_case(ana, case)
    texts = {each.id: each.story for each in opened.all(Episode)}
    texts |= {each.id: each.words for each in opened.all(Answer)}
    texts |= {each.id: each.not_right for each in opened.all(Pulse)}
    came = Entry.objects.filter(case=case).order_by("received_at").values_list("pk", flat=True)
    return [texts[each] for each in came if each in texts]


def asked(folder: str, number: str) -> dict[str, list[str]]:
    """So much feedback and so many hours of Ben's, and where Ana answers them."""
    from datetime import timedelta
    from uuid import uuid4

    from django.urls import reverse
    from django.utils import timezone

    from bench.inside import viewer_named
    from relating.case import Feedback, Session
    from relating.journal import actions, queries

    ana, ben = viewer_named("ana"), viewer_named("ben")
    case, now = queries.my_case(ana), timezone.now().replace(microsecond=0)
    assert case is not None
    where: dict[str, list[str]] = {"feedback-answer": [], "pulse": []}
    for each in range(int(number)):
        at = now - timedelta(days=each + 1)
        by_ben: dict[str, Any] = {"author": "counsellor", "visibility": "shared", "recorded_at": at}
        said = Feedback(id=uuid4(), **by_ben, said_at=at, saw=f"Saw {each}")
        hour = Session(id=uuid4(), **by_ben, at=at, state="held")
        for name, entry in (("feedback-answer", said), ("pulse", hour)):
            actions.record(ben, case, entry)
            where[name].append(reverse(name, args=[entry.id]))
    return where


def waiting(folder: str) -> int:
    """How much of what Ana's phones sent waits to be looked at."""
    from bench.inside import viewer_named
    from relating.journal import inbox, queries

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    return len(inbox.waiting(ana, case))


def problems(folder: str) -> list[str]:
    """What is wrong with anything that is kept, as `relating verify` says it."""
    from relating.journal import verifying

    of_cases = (each for case in verifying.cases() for each in verifying.problems_of(case))
    return [f"{each.what} {each.wrong}" for each in (*of_cases, *verifying.problems_beside())]


def erase_one_story(folder: str, story: str) -> dict[str, str]:
    """Erase the entry that tells this, and the case of Rui; which they were."""
    from bench.inside import viewer_named
    from relating.journal import actions, queries

    ana, rui = viewer_named("ana"), viewer_named("rui")
    case, other = queries.my_case(ana), queries.my_case(rui)
    assert case is not None
    assert other is not None
    episodes = queries.open_case(ana, case).episodes
    entry = next(each.id for each in episodes if each.story == story)
    actions.delete(ana, entry)
    actions.erase(ana, entry)
    actions.erase_case(other)
    return {"entry": str(entry), "case": str(other)}


def careless_backup(folder: str, file: str, passphrase: str) -> int:
    """A backup with a planted fault: the main files as they lie, without what is in their logs."""
    from relating import installation
    from relating.operate import backup

    patch.object(backup, "copied", Path.read_bytes).start()
    return backup.backed_up(installation.load(Path(folder)), Path(file), passphrase)


def tidied(folder: str) -> int:
    """What was deleted long ago, and what is left where erasing broke off, is erased."""
    from relating.operate import set_up

    return set_up.erase_overdue()


def overdue(folder: str, number: str) -> list[str]:
    """So many stories of Ana's, deleted a month and more ago."""
    from datetime import timedelta

    from django.utils import timezone

    from bench.inside import viewer_named
    from relating.journal import actions, queries
    from relating.journal.models import Entry

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    told = [each.id for each in queries.open_case(ana, case).episodes if each.author == "client"]
    for each in told[: int(number)]:
        actions.delete(ana, each)
    gone = Entry.objects.exclude(deleted_at=None)
    gone.update(deleted_at=timezone.now() - timedelta(days=31))
    return sorted(str(each) for each in gone.values_list("pk", flat=True))


def lines_of_erasing(folder: str) -> list[str]:
    """The entry of each line that says that one was erased."""
    from relating.journal.models import Trail

    return sorted(map(str, Trail.objects.filter(act="erased").values_list("entry", flat=True)))


def number_of_cases(folder: str) -> int:
    """How many cases are kept here."""
    from relating.journal import verifying

    return len(verifying.cases())


def editors(folder: str, pairs: str) -> list[dict[str, Any]]:
    """Two people change one entry in the same moment, again and again."""
    from bench.inside import viewer_named
    from relating.journal import queries

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    entry = next(each for each in queries.open_case(ana, case).episodes if each.author == "client")
    return [a_pair(ana, case, entry.id, turn) for turn in range(int(pairs))]


def a_pair(viewer: Any, case: UUID, entry: UUID, turn: int) -> dict[str, Any]:
    """What two editors who had the same version before them were told, and what is kept."""
    from msgspec.structs import replace

    from relating.journal import queries

    before = queries.open_entry(viewer, entry)
    texts = [f"pair {turn}, {side}" for side in ("left", "right")]
    told: dict[str, dict[str, Any]] = {}
    start = threading.Barrier(2)

    def edit(text: str) -> None:
        content = replace(before.content, story=text)
        start.wait()
        told[text] = revised(viewer, case, content, before.row.version)

    together([partial(edit, text) for text in texts])
    kept = [story_of(each.content) for each in queries.history(viewer, entry)]
    return {"told": told, "now": kept[0], "kept": kept[:2], "before": story_of(before.content)}


def story_of(content: object) -> str:
    """What an episode tells."""
    from relating.case import Episode

    return as_a(Episode, content).story


def revised(viewer: Any, case: UUID, content: Any, based_on: int) -> dict[str, Any]:
    """What became of one change: written, or refused with both texts in hand."""
    from django.db import connections

    from relating.journal import actions

    try:
        receipt = actions.revise(viewer, case, content, based_on)
    except actions.Conflict as conflict:
        mine, theirs = story_of(conflict.yours), story_of(conflict.theirs)
        return {"written": False, "mine": mine, "theirs": theirs}
    else:
        return {"written": True, "version": receipt.version}
    finally:
        connections.close_all()


def together(works: list[Callable[[], None]]) -> None:
    """Do several things at once."""
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def careless_editors(folder: str, pairs: str) -> list[dict[str, Any]]:
    """The same with a planted fault: nobody looks at the version, the last one wins."""
    from relating.journal import actions

    kept = actions.revise

    def careless(viewer: Any, case: UUID, content: Any, based_on: int) -> Any:
        try:
            return kept(viewer, case, content, based_on)
        except actions.Conflict as conflict:
            return kept(viewer, case, content, conflict.version)

    patch.object(actions, "revise", careless).start()
    return editors(folder, pairs)


def case_of(folder: str, case: str) -> dict[str, int]:
    """How much of a case is here: its row, its people's places, its entries, its trail."""
    from relating.journal.models import Entry, Trail
    from relating.people.models import Case, Relation

    return {
        "case": Case.objects.filter(pk=case).count(),
        "relations": Relation.objects.filter(case_id=UUID(case)).count(),
        "entries": Entry.objects.filter(case_id=UUID(case)).count(),
        "trail": Trail.objects.filter(case=case).count(),
    }


def import_in_pieces(folder: str, file: str) -> None:
    """Read a case in with a planted fault: every statement is a transaction of its own."""
    from contextlib import nullcontext

    from django.db import transaction

    from relating.journal.actions import cases
    from relating.operate import case_files

    patch.object(transaction, "atomic", lambda *given, **named: nullcontext()).start()
    cases.BATCH = 50
    case_file = case_files.read(Path(file), lenient=False)
    assert case_file is not None
    case_files.imported(case_file, counsellor="ben", client=None, copy=False, address="")


def erased(folder: str) -> dict[str, bool]:
    """Whether the sealed bytes of an entry are in a file of the folder: before and after it was
    erased for good."""
    from bench.inside import viewer_named
    from relating.journal import actions, queries
    from relating.journal.models import Entry

    ana = viewer_named("ana")
    case = queries.my_case(ana)
    assert case is not None
    told = queries.open_case(ana, case).episodes[0]
    sealed = bytes(Entry.objects.values_list("sealed", flat=True).get(pk=told.id))
    before = in_a_file(folder, sealed[-40:])
    actions.delete(ana, told.id)
    sealed_again = bytes(Entry.objects.values_list("sealed", flat=True).get(pk=told.id))
    actions.erase(ana, told.id)
    after = any(in_a_file(folder, each[-40:]) for each in (sealed, sealed_again))
    return {"before": before, "after": after}


def in_a_file(folder: str, wanted: bytes) -> bool:
    """Whether these bytes are in any file of a folder."""
    return any(wanted in path.read_bytes() for path in Path(folder).rglob("*") if path.is_file())


def main() -> None:
    """Open the installation, do what was asked, print what was found."""
    from relating.operate import set_up

    what, folder, *words = sys.argv[1:]
    set_up.opened(Path(folder))
    found = globals()[what](folder, *words)
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
