"""The trail as sentences: who read and changed what, day by day, with the time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from relating.case import Content, kind_of
from relating.journal import readings
from relating.journal.lines import TrailLine
from relating.journal.queries import OpenCase
from relating.journal.readings import AsRead
from relating.web.page.kinds import KINDS, NAMELESS, Kind, named
from relating.web.voice.times import when

Text = str | Promise
MOST = 8
A_SITTING = timedelta(minutes=30)
"""What the same person does again within this time is told in one line."""
ACTS: dict[str, Promise] = {
    "recorded": gettext_lazy("%(who)s wrote down %(what)s"),
    "revised": gettext_lazy("%(who)s changed %(what)s"),
    "shared": gettext_lazy("%(who)s shared %(what)s"),
    "unshared": gettext_lazy("%(who)s took back %(what)s"),
    "deleted": gettext_lazy("%(who)s deleted %(what)s"),
    "put_back": gettext_lazy("%(who)s put back %(what)s"),
    "restored": gettext_lazy("%(who)s put back an earlier version of %(what)s"),
    "erased": gettext_lazy("%(who)s erased %(what)s for good"),
    "given": gettext_lazy("%(who)s handed over the form for %(what)s, and it was answered"),
    "opened": gettext_lazy("%(who)s opened this case"),
    "exported": gettext_lazy("%(who)s took a copy along"),
    "agreed": gettext_lazy("%(who)s agreed to supervision"),
    "withdrew": gettext_lazy("%(who)s took back the yes to supervision"),
    "lent": gettext_lazy("%(who)s brought something to supervision, without names"),
    "answered": gettext_lazy("%(who)s answered in supervision"),
    "ended": gettext_lazy("%(who)s ended what was brought to supervision"),
    "joined": gettext_lazy("%(who)s accepted the invitation"),
    "handed": gettext_lazy("%(who)s handed this case over to another counsellor"),
    "lost": gettext_lazy("%(who)s went on with a copy that lacks the newest changes"),
    "merged": gettext_lazy("%(who)s put %(what)s together with another"),
    "parted": gettext_lazy("%(who)s parted %(what)s from another"),
    "same_moment": gettext_lazy("%(who)s said of %(what)s that both told it"),
    "told_twice": gettext_lazy("%(who)s said of %(what)s that it was told twice"),
    "told_two": gettext_lazy("%(who)s said of %(what)s that it is another moment"),
    "other_moment": gettext_lazy("%(who)s said of %(what)s that the other told another moment"),
    "imported": gettext_lazy("%(who)s read this case in from a file"),
}
ANY = Kind()
"""What an act without an entry is told of, as opening the case."""
YOU = "you"
OTHERWISE = gettext_lazy("%(who)s did something with %(what)s")
Version: TypeAlias = tuple[UUID, int]
"""An entry, and which of its versions; 0 where it does not matter."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that a sentence speaks of, in the words that it had then. `note` says what became of
    them since."""

    url: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody did, from `first` to `last`; `links` lead to what it was. Where `more_url` is
    set, that is not all of it."""

    icon: str
    first: datetime
    last: datetime
    time: str
    text: str
    links: tuple[Link, ...] = ()
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the trail."""

    date: date
    sentences: tuple[Sentence, ...]


class Sitting(NamedTuple):
    """What somebody did of one sort, without a long pause: each entry once, with its version."""

    who: str
    act: str
    kind: str
    first: datetime
    last: datetime
    versions: tuple[Version, ...]


def days(lines: Sequence[TrailLine], case: OpenCase, most: int = MOST) -> tuple[Day, ...]:
    """The trail, newest first: each sentence tells of at `most` so many entries by their words.

    What was done stands under the day on which it was done by the clock of the server. The lines
    are numbered as they were written, and a clock can be set back between two: so the numbers do
    not decide, except between lines of one moment.
    """
    told = [line for line in lines if line.act != "read" or line.who != YOU]
    told.sort(key=lambda line: line.at, reverse=True)
    apart = {id(line.entries): line.entries for line in told if line.act == "read"}
    read = {*chain.from_iterable(apart.values())}
    times = readings.came_to_be(case.case_id, read)
    by_day = groupby(told, key=lambda line: timezone.localtime(line.at).date())
    found = [(day, [*sittings(group, case, times)]) for day, group in by_day]
    link = links(case, [each for _day, held in found for each in held], most)
    said = ((day, tuple(sentence(each, link, most) for each in held)) for day, held in found)
    return tuple(Day(day, each) for day, each in said if each)


def sittings(
    lines: Iterable[TrailLine], case: OpenCase, times: readings.Times
) -> Iterator[Sitting]:
    """The lines of a day, the newest first; those that belong together as one."""
    open_ones: dict[tuple[str, str, str], list[TrailLine]] = {}
    found: list[list[TrailLine]] = []
    for line in lines:
        key = (line.who, line.act, line.kind)
        held = open_ones.get(key)
        if held is None or held[-1].at - line.at > A_SITTING:
            held = open_ones[key] = []
            found.append(held)
        held.append(line)
    for held in found:
        if sat := sitting(held, case, times):
            yield sat


def sitting(lines: list[TrailLine], case: OpenCase, times: readings.Times) -> Sitting | None:
    """Lines that belong together; None for a reading of nothing that tells anything."""
    reads = lines[0].act == "read"
    if reads:
        versions = [*versions_read(lines, case, times)]
    else:
        versions = [(each, 0) for line in lines for each in line.entries]
    if reads and not versions:
        return None
    who, act, kind = lines[0].who, lines[0].act, lines[0].kind
    return Sitting(who, act, kind, lines[-1].at, lines[0].at, (*dict.fromkeys(versions),))


def versions_read(
    lines: Iterable[TrailLine], case: OpenCase, times: readings.Times
) -> Iterator[Version]:
    """Which versions were read. Where a line read the same entries as one before it, only those
    that were changed since can tell anything more."""
    changed: dict[int, list[UUID]] = {}
    for line in lines:
        which = id(line.entries)
        told = changed.get(which)
        if told is None:
            told = [each for each in line.entries if tells(each, case)]
            changed[which] = [each for each in told if each in times]
        yield from ((each, readings.version_at(each, line.at, times)) for each in told)


def tells(entry_id: UUID, case: OpenCase) -> bool:
    """Whether reading an entry says anything: every page reads what the case is called."""
    row = case.rows.get(entry_id)
    return row is None or row.kind not in {"frame", "word"}


# What was read or changed, in the words that it had -----------------------------------------------


def links(case: OpenCase, held: Iterable[Sitting], most: int) -> Callable[[Version], Link | None]:
    """How each version is named that these sittings tell of by its words."""
    told = {version for each in held for version in each.versions[:most]}
    rows = {row for row, _number in told}
    now = {row: each for each in case.contents if (row := case.row_id(each)) in rows}
    asked = {each for each in told if each[1] or each[0] not in now}
    then = readings.as_read(case.at.viewer, case.case_id, asked) if asked else {}

    def link(version: Version) -> Link | None:
        row, _number = version
        if version in then:
            return as_it_was(version, then[version], case, deleted=row not in now)
        return to(row, now[row], case) if row in now else None

    return link


def to(row: UUID, content: Content, case: OpenCase, note: str = "") -> Link | None:
    """The page of an entry, by its first words or else by what it is; nothing without a name."""
    kind = KINDS[kind_of(content)]
    if kind.title == NAMELESS:
        return None
    title, words = named(content)
    return Link(kind.url(row, case.case_id), words or str(title), note)


def as_it_was(version: Version, read: AsRead, case: OpenCase, *, deleted: bool) -> Link | None:
    """The version that was read, and where it stands now."""
    row, number = version
    found = to(row, read.content, case, changed(read, timezone.now()))
    if found is None:
        return None
    if deleted:
        return Link(reverse("deleted", args=[case.case_id]), found.words, _("deleted since"))
    if not found.note:
        return found
    return Link(f"{reverse('versions', args=[row])}#v{number}", found.words, found.note)


def changed(read: AsRead, now: datetime) -> str:
    """That something else stands there since; empty where it says the same."""
    if read.until is None:
        return ""
    day = {"when": when(read.until, now)}
    if read.content.joint:
        return _("before it was changed: %(when)s") % day
    return _("before your change: %(when)s") % day


# In words ----------------------------------------------------------------------------------------


def sentence(sat: Sitting, link: Callable[[Version], Link | None], most: int) -> Sentence:
    """One sentence about everything of one kind that somebody did in a sitting."""
    name, many = called(sat.who), len(sat.versions) > 1
    found = tuple(each for each in map(link, sat.versions[:most]) if each)
    day = timezone.localtime(sat.last).date()
    return Sentence(
        icon="eye" if sat.act == "read" else "pen",
        first=sat.first,
        last=sat.last,
        time=clock(sat.first, sat.last),
        text=read(name, many=many) if sat.act == "read" else did(name, sat, many=many),
        links=found,
        more_url=f"?day={day.isoformat()}" if found and len(sat.versions) > most else "",
    )


def clock(first: datetime, last: datetime) -> str:
    """The time of day, or from when until when."""
    both = [
        written(timezone.localtime(each), pgettext("time of day", "H:i")) for each in (first, last)
    ]
    return both[0] if both[0] == both[1] else " \u2013 ".join(both)


def called(who: str) -> str:
    """Who it was, at the beginning of a sentence. What nobody of the case did, was done for it."""
    if who == YOU:
        return _("You")
    return who or _("Whoever runs this for the practice")


def read(name: str, *, many: bool) -> str:
    """Reading, without a count: what it was stands below."""
    text = _("%(who)s read things you shared") if many else _("%(who)s read something you shared")
    return text % {"who": name}


def did(name: str, sat: Sitting, *, many: bool) -> str:
    """A change, with what it was a change of."""
    of = KINDS.get(sat.kind, ANY)
    what = str(of.many if many else of.one)
    return str(ACTS.get(sat.act, OTHERWISE)) % {"who": name, "what": what}
