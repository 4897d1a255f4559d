"""Sentences of change as her page and the counsellor's show them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from relating.case import KeptChange
from relating.case.entries.kept_change import ChangeOf
from relating.case.sentence import Said
from relating.engine.changed import Change, changes
from relating.engine.halves import Lives, Time, lives
from relating.engine.not_so import NotSo, not_so, told_a_week
from relating.engine.shares import Share
from relating.journal.queries import OpenCase
from relating.pictures import change_words
from relating.web.changed.worked_on import WorkedOn, worked_on
from relating.web.page.figures import spoken_to, voice_of
from relating.web.page.sharing import Sharing, sharing
from relating.web.voice.names import first_words, whom
from relating.web.voice.sentence import say
from relating.web.voice.sides import is_clients
from relating.web.voice.ways import way_shown

Text = str | Promise
MOST_MARKS = 36
"""In either half, the newest; each is a link."""
MOST_SAID = 3
OF_WAYS = frozenset({"new", "with_others"})
"""What is counted in old and new ways: its times are drawn as such, all others as plain dots."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One time, as a mark of its way, or as a dot that is large where it was so."""

    url: str
    label: str
    place: str
    way: str
    so: bool


@dataclass(frozen=True, slots=True)
class Half:
    """The times before, or since."""

    title: str
    share: Share
    marks: tuple[Mark, ...]

    @property
    def more(self) -> bool:
        """Whether there are older ones that are not drawn."""
        return self.share.n > len(self.marks)


@dataclass(frozen=True, slots=True)
class Against:
    """One way in which it is not so, with her words of that time and where it stands."""

    sentence: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, with everything that stands beside it."""

    change: ChangeOf
    way: UUID
    of: str
    sentence: str
    halves: tuple[Half, ...]
    drawn_as_ways: bool
    against: Against
    how_sure: str
    weekly: str
    holds: bool
    likely: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What she keeps: the sentence as it is counted now, or `None` where its way is gone."""

    id: UUID
    entry: KeptChange
    told: Told | None
    words: str
    sharing: Sharing | None
    may_delete: bool


@dataclass(frozen=True, slots=True)
class NotSaid:
    """What is looked at and not said: what it is, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Family:
    """A way, its life, and its sentences."""

    on: WorkedOn
    life: Lives
    changes: tuple[Change, ...]

    def of(self, change: ChangeOf) -> Change:
        return next(each for each in self.changes if each.subject == change)


def life_of(case: OpenCase) -> Lives:
    """What is counted of a case, of what the viewer may see."""
    zone = timezone.get_current_timezone()
    return lives(case.counted, case.people, case.vocabulary, zone)


def families(case: OpenCase, life: Lives) -> tuple[Family, ...]:
    """The sentences of each way that she works on, the newest first."""
    found = worked_on(case)
    return tuple(Family(each, life, changes(life, each.working)) for each in found)


def that_hold(family: Family) -> Iterator[Change]:
    """What may be said of a way, the way's own first, at most three others."""
    found = [each for each in family.changes if each.holds]
    own = [each for each in found if each.subject == "new"]
    yield from own
    yield from [each for each in found if each.subject != "new"][:MOST_SAID]


def offered(family: Family, kept: Sequence[Kept]) -> list[Change]:
    """What may be said and she has not decided about."""
    known = {(each.entry.way, each.entry.change) for each in kept}
    return [each for each in that_hold(family) if (family.on.id, each.subject) not in known]


def why_nothing(every: Sequence[Family], kept: Sequence[Kept]) -> Text:
    """Why nothing stands on her page, where it does not."""
    if not every:
        return _("It is counted from the day on which you begin to work on one of your ways.")
    if any(offered(each, kept) for each in every):
        return _("There is something that may be said. It stands here once you choose it.")
    found = [change for each in every for change in each.changes]
    if any(each.holds for each in found):
        return _("What may be said, you have put away.")
    if all(each.too_few for each in found):
        return _(
            "Too little is told of it yet: it needs times from before you began to work on a way, "
            "and times since."
        )
    return _("What you told before and since is counted, and nothing moved more than by chance.")


def not_said(family: Family, case: OpenCase) -> tuple[NotSaid, ...]:
    """What is looked at, and why nothing is said of it; of what was never told nothing at all."""
    found = (each for each in family.changes if not each.holds)
    voice = voice_of(case)
    return tuple(
        NotSaid(say(change_words.about(each.subject, voice)), say(change_words.why_not(each)))
        for each in found
        if each.before.n + each.since.n
    )


def told(found: Change, family: Family, case: OpenCase, today: date) -> Told:
    """A sentence in the words of whoever looks."""
    working, voice = family.on.working, voice_of(case)
    people = names(case)
    apart = people.get(found.halves.apart or "", "")
    sentence = change_words.said(found, working.since, voice, apart)
    weekly = told_a_week(family.life, working, today)
    return Told(
        change=found.subject,
        way=working.way,
        of=family.on.words,
        sentence=say(sentence),
        halves=halves(found, case),
        drawn_as_ways=found.subject in OF_WAYS,
        against=against(found, case),
        how_sure=say(change_words.how_sure(found.since)),
        weekly=say(change_words.weekly(weekly)),
        holds=found.holds,
        likely=(
            (_("Likely before"), say(change_words.likely(found.before))),
            (_("Likely since"), say(change_words.likely(found.since))),
        ),
    )


def names(case: OpenCase) -> Mapping[str, Said]:
    """What people are called to whoever looks."""
    return {id: each.alias for id, each in spoken_to(case).items()}


def halves(found: Change, case: OpenCase) -> tuple[Half, ...]:
    """Before and since, each count over its own marks."""
    return (
        Half(_("Before"), found.before, tuple(marks(found.halves.before, case))),
        Half(_("Since then"), found.since, tuple(marks(found.halves.since, case))),
    )


def marks(times: tuple[Time, ...], case: OpenCase) -> Iterator[Mark]:
    """The newest times as marks."""
    for each in times[-MOST_MARKS:]:
        day = say(change_words.a_day(each.day))
        yield Mark(
            url=reverse("episode", args=[each.episode]),
            label=", ".join(filter(None, (day, whom(each.told, case)))),
            place=each.told.place,
            way=way_shown(each.told, case),
            so=each.so,
        )


def against(found: Change, case: OpenCase) -> Against:
    """What speaks against it."""
    other: NotSo = not_so(found)
    sentence = say(change_words.not_so(other, names(case)))
    if other.episode is None:
        return Against(sentence, "", "")
    episode = next(each.told for each in found.halves.since if each.episode == other.episode)
    words = first_words(episode) if is_clients(episode) else ""
    return Against(sentence, words, reverse("episode", args=[episode.id]))


# What she keeps ----------------------------------------------------------------------------------


def kept_ones(case: OpenCase, every: tuple[Family, ...], today: date) -> tuple[Kept, ...]:
    """Every sentence that she did something with, in the order in which she began to."""
    entries = sorted(case.all(KeptChange), key=lambda each: (each.recorded_at, each.id))
    return tuple(kept_one(each, case, every, today) for each in entries)


def kept_one(entry: KeptChange, case: OpenCase, every: tuple[Family, ...], today: date) -> Kept:
    """One of them."""
    family = next((each for each in every if each.on.id == entry.way), None)
    may = case.may(entry.id)
    found = family.of(entry.change) if family else None
    counted = told(found, family, case, today) if found and family and found.both else None
    shares = sharing(entry, entry.id, may, case) if {"share", "unshare"} & may else None
    return Kept(entry.id, entry, counted, entry.words, shares, "delete" in may)
