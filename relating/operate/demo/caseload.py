"""Ben's other clients. They come in one after the other while the demo is served already."""

import os
import signal
from multiprocessing import get_context
from uuid import UUID

from relating.case.file.case_file import CaseFile
from relating.operate import set_up
from relating.operate.terminal import say

NICE = 10
"""How much whoever opens a page goes before them."""


def begin(waiting: tuple[str, ...]) -> None:
    """Let them come in, in a process of its own: its clock stands at the time of each entry, and
    it ends with this one, whatever it is at."""
    if waiting:
        beside = get_context("spawn").Process(target=bring_in, args=(waiting,), daemon=True)
        beside.start()


def bring_in(waiting: tuple[str, ...]) -> None:
    """What that process does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.nice(NICE)
    set_up.start_django()
    come_in(waiting, whom_they_belong_to=os.getppid())


def come_in(waiting: tuple[str, ...], whom_they_belong_to: int) -> None:
    """Play the stories of those who wait, and say how far it is, as long as somebody serves."""
    from django.contrib.auth.hashers import make_password
    from django.db import OperationalError

    from relating.installation import DEMO_PASSPHRASE

    say(f"{len(waiting)} more of Ben's clients come in meanwhile …")
    hashed = make_password(DEMO_PASSPHRASE)
    for place, name in enumerate(waiting, 1):
        if os.getppid() != whom_they_belong_to:
            return
        try:
            one(name, hashed)
        except OperationalError:
            say("The others did not come in: nothing can be stored. They come at the next start.")
            return
        say(f"  {name.title()} is there: {place} of {len(waiting)}.")


def one(name: str, hashed: str) -> None:
    """One of them, with all of the story or not at all."""
    from django.db import transaction
    from django.utils import timezone

    from relating.operate.demo.clinic import moved_to
    from relating.operate.demo.played import Writers, play
    from relating.people.gate import Viewer, viewer_of
    from relating.people.models import User
    from relating.simulate import stories

    story = stories.load(name)
    with transaction.atomic():
        ben = viewer_of(User.objects.get(username="ben"))
        writers: Writers = {"counsellor": ben}
        if has_come_in(story):
            user = User.objects.create(username=name, called=story.case.label, password=hashed)
            writers = {"counsellor": ben, "client": Viewer(user.pk, user.called)}
        play(moved_to(story, timezone.now()), writers)


def has_come_in(story: CaseFile) -> bool:
    """Whether the client of a story has written in it; else only the counsellor is in."""
    return any(each.author == "client" for each in story.entries)


def waiting() -> tuple[str, ...]:
    """Those who are not in yet: of whom there is no case, and whose name nobody else has."""
    from relating.journal import ids
    from relating.people.models import COUNSELLOR, Case, Membership, User
    from relating.simulate import stories

    def is_there(ben: UUID, name: str) -> bool:
        case = ids.of_case(ben, stories.load(name).case.id)
        return Case.objects.filter(pk=case).exists() or User.objects.filter(username=name).exists()

    works = Membership.objects.filter(user__username="ben", role=COUNSELLOR, ended=None)
    ben = works.values_list("user_id", flat=True).first()
    return tuple(each for each in stories.caseload() if ben and not is_there(ben, each))
