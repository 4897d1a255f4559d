"""One way as both read it: what it spared first, both loops, what could be done instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relating.case import Beside, Impact, Option, Step, ThenNow, Way
from relating.engine.back_then import way_of_now
from relating.engine.loops import Loops, Place, Times, loops, new_loop, step_at
from relating.journal.queries import OpenCase
from relating.people import policies
from relating.web.page.open_dip import open_dip
from relating.web.page.pieces import Row
from relating.web.page.rows import rows_of
from relating.web.page.sharing import Sharing, sharing
from relating.web.voice.names import when_of
from relating.web.voice.sides import is_clients, is_mine, to_client
from relating.web.ways import in_words
from relating.web.ways.began import Began, began
from relating.web.ways.care import Care, care
from relating.web.ways.opened import (
    beside_of,
    is_looked_at,
    is_own,
    is_retired,
    options_of,
)
from relating.web.ways.parts import (
    BEGAN,
    CARE,
    COSTS,
    GAVE,
    MORE,
    NEW,
    OLD,
    SPARED,
    TIMES,
    WITH_COUNSELLOR,
    WORDS,
    Part,
    first_empty,
    held,
)

Text = str | Promise
AT_FIRST = 5
"""So many of its times stand on the page; the others are one tap away."""


@dataclass(frozen=True, slots=True)
class Said:
    """One part as it stands on the page. `url` is the form for it, for her alone; `n` times stand
    behind it, at `times_url`. `is_same` is the beginning of the new loop that is the old one's."""

    part: Part
    words: str
    chosen: str = ""
    then: str = ""
    url: str = ""
    n: int = 0
    times_url: str = ""
    is_same: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.chosen)

    @property
    def is_cue(self) -> bool:
        return self.part.place == "first"

    @property
    def is_counted(self) -> bool:
        """Whether its number stands on the page, once; a total stands on none of hers."""
        return self.n > 0 and not self.is_same and not (self.is_cue and self.url)

    @property
    def pen_words(self) -> str:
        """What changes it."""
        return _("Change: %(part)s") % {"part": self.part.label}

    @property
    def times_words(self) -> str:
        """How many times, as a link to them says it."""
        return ngettext("%(n)s time: read it", "%(n)s times: read them", self.n) % {"n": self.n}


@dataclass(frozen=True, slots=True)
class LoopShown:
    """One loop: whether nothing, some or all of it is said, and its places."""

    side: str
    title: Text
    places: tuple[Said, ...]

    @property
    def state(self) -> str:
        """How its road is drawn."""
        filled = [not each.is_empty for each in self.places[1:]]
        return "full" if all(filled) else "begun" if any(filled) else "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """One way of saying how a way stands."""

    code: str
    words: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class OptionShown:
    """Something to do instead, whose it is, and what can be done with it."""

    id: UUID
    url: str
    words: str
    size: Text
    who: str
    hers: bool
    pinned: bool
    own: bool
    steps: tuple[tuple[Text, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What she would rather have done, or left unsaid, at one of its times."""

    id: UUID
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class WayShown:
    """A way, part by part, for whoever looks. `looked_at` is false of what she says is how she is
    made: then no more stands there than her sentence."""

    id: UUID
    words: Said
    status: Text
    looked_at: bool
    retired: bool
    retired_by_him: bool
    hers: bool
    rests: bool
    name: str
    counsellor: str
    spared: Said
    loops: tuple[LoopShown, ...]
    between: Said
    beside: str
    paid: tuple[Said, ...]
    more: tuple[Said, ...]
    care: Care[Said]
    options: tuple[OptionShown, ...]
    offers: tuple[Offer, ...]
    began: Began[Said] | None
    rows: tuple[Row, ...]
    n: int
    standings: tuple[Standing, ...]
    sharing: Sharing


def shown(way: Way, case: OpenCase, now: datetime) -> WayShown:
    """A way as it stands on its page."""
    way = way_of_now(way, on=case.back_then)
    found = loops(way, case.counted)
    said = beside_of(way, case)
    known = {*found.times, *way.times}
    times = [each for each in case.episodes if each.id in known]
    part = PartShown(way, case, found)
    return WayShown(
        id=way.id,
        words=part(WORDS),
        status=in_words.STATUSES[way.status],
        looked_at=is_looked_at(way),
        retired=is_retired(way, case),
        retired_by_him=said is not None and said.retired,
        hers=to_client(case),
        rests=open_dip(case) is not None,
        name=case.client_name,
        counsellor=case.counsellor_name,
        spared=part(SPARED),
        loops=tuple(both_loops(part)),
        between=part(WITH_COUNSELLOR),
        beside=said.my_part if said else "",
        paid=tuple(part(each) for each in (GAVE, *COSTS)),
        more=tuple(part(each) for each in MORE),
        care=care([part(each) for each in CARE], known, case, now),
        options=tuple(option_shown(each, way, case) for each in options_of(way, case)),
        offers=tuple(offers(way, case)),
        began=began(part(BEGAN), way, case, now) if case.back_then else None,
        rows=rows_of(times[:AT_FIRST], case, now),
        n=len(times),
        standings=tuple(
            Standing(code, words, code == way.status) for code, words in in_words.STATUSES.items()
        ),
        sharing=sharing(way, way.id, case.may(way.id), case),
    )


def titled(way: Way) -> str:
    """Her sentence, at the head of a page that belongs to a way."""
    return way.words


@dataclass(frozen=True, slots=True)
class PartShown:
    """Shows the parts of one way to whoever looks."""

    way: Way
    case: OpenCase
    found: Loops

    def __call__(self, part: Part, step: Step | None = None) -> Said:
        """One part; of the new loop perhaps with what the old one begins with."""
        value = step or held(self.way, part)
        times = behind(self.found, self.way, part)
        return Said(
            part=part,
            words=words_of(value, part, self.way),
            chosen=chosen_of(value, part, self.way, self.case),
            then=value.then if isinstance(value, ThenNow) else "",
            url=reverse("way-part", args=[self.way.id, part.key]) if to_client(self.case) else "",
            n=len(times),
            times_url=reverse("way-times", args=[self.way.id, part.key]) if times else "",
            is_same=step is not None,
        )


def both_loops(part: PartShown) -> Iterator[LoopShown]:
    """The old loop and the new one, which begins as the old one does."""
    yield LoopShown("old", _("As it went"), tuple(part(each) for each in OLD))
    new = new_loop(part.way)
    same = step_at(new, "first") if held(part.way, NEW[0]) is None else None
    yield LoopShown("new", _("As it is becoming"), (part(NEW[0], same), *map(part, NEW[1:])))


def behind(found: Loops, way: Way, part: Part) -> Times:
    """The times behind a part; of the whole way all of them."""
    if part.place is not None:
        return at(found.old if part in OLD else found.new, part.place)
    if part is TIMES:
        return tuple(dict.fromkeys([*found.times, *way.times]))
    if part is WITH_COUNSELLOR and way.with_counsellor is not None:
        return tuple(each for each in found.times if each in way.with_counsellor.times)
    return ()


def at(found: Mapping[Place, Times], place: Place) -> Times:
    """The times behind one place."""
    return found[place]


def words_of(value: object, part: Part, way: Way) -> str:
    """The words of a part, as she wrote them."""
    if part is BEGAN:
        return way.began_words
    match value:
        case Step(words=words) | ThenNow(now=words) | Impact(text=words) | str(words):
            return words
        case _:
            return ""


def chosen_of(value: object, part: Part, way: Way, case: OpenCase) -> str:
    """What was chosen of the lists: of a place where she wrote no words, beside a text always."""
    if isinstance(value, Step):
        return "" if value.words else in_words.said_at(value, part, case)
    if isinstance(value, Impact):
        return str(in_words.SOURCES[value.source])
    return in_words.chosen(way, part, case)


# What is asked and offered ------------------------------------------------------------------------


def asked(way: Way, case: OpenCase) -> Part | None:
    """The one empty place that is asked: of her, while nothing else comes first."""
    may = policies.has_own_pages(case.role) and is_looked_at(way) and not is_retired(way, case)
    return first_empty(way) if may and open_dip(case) is None else None


def offers(way: Way, case: OpenCase) -> Iterator[Offer]:
    """What of her times was not taken over yet, the newest first. While a dip is open nothing is
    offered."""
    taken = {each.origin for each in case.all(Option) if each.way == way.id}
    if open_dip(case) is None:
        yield from (each for each in rather(way, case) if each.id not in taken)


def rather(way: Way, case: OpenCase) -> Iterator[Offer]:
    """To her, what she would rather have done at its times, or left unsaid; never of a time with
    somebody who is not safe."""
    known = {*loops(way, case.counted).times} if to_client(case) else set()
    for each in case.counted:
        words = each.rather or each.unsaid
        if each.id in known and words and is_mine(each, case):
            yield Offer(each.id, words, when_of(each, case, timezone.now()))


def option_shown(option: Option, way: Way, case: OpenCase) -> OptionShown:
    """Something to do instead, for whoever looks."""
    said = ((label, getattr(option, name)) for name, label in in_words.STEPS.items())
    return OptionShown(
        id=option.id,
        url=reverse("option", args=[option.id]),
        words=option.words,
        size=in_words.SIZES[option.size],
        who=who_wrote(option, case),
        hers=is_clients(option),
        pinned=way.pinned == option.id,
        own=is_own(option, case),
        steps=tuple((label, text) for label, text in said if text),
    )


def who_wrote(option: Option | Beside, case: OpenCase) -> str:
    """Whose it is: "you" to whoever wrote it."""
    if is_mine(option, case):
        return _("you")
    return case.client_name if is_clients(option) else case.counsellor_name
