"""Every sentence about what has changed. The same words for more and for less, never "better".

What each may and may not be taken to mean stands in docs/method/sentences.md. A sentence has at
most 25 words and exactly one pair of counts: now, and before.
"""

from collections.abc import Mapping
from datetime import date

from relating.case.entries.kept_change import ChangeOf
from relating.case.sentence import Day, Said, Sentence, of_number, sentence
from relating.engine.changed import FEWEST, Change
from relating.engine.not_so import NotSo, Weekly
from relating.engine.noticing import FEWEST as NOTICING_FEWEST
from relating.engine.noticing import Noticing
from relating.engine.river import Reach
from relating.engine.shares import Share, wilson
from relating.pictures.words import Voice

TO_HER: dict[ChangeOf, Sentence] = {
    "new": sentence("At such times you did something new: %(now)s since %(day)s, %(then)s before."),
    "noticed": sentence(
        "You noticed it while it could still go otherwise: %(now)s since %(day)s, %(then)s before."
    ),
    "like_myself": sentence(
        "You were more like yourself than not: %(now)s since %(day)s, %(then)s before."
    ),
    "worth": sentence(
        "More than half of your worth was at stake: %(now)s since %(day)s, %(then)s before."
    ),
    "kind_to_myself": sentence(
        "You looked after yourself or were fair or kind to yourself: "
        "%(now)s since %(day)s, %(then)s before."
    ),
    "felt_selfish": sentence(
        "When you looked after yourself or were kind to yourself, you felt selfish: "
        "%(now)s since %(day)s, %(then)s before."
    ),
    "feared": sentence(
        "What you feared they would do came: %(now)s since %(day)s, %(then)s before."
    ),
    "with_others": sentence(
        "With others than %(person)s you did something new: %(now)s since %(day)s, %(then)s before."
    ),
}
ABOUT_HER: dict[ChangeOf, Sentence] = {
    "new": sentence(
        "At such times %(name)s did something new: %(now)s since %(day)s, %(then)s before."
    ),
    "noticed": sentence(
        "%(name)s noticed it while it could still go otherwise: "
        "%(now)s since %(day)s, %(then)s before."
    ),
    "like_myself": sentence(
        "%(name)s says: more like myself than not, %(now)s since %(day)s, %(then)s before."
    ),
    "worth": sentence(
        "%(name)s says: more than half my worth at stake, %(now)s since %(day)s, %(then)s before."
    ),
    "kind_to_myself": sentence(
        "%(name)s says: looked after, fair or kind to myself, "
        "%(now)s since %(day)s, %(then)s before."
    ),
    "felt_selfish": sentence(
        "%(name)s says: when I was kind to myself I felt selfish, "
        "%(now)s since %(day)s, %(then)s before."
    ),
    "feared": sentence(
        "What %(name)s feared they would do came: %(now)s since %(day)s, %(then)s before."
    ),
    "with_others": sentence(
        "With others than %(person)s %(name)s did something new: "
        "%(now)s since %(day)s, %(then)s before."
    ),
}
ABOUT: dict[ChangeOf, Sentence] = {
    "new": sentence("something new at the times of this way"),
    "noticed": sentence("noticing it in time"),
    "like_myself": sentence("how much like yourself you were"),
    "worth": sentence("how much of your worth was at stake"),
    "kind_to_myself": sentence("how you treated yourself"),
    "felt_selfish": sentence("whether you felt selfish when you were kind to yourself"),
    "feared": sentence("whether what you feared came"),
    "with_others": sentence("something new with others"),
}
"""What is counted, where nothing may be said of it yet; to her."""
ABOUT_NAMED: dict[ChangeOf, Sentence] = ABOUT | {
    "like_myself": sentence("how much like themselves %(name)s was"),
    "worth": sentence("how much of their worth was at stake for %(name)s"),
    "kind_to_myself": sentence("how %(name)s treated themselves"),
    "felt_selfish": sentence("whether %(name)s felt selfish when kind to themselves"),
    "feared": sentence("whether what %(name)s feared came"),
}
"""The same to the counsellor."""
ONCE = 0.75
"""A week; below it is less than once."""
PARTS: tuple[tuple[float, Sentence], ...] = (
    (0.1, sentence("hardly any of them")),
    (0.29, sentence("a quarter of them")),
    (0.42, sentence("a third of them")),
    (0.58, sentence("half of them")),
    (0.71, sentence("two thirds of them")),
    (0.9, sentence("three quarters of them")),
    (1.0, sentence("nearly all of them")),
)
"""Up to which share which words stand for it."""


def said(found: Change, day: date, voice: Voice, person: Said = "") -> Sentence:
    """The sentence, with the two counts."""
    template = (TO_HER if voice.name is None else ABOUT_HER)[found.subject].template
    return Sentence(
        template,
        {
            "name": voice.name or "",
            "person": person,
            "day": Day(day),
            "now": count(found.since),
            "then": count(found.before),
        },
    )


def about(change: ChangeOf, voice: Voice) -> Sentence:
    """What is counted, where nothing may be said of it yet."""
    if voice.name is None:
        return ABOUT[change]
    return Sentence(ABOUT_NAMED[change].template, {"name": voice.name})


def count(found: Share) -> Sentence:
    """
    >>> str(count(Share(6, 7, ())))
    '6 of 7'
    """
    return sentence("%(k)s of %(n)s", k=found.k, n=found.n)


def not_so(found: NotSo, people: Mapping[str, Said]) -> Sentence:
    """One way in which it is not so."""
    if found.day is None:
        return sentence("No time that was told since then went otherwise.")
    who = people.get(found.person or "")
    if who and found.always_with:
        return sentence("With %(person)s it was not so.", person=who)
    if who:
        return sentence("On %(day)s with %(person)s it was not so.", day=Day(found.day), person=who)
    return sentence("On %(day)s it was not so.", day=Day(found.day))


def how_sure(since: Share) -> Sentence:
    """How far the count since then would reach, in words.

    >>> str(how_sure(Share(6, 7, ())))
    'Of 7 times, anything from half of them to nearly all of them would fit.'
    """
    low, high = wilson(since.k / since.n, since.n)
    return sentence(
        "Of %(n)s times, anything from %(low)s to %(high)s would fit.",
        n=since.n,
        low=part(low),
        high=part(high),
    )


def part(share: float) -> Sentence:
    """A share in words.

    >>> str(part(0.5)), str(part(0.99))
    ('half of them', 'nearly all of them')
    """
    return next(words for most, words in PARTS if share <= most or most == PARTS[-1][0])


def weekly(found: Weekly) -> Sentence:
    """How much was told a week: where that changed, other times may have been told.

    >>> str(weekly(Weekly(2.2, 0.4)))
    'Told: about 2 times a week before, less than once a week since.'
    """
    if found.before is None or found.since is None:
        return sentence("How much was told a week cannot be said for both.")
    then, now = a_week(found.before), a_week(found.since)
    if str(then) == str(now):
        return sentence("Told: %(often)s, then and now.", often=now)
    return sentence("Told: %(then)s before, %(now)s since.", then=then, now=now)


def a_week(often: float) -> Sentence:
    """
    >>> str(a_week(0.3)), str(a_week(1.2)), str(a_week(3.4))
    ('less than once a week', 'about once a week', 'about 3 times a week')
    """
    if often < ONCE:
        return sentence("less than once a week")
    return of_number("about once a week", "about %(n)s times a week", round(often))


def too_few(found: Change) -> Sentence:
    """Why nothing is said: a count of what there is, and what it takes."""
    return sentence(
        "Too few to say: %(since)s since, %(before)s before; it takes %(least)s of each.",
        since=found.since.n,
        before=found.before.n,
        least=FEWEST,
    )


def likely(found: Share) -> Sentence:
    """Between which numbers it is likely to lie, for whoever asks for the figures."""
    low, high = wilson(found.k / found.n, found.n)
    return sentence(
        "between %(low)s and %(high)s of %(n)s",
        low=round(low * found.n),
        high=round(high * found.n),
        n=found.n,
    )


def why_not(found: Change) -> Sentence:
    """Why nothing is said of it."""
    if found.too_few:
        return too_few(found)
    if found.next_look is None:
        return sentence("No change that is more than chance gives.")
    return sentence(
        "No change that is more than chance gives; looked at again after %(next)s times.",
        next=found.next_look,
    )


def a_day(found: date) -> Day:
    """A day, as marks are called."""
    return Day(found)


# Noticing -----------------------------------------------------------------------------------------

STAGES: tuple[Sentence, ...] = (
    sentence("not then"),
    sentence("later"),
    sentence("right afterwards"),
    sentence("in the middle of it"),
    sentence("beforehand; the pull was stronger"),
    sentence("beforehand, and chose otherwise"),
)
NOTICED_BEFORE = sentence("noticed beforehand")
NOTICED_LATER = sentence("noticed later, or not then")
NOTICING_TABLE = (
    sentence("When it was noticed, time by time"),
    (sentence("When"), sentence("With"), sentence("Noticed")),
)


def noticed_at(day: Said, who: Said, stage: int) -> Sentence:
    """What a column is called.

    >>> str(noticed_at("12 March 2026", "Mara", 3))
    '12 March 2026, Mara: in the middle of it'
    """
    if not who:
        return sentence("%(day)s: %(stage)s", day=day, stage=STAGES[stage])
    return sentence("%(day)s, %(who)s: %(stage)s", day=day, who=who, stage=STAGES[stage])


def noticing_title(found: Noticing, her: str) -> Sentence:
    """What the picture shows."""
    n = len(found.times)
    if her:
        return sentence("When %(name)s noticed it, the last %(n)s times", n=n, name=her)
    return sentence("When you noticed it, the last %(n)s times", n=n)


def noticing_reading(found: Noticing) -> tuple[Sentence, ...]:
    """How to read it, and how far it reaches."""
    low, high = wilson(found.in_time.k / found.in_time.n, found.in_time.n)
    return (
        sentence("Each column is one time, the newest on the right; further up is earlier."),
        sentence(
            "In time, of all such times: anything from %(low)s to %(high)s would fit.",
            low=part(low),
            high=part(high),
        ),
    )


def noticing_too_few(found: Noticing) -> Sentence:
    """Why nothing is drawn."""
    return of_number(
        "Too few to draw: %(n)s time tells when it was noticed, and it takes %(least)s.",
        "Too few to draw: %(n)s times tell when it was noticed, and it takes %(least)s.",
        found.n,
        least=NOTICING_FEWEST,
    )


# The river ----------------------------------------------------------------------------------------

NEW_SURE = sentence("new ways, so many at least")
NEW_LIKELY = sentence("and so many new ones would fit")
AS_TOLD = sentence("new ways, as told")
OLD_BED = sentence("old ways, as told")
OLD_LIKELY = sentence("and so many old ones would fit")
WORK_BEGAN = sentence("when work on a way began")
TOO_FEW_TIMES = sentence("too few times to say")
RIVER_TOO_FEW = sentence(
    "Too few to draw: it takes two stretches of four weeks with four times each, old or new."
)
RIVER_READING = (
    sentence(
        "Every four weeks: new ways above the line, old ways below, as shares of what was told."
    ),
    sentence(
        "The pale band and the dots are how far it may reach, as there are only so many times."
    ),
)
RIVER_TABLE = (
    sentence("Old ways and new ones, every four weeks"),
    (sentence("Four weeks from"), sentence("Times"), sentence("New, likely")),
)


def river_title(her: str) -> Sentence:
    """What the picture shows."""
    if her:
        return sentence("Old ways and new ones of %(name)s, through the months", name=her)
    return sentence("Your old ways and new ones, through the months")


def river_cells(found: Reach) -> tuple[Said, Said]:
    """How many times, and between which parts of them the new lies."""
    if found.low is None or found.high is None:
        return found.n, sentence("too few to say")
    low, high = part(found.low), part(found.high)
    return found.n, sentence("from %(low)s to %(high)s", low=low, high=high)
