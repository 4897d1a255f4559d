"""Old or new, as a page shows it: of times with somebody who is not safe it is not said."""

from relating.case import Episode
from relating.engine import ways
from relating.engine.tellings import with_somebody_unsafe
from relating.engine.ways import Way
from relating.journal.queries import OpenCase


def way_shown(episode: Episode, case: OpenCase) -> Way:
    """Whether what was done was an old way or a new one, or "plain" where that is not said."""
    if with_somebody_unsafe(episode, case.people):
        return "plain"
    return ways.way(episode, case.vocabulary)
