"""Likely retellings: a moment that was told again counts once.

What weighs on somebody is told more than once: on the evening itself, and before the hour once
more. Two tellings of one moment are not two times that it happened. Those that somebody joined are
one anyway (`engine.moments`); this is for those that nobody was asked about, and it is careful
rather than right: what looks like a retelling counts once, and nothing is said of it to anybody.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from relating.case.entries.episode import Episode
from relating.engine.moments import are_apart
from relating.engine.order import moment

A_WEEK = timedelta(days=7)


def once(episodes: Iterable[Episode], who: Callable[[Episode], str | None]) -> tuple[Episode, ...]:
    """The episodes without likely retellings, in the order in which they were told.

    A likely retelling is with the same person (`who` says whom) within a week, and neither what
    they did first, nor what I wished, nor what I did is another. The first telling stands, and more
    than a week from it nothing is its retelling.
    """
    told = sorted(episodes, key=lambda each: (each.recorded_at, each.id.int))
    kept: dict[tuple[str | None, bool, int], list[Episode]] = {}
    stands = []
    for each in told:
        past, week = each.place == "past", moment(each).toordinal() // A_WEEK.days
        near = (kept.get((who(each), past, week + apart), ()) for apart in (-1, 0, 1))
        if not any(is_likely_retelling(each, other) for some in near for other in some):
            kept.setdefault((who(each), past, week), []).append(each)
            stands.append(each)
    return tuple(stands)


def is_likely_retelling(one: Episode, other: Episode) -> bool:
    """Whether two tellings about one person are likely of one moment; not where it is said that
    they are not."""
    if are_apart(one, other) or abs(moment(one) - moment(other)) > A_WEEK:
        return False
    done = _agree(one.i_did, other.i_did) or one.i_did == other.i_did == ()
    return done and same_cue(one, other)


def same_cue(one: Episode, other: Episode) -> bool:
    """Whether two tellings begin alike: in what they did or what I wished, and in neither apart.

    Where neither says how it began they do if both are of the very same time.
    """
    acts, wishes = _agree(one.other_did, other.other_did), _agree(one.wish, other.wish)
    if one.other_did and other.other_did:
        return acts and (wishes or not (one.wish and other.wish))
    said = one.other_did or other.other_did or one.wish or other.wish
    return wishes if said else moment(one) == moment(other)


def _agree(one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
    """Whether both say something, and one of them nothing that the other does not.

    >>> _agree(("cold", "mocked"), ("cold",)), _agree(("cold", "hurt"), ("cold", "mocked"))
    (True, False)
    """
    first, second = frozenset(one or ()), frozenset(other or ())
    return bool(first and second) and (first <= second or second <= first)
