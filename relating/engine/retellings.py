"""Likely retellings: a moment that was told again counts once.

What weighs on somebody is told more than once: on the evening itself, and before the hour once
more. Two tellings of one moment are not two times that it happened. Those that somebody joined are
one anyway (`engine.moments`); this is for those that nobody was asked about, and it is careful
rather than right: what looks like a retelling counts once. Of what was told just now its teller is
asked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta

from relating.case.entries.episode import Episode
from relating.case.entries.person import Person
from relating.engine.moments import are_apart, with_whom
from relating.engine.order import moment
from relating.engine.tellings import with_somebody_unsafe

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
        whom, past, at = who(each), each.place == "past", moment(each)
        week = at.toordinal() // A_WEEK.days
        near = (kept.get((whom, past, week + apart), ()) for apart in (-1, 0, 1))
        # What was done is asked first: of thousands of pairs it sets most apart.
        others = [one for some in near for one in some if did_alike(each, one)]
        if not any(is_likely_retelling(each, other) for other in others):
            kept.setdefault((whom, past, week), []).append(each)
            stands.append(each)
    return tuple(stands)


def is_likely_retelling(one: Episode, other: Episode) -> bool:
    """Whether two tellings about one person are likely of one moment; not where it is said that
    they are not."""
    if are_apart(one, other) or abs(moment(one) - moment(other)) > A_WEEK:
        return False
    return did_alike(one, other) and same_cue(one, other)


def did_alike(one: Episode, other: Episode) -> bool:
    """Whether what was done in both is told alike."""
    return _agree(one.i_did, other.i_did) or one.i_did == other.i_did == ()


def told_before(
    told: Episode, others: Iterable[Episode], people: Mapping[str, Person]
) -> Episode | None:
    """What is likely a telling by the same hand of the same moment, the latest that there is; None
    for what says too little to ask, and for what was with somebody unsafe."""
    if not is_to_be_asked_of(told) or with_somebody_unsafe(told, people):
        return None
    who = with_whom(told, people)
    found = (
        each
        for each in others
        if (each.author, each.telling_of) == (told.author, None)
        and each.id != told.id
        and is_of_now(each)
        and with_whom(each, people) == who
        and is_likely_retelling(told, each)
    )
    return max(found, key=lambda each: (each.recorded_at, each.id), default=None)


def is_to_be_asked_of(told: Episode) -> bool:
    """Whether it says with whom it was, how it began and what was done, so that another can be
    known by it; and is not of back then, a practice, or a telling beside another one."""
    known = told.person and told.i_did and (told.other_did or told.wish)
    return bool(known) and is_of_now(told) and told.telling_of is None


def is_of_now(told: Episode) -> bool:
    """Whether it is no memory and no practice."""
    return told.place not in {"past", "practice"}


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
    if one == other or not one or not other:
        return bool(one and other)
    first, second = frozenset(one), frozenset(other)
    return bool(first and second) and (first <= second or second <= first)
