"""The times before and since she began to work on a way, and what was so in each of them.

What is asked of a time, and of which times, is fixed before anybody looks. A time at which it was
not asked or not said is none of these times. The earlier half closes on the day the work began:
what was told after that day of times before it was told with hindsight, and stays outside.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, tzinfo
from typing import NamedTuple, TypeAlias, get_args
from uuid import UUID

from msgspec import Struct

from relating.case.entries.episode import Episode
from relating.case.entries.kept_change import ChangeOf
from relating.case.entries.person import Person
from relating.case.words.vocabulary import Vocabulary
from relating.engine.moments import THE_COUNSELLOR, with_whom
from relating.engine.order import day, local_day, moment
from relating.engine.retellings import once
from relating.engine.ways import way

OTHERS: tuple[ChangeOf, ...] = tuple(each for each in get_args(ChangeOf) if each != "new")
"""What a sentence can speak of beside the way itself."""
IN_TIME = 3
"""From this stage on she noticed it while it could still go otherwise: in the middle of it."""
MORE_THAN_HALF = 6
"""Of ten, the first step above the middle."""
SELFISH = "st_selfish"
KIND = frozenset({"st_protect", "st_affirm", "st_love", "st_free", SELFISH})
"""What was kind to oneself, also where one felt selfish for it."""
PRESENT = frozenset({"life", "room"})


class Working(Struct, frozen=True):
    """A way that she works on: since which day, and its words: what comes first (`cues`, what
    somebody did), and what she used to do."""

    way: UUID
    since: date
    cues: frozenset[str] = frozenset()
    old: frozenset[str] = frozenset()


class Time(NamedTuple):
    """One time: whether it was so. `moment` puts it in order."""

    told: Episode
    day: date
    whom: str | None
    so: bool

    @property
    def episode(self) -> UUID:
        return self.told.id


class Halves(Struct, frozen=True):
    """The times before the day and since then, each in the order in which they happened; `apart`
    is the person whose times are left out, where the others are meant."""

    subject: ChangeOf
    before: tuple[Time, ...]
    since: tuple[Time, ...]
    apart: str | None = None


class Lives(Struct, frozen=True):
    """A case as it is looked at: each moment once, oldest first, and who and what is meant."""

    times: tuple[Episode, ...]
    people: Mapping[str, Person]
    vocabulary: Vocabulary
    zone: tzinfo = UTC

    def whom(self, told: Episode) -> str | None:
        return with_whom(told, self.people)


def lives(
    counted: Iterable[Episode],
    people: Mapping[str, Person],
    vocabulary: Vocabulary,
    zone: tzinfo = UTC,
) -> Lives:
    """The present moments of a case, of those that count (`engine.tellings.counted`)."""
    present = [each for each in counted if each.place in PRESENT]
    told = once(present, lambda each: with_whom(each, people))
    times = sorted(told, key=lambda each: (moment(each), each.recorded_at, each.id))
    return Lives(tuple(times), people, vocabulary, zone)


Answer: TypeAlias = Callable[[Episode], bool | None]


def halves(subject: ChangeOf, life: Lives, working: Working) -> Halves:
    """The two halves for one subject."""
    apart = closest(life, working) if subject == "with_others" else None
    is_so = answers(life, working, apart)[subject]
    before: list[Time] = []
    since: list[Time] = []
    for told in life.times:
        so = is_so(told)
        if so is None:
            continue
        time = Time(told, day(told, life.zone), life.whom(told), so)
        if time.day >= working.since:
            since.append(time)
        elif local_day(told.recorded_at, life.zone) <= working.since:
            before.append(time)
    return Halves(subject, tuple(before), tuple(since), apart)


def answers(life: Lives, working: Working, apart: str | None) -> dict[ChangeOf, Answer]:
    """What is asked of a time; None where it is not one of these times, or was not said."""

    def with_others(told: Episode) -> bool | None:
        whom = life.whom(told)
        strange = whom is None or whom in {apart, THE_COUNSELLOR}
        return None if strange or told.place != "life" or apart is None else did_new(told, life)

    return {
        "new": lambda told: did_new(told, life) if is_of(told, working, life) else None,
        "noticed": lambda told: _least(told.awareness, IN_TIME),
        "like_myself": lambda told: _least(told.authenticity, MORE_THAN_HALF),
        "worth": lambda told: _least(told.worth_at_stake, MORE_THAN_HALF),
        "kind_to_myself": lambda told: _any(told.self_treatment, KIND),
        "felt_selfish": lambda told: _felt_selfish(told.self_treatment),
        "feared": _came_as_feared,
        "with_others": with_others,
    }


def is_of(told: Episode, working: Working, life: Lives) -> bool:
    """Whether a time is one of the way's: its cue came; of a way without a cue, she did its old
    way or something new."""
    if working.cues:
        return not working.cues.isdisjoint(told.other_did or ())
    if not working.old:
        return False
    return did_new(told, life) is True or not working.old.isdisjoint(told.i_did or ())


def did_new(told: Episode, life: Lives) -> bool | None:
    """Whether there was something new in what she did, alone or beside an old way."""
    found = way(told, life.vocabulary)
    return None if found == "plain" else found in {"new", "mixed"}


def closest(life: Lives, working: Working) -> str | None:
    """With whom the times of the way mostly were, before the work on it began."""
    met = Counter(
        whom
        for told in life.times
        if day(told, life.zone) < working.since
        and is_of(told, working, life)
        and (whom := life.whom(told)) not in {None, THE_COUNSELLOR}
    )
    return min(met, key=lambda whom: (-met[whom], str(whom)), default=None)


def _least(value: int | None, least: int) -> bool | None:
    return None if value is None else value >= least


def _any(codes: tuple[str, ...] | None, wanted: frozenset[str]) -> bool | None:
    return None if not codes else not wanted.isdisjoint(codes)


def _felt_selfish(codes: tuple[str, ...] | None) -> bool | None:
    """Asked of what was kind to oneself alone."""
    return SELFISH in (codes or ()) if _any(codes, KIND) else None


def _came_as_feared(told: Episode) -> bool | None:
    feared = told.expected.other_did if told.expected else None
    return None if feared is None or not told.other_then else feared in told.other_then
