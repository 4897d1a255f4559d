"""Going on with a journal whose newest lines are lost, for whoever has no other copy."""

from relating.installation import Installation
from relating.operate import belonging
from relating.operate.leaving import answered
from relating.operate.terminal import say


def accept(found: Installation) -> int:
    """Say what is lost, ask, and note it in every trail; 0 if nothing is missing now."""
    from relating.journal import actions
    from relating.vault import newest

    missing = belonging.lines_missing(found)
    if missing == 0:
        say("Nothing is missing: the journal has its newest line.")
        return 0
    for each in told(missing):
        say(each)
    if not answered("Type lost: ", "lost"):
        say("Nothing was changed.")
        return 1
    if missing is None:
        found.newest_line.unlink(missing_ok=True)
        newest.begin(found.newest_line)
    actions.accept_loss(missing)
    say("Noted. Serve it with: relating serve")
    return 0


def told(missing: int | None) -> tuple[str, ...]:
    """What is lost, as far as it is known, and what accepting it means."""
    from django.utils import timezone

    from relating.journal import trail

    at = trail.newest_time()
    until = f"{timezone.localtime(at):%d %B %Y, %H:%M}" if at else "its beginning"
    count = "Nobody knows how many" if missing is None else str(missing)
    return (
        f"The newest act in this journal is of {until}. {count} came after it, and are lost:",
        "what was written, changed, shared, taken back, deleted or read. What was deleted may be",
        "here again. The two of each case will see, under Who read what, that you accepted this.",
    )
