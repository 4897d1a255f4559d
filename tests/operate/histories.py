"""Random histories of a case, alike wherever they are: `histories.py FOLDER COUNT [URL URL]`.

Prints a line for each: what became of every step, and a digest of the case file at its end.
"""

import hashlib
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

from msgspec.structs import replace

from relating.operate import set_up

STEPS, HALF = 14, 0.5
NAMES = "Ana", "Ben"
THEN = datetime(2026, 2, 3, 18, 20, tzinfo=UTC)


def main(folder: Path, count: int, databases: tuple[str, str]) -> None:
    """Play so many in a new practice."""
    set_up.created(folder, "clinic", "http://localhost:8000", "Harbour Street", databases)
    for seed in range(count):
        sys.stdout.write(f"{seed} {history(Random(seed))}\n")


def history(chance: Random) -> str:
    """One case from its beginning on, by two people who do anything that there is to do."""
    from relating.case import Episode, write
    from relating.journal import actions
    from relating.journal.actions import Conflict
    from relating.journal.actions.cases import as_it_is
    from relating.people.gate import Hidden, Viewer
    from relating.people.models import Membership, Relation, User

    def made() -> UUID:
        return UUID(int=chance.getrandbits(128), version=4)

    users = [User.objects.create(pk=made(), username=made().hex, called=name) for name in NAMES]
    ana, ben = (Viewer(user.pk, user.called) for user in users)
    clinic = set_up.practice_id("Harbour Street")
    Membership.objects.create(clinic_id=clinic, user_id=ben.id, role="counsellor")
    case = actions.open_new_case(ben, "Ana", date(2026, 3, 3))
    Relation.objects.create(case_id=case, user_id=ana.id, role="client")
    told: list[Episode] = []

    def tell() -> None:
        plain = Episode(
            id=made(),
            author="client",
            visibility="private",
            place="life",
            at=THEN,
            recorded_at=THEN,
            story=f"Number {chance.random()}",
        )
        told.append(plain if chance.random() < HALF else replace(plain, visibility="shared"))
        actions.record(ana, case, told[-1])

    def again() -> None:
        each = chance.choice(told)
        actions.revise(ana, case, replace(each, story=f"{chance.random()}"), chance.randint(1, 4))

    def with_one(act: Callable[[Viewer, UUID], object]) -> Callable[[], object]:
        return lambda: act(chance.choice((ana, ana, ben)), chance.choice(told).id)

    ways: list[Callable[[], object]] = [tell, tell, again, again]
    acts = (actions.share, actions.unshare, actions.delete, actions.put_back, actions.erase)
    ways += [with_one(act) for act in acts]
    became = []
    tell()
    for _ in range(STEPS):
        try:
            chance.choice(ways)()
            became.append(".")
        except (Hidden, Conflict) as refused:
            became.append(type(refused).__name__[0])
    found = as_it_is(case)
    drawn = (case, *(each.id for each in found.people))  # these the program draws by lot
    file = write(found)
    for each in drawn:
        file = file.replace(str(each).encode(), b"drawn")
    return f"{''.join(became)} {hashlib.sha256(file).hexdigest()}"


if __name__ == "__main__":
    urls = (*sys.argv[3:], "", "")
    main(Path(sys.argv[1]), int(sys.argv[2]), (urls[0], urls[1]))
