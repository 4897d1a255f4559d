"""Made-up cases for Hypothesis: every kind of content, and whole case files that hang together."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias, get_args
from uuid import UUID

from hypothesis import strategies as st
from msgspec import structs

from relating.case import (
    DEFAULTS,
    Agenda,
    Agreement,
    Answer,
    Aside,
    Attempt,
    Beginning,
    Beside,
    Book,
    BookPart,
    Card,
    CaseEntry,
    CaseFile,
    Consent,
    Contact,
    Content,
    Contract,
    Cue,
    Dip,
    Ending,
    Episode,
    Evidence,
    Expected,
    Feedback,
    Feeling,
    Frame,
    Goal,
    Impact,
    KeptChange,
    Loop,
    Mark,
    NewBetween,
    Note,
    Option,
    Pattern,
    Person,
    Plan,
    Preferences,
    Pulse,
    Reached,
    Recognition,
    Review,
    Safety,
    Session,
    Step,
    Supervision,
    Support,
    ThenNow,
    Tie,
    Way,
    Word,
    WorkLine,
    WorkWithMe,
)
from relating.case.entries.agreement import LINES, Yes
from relating.case.entries.ending import Access
from relating.case.entries.kept_change import ChangeOf
from relating.case.entries.pattern import NotThis
from relating.case.entries.preferences import BackThen
from relating.case.entries.review import Level
from relating.case.entries.way import Size, WayStatus
from relating.case.entries.work_with_me import About

OPEN_LISTS = sorted(set(DEFAULTS.listings) - DEFAULTS.closed)

coordinates = st.floats(-1, 1, allow_nan=False)
positions = st.tuples(coordinates, coordinates)
ratings = st.integers(0, 10)
texts = st.text(max_size=80)
labels = st.text(min_size=1, max_size=40)
authors = st.sampled_from(["client", "counsellor"])
visibilities = st.sampled_from(["private", "shared"])
moments = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Asked or not asked."""
    return st.none() | strategy


def code(*lists: str) -> st.SearchStrategy[str]:
    """A code of the defaults."""
    return st.sampled_from([term.code for name in lists for term in DEFAULTS.terms(name)])


def codes(*lists: str) -> st.SearchStrategy[tuple[str, ...] | None]:
    """Not asked, asked and none, or some codes."""
    return maybe(st.lists(code(*lists), max_size=4).map(tuple))


feelings = st.builds(
    Feeling,
    code=code("feeling"),
    intensity=maybe(ratings),
    after=maybe(ratings),
    layer=maybe(st.sampled_from(["primary", "covering"])),
)
impacts = st.builds(
    Impact, text=texts, source=st.sampled_from(["guessed", "asked", "told", "counsellor"])
)
expectations = st.builds(
    Expected,
    other_did=maybe(code("other_did")),
    chance=maybe(st.integers(0, 100)),
    words=texts,
)
frames = st.builds(
    Frame,
    id=st.uuids(),
    label=labels,
    started=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
    contract=maybe(
        st.builds(
            Contract,
            horizon=st.sampled_from(["short", "medium", "long", "open"]),
            sessions=maybe(st.integers(1, 200)),
            reviews=st.lists(st.dates(date(1950, 1, 1)), max_size=3).map(tuple),
            ends=maybe(st.dates(date(1950, 1, 1))),
        )
    ),
    beginning=maybe(
        st.builds(Beginning, reads=texts, danger=texts, strange=texts, stop=texts),
    ),
)
people = st.builds(
    Person,
    id=labels,
    alias=labels,
    role=code("role"),
    standing=maybe(st.sampled_from(["above", "equal", "below"])),
    attachment_figure=st.booleans(),
    unsafe=st.booleans(),
    lives_with_me=st.booleans(),
    depends_on_me=st.booleans(),
    gone=maybe(st.sampled_from(["died", "estranged"])),
    author=authors,
    visibility=visibilities,
    recorded_at=maybe(moments),
)
words = st.builds(
    Word,
    list=st.sampled_from(OPEN_LISTS),
    code=st.text(min_size=1, max_size=20),
    label=maybe(labels),
    old=maybe(st.booleans()),
    position=maybe(positions),
    hidden=st.booleans(),
    author=authors,
    visibility=visibilities,
)
sessions = st.builds(
    Session,
    id=st.uuids(),
    author=authors,
    visibility=visibilities,
    recorded_at=moments,
    at=moments,
    state=st.sampled_from(["planned", "held", "moved", "missed"]),
    number=maybe(st.integers(1, 200)),
    minutes=maybe(st.integers(1, 180)),
    medium=maybe(st.sampled_from(["in_person", "video", "phone", "text"])),
    summary=texts,
    next_time=texts,
    reason=texts,
)
contacts = st.lists(
    st.builds(Contact, name=texts, number=st.from_regex(r"[\d +()/-]{0,20}\d", fullmatch=True)),
    max_size=2,
).map(tuple)
safety_plans = st.builds(
    Safety,
    id=st.uuids(),
    author=authors,
    visibility=visibilities,
    recorded_at=moments,
    warning_signs=texts,
    on_my_own=texts,
    people_and_places=texts,
    people_to_ask=texts,
    people_to_call=contacts,
    professionals=texts,
    professionals_to_call=contacts,
    making_safe=texts,
)


@st.composite
def same_people(draw: st.DrawFn, persons: list[Person]) -> list[Person]:
    """These people, some of whom are the same as another, never in a circle."""
    order = draw(st.permutations(persons))
    found = []
    for place, each in enumerate(order):
        later = [None, *(other.id for other in order[place + 1 :])]
        found.append(structs.replace(each, same_as=draw(st.sampled_from(later))))
    return found


@st.composite
def episodes(draw: st.DrawFn, persons: Sequence[str] = (), hours: Sequence[UUID] = ()) -> Episode:
    """An episode, with one of these persons and in one of these sessions, or without."""
    place = draw(st.sampled_from(["room", "life", "past", "practice"]))
    when = {
        "at": draw(maybe(moments) if place == "past" else moments),
        "age": draw(maybe(st.integers(0, 120))) if place == "past" else None,
        "zone": draw(maybe(st.sampled_from(["Europe/Lisbon", "Asia/Tokyo", "UTC"]))),
    }
    return draw(
        st.builds(
            Episode,
            **{name: st.just(value) for name, value in when.items()},
            id=st.uuids(),
            author=authors,
            visibility=visibilities,
            recorded_at=moments,
            place=st.just(place),
            person=maybe(st.sampled_from(persons)) if persons else st.none(),
            session=maybe(st.sampled_from(hours)) if hours else st.none(),
            **WHAT_HAPPENED,
        )
    )


WHAT_HAPPENED: dict[str, st.SearchStrategy[Any]] = {
    "place_context": maybe(code("place_context")),
    "story": texts,
    "wish": codes("wish"),
    "other_did": codes("other_did"),
    "order": maybe(st.just("unknown")),
    "feelings": maybe(st.lists(feelings, max_size=3).map(tuple)),
    "i_did": codes("behaviour", "new"),
    "other_then": codes("other_did"),
    "self_treatment": codes("self_treatment"),
    "ended": maybe(code("ended")),
    "valence": maybe(st.integers(-3, 3)),
    "other_position": maybe(positions),
    "my_position": maybe(positions),
    "awareness": maybe(st.integers(0, 5)),
    "authenticity": maybe(ratings),
    "worth_at_stake": maybe(ratings),
    "seen_as": maybe(texts),
    "impact": maybe(impacts),
    "expected": maybe(expectations),
    "need": codes("need"),
    "protects_from": codes("protects_from"),
    "cost": codes("cost"),
    "joke": maybe(st.sampled_from(["connecting", "covering", "needed"])),
    "rather": maybe(texts),
    "unsaid": maybe(texts),
    "something_new": maybe(st.booleans()),
    "how_met": codes("how_met"),
    "rupture_marks": codes("rupture_mark"),
    "counsellor_part": codes("counsellor_part"),
    "repair_moves": codes("repair_move"),
    "pull": codes("pull"),
    "confidence_before": maybe(ratings),
    "confidence_after": maybe(ratings),
    "landed": maybe(texts),
    "swapped": maybe(st.booleans()),
    "alone": maybe(st.booleans()),
    "saw_differently": maybe(st.booleans()),
}

cues = st.builds(
    Cue,
    other_did=code("other_did"),
    wish=maybe(code("wish")),
    standing=maybe(st.sampled_from(["above", "equal", "below"])),
    feeling=maybe(code("feeling")),
    ended_badly=st.booleans(),
)
counts = st.builds(
    Evidence,
    n=st.integers(10, 99),
    k=st.integers(0, 10),
    expected=maybe(st.floats(0, 99, allow_nan=False) | st.integers(0, 99)),
)


def some(ids: Sequence[UUID]) -> st.SearchStrategy[tuple[UUID, ...]]:
    """Some of these ids, or none."""
    return st.lists(st.sampled_from(ids), max_size=3).map(tuple) if ids else st.just(())


def one(ids: Sequence[UUID]) -> st.SearchStrategy[UUID | None]:
    """One of these ids, or none."""
    return maybe(st.sampled_from(ids)) if ids else st.none()


CLIENTS, CLIENTS_NOT, PRIVATE = st.just("client"), st.just("counsellor"), st.just("private")
SHARED = st.just("shared")


def _made(kind: type[CaseEntry], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[CaseEntry]:
    common = {"author": authors, "visibility": visibilities}
    return st.builds(kind, **{**common, **fields}, id=st.uuids(), recorded_at=moments)


def pulses(hours: Sequence[UUID] = ()) -> st.SearchStrategy[CaseEntry]:
    """A pulse: the client's, which may be released, or the counsellor's with the pull."""
    items = {name: maybe(ratings) for name in PULSE_ITEMS}
    line = {"not_right": texts, "not_right_for": maybe(st.sampled_from(["talk", "know"]))}
    kept = {"not_right": texts, "not_right_for": maybe(st.sampled_from(["talk", "know", "keep"]))}
    hour = {"session": one(hours)}
    return st.one_of(
        _made(Pulse, **hour, **items, **line),
        _made(Pulse, **hour, **items, **kept, visibility=PRIVATE),
        _made(Pulse, **hour, **items, author=CLIENTS_NOT, visibility=PRIVATE, pull=codes("pull")),
    )


PULSE_ITEMS = ("safe", "understood", "matters", "way", "could_say")


def dips(hours: Sequence[UUID] = ()) -> st.SearchStrategy[CaseEntry]:
    """What one side says of a dip."""
    said = {
        "session": one(hours),
        "rupture": maybe(st.sampled_from(["yes", "no", "not_sure"])),
        "said": texts,
        "rupture_marks": codes("rupture_mark"),
        "counsellor_part": codes("counsellor_part"),
        "repair_moves": codes("repair_move"),
    }
    return st.one_of(
        _made(Dip, **said, mended=maybe(st.sampled_from(["yes", "partly", "no"]))),
        _made(Dip, **said, mended=st.just("yes"), mended_session=one(hours)),
    )


patterns = st.one_of(
    *(
        _made(
            Pattern,
            author=CLIENTS_NOT,
            cue=cues,
            behaviour=code("behaviour", "new"),
            feelings=st.lists(code("feeling"), max_size=3).map(tuple),
            statement=texts,
            state=state,
            named_by=st.sampled_from(["engine", "counsellor", "client"]),
            since=moments,
            until=until,
            evidence=maybe(counts),
            promoted_at=maybe(moments),
            retired=st.booleans(),
        )
        for state, until in (
            (st.sampled_from(["watching", "look_together"]), st.none()),
            (st.just("not_this"), st.dates(date(1950, 1, 1))),
        )
    )
)
words_of_back_then = st.builds(BackThen, yes=maybe(st.integers(0, 9)), off=st.integers(0, 9))
preferences = st.one_of(
    _made(
        Preferences,
        author=CLIENTS,
        pace=maybe(st.sampled_from(["gentler", "as_now", "more_direct"])),
        no_device=maybe(st.booleans()),
        read_ahead=maybe(st.booleans()),
        goes_together=maybe(st.booleans()),
        not_this=st.lists(
            st.builds(NotThis, cue=cues, behaviour=st.sampled_from(["pleasing", "hiding"])),
            max_size=2,
        ).map(tuple),
        back_then=maybe(words_of_back_then),
    ),
    _made(
        Preferences,
        author=CLIENTS_NOT,
        no_device=maybe(st.booleans()),
        read_ahead=maybe(st.booleans()),
        back_then=maybe(words_of_back_then),
    ),
)

supports = st.builds(Support, kinds=st.lists(code("support"), max_size=3).map(tuple), words=texts)


def ties(persons: Sequence[str] = ()) -> st.SearchStrategy[Tie]:
    """What changed with one of these people, or with somebody who is no more."""
    return st.builds(
        Tie,
        id=st.uuids(),
        author=CLIENTS,
        visibility=visibilities,
        recorded_at=moments,
        person=maybe(st.sampled_from(persons)) if persons else st.none(),
        on=st.dates(date(1950, 1, 1), date(2090, 1, 1)),
        ring=maybe(code("ring")),
        turned=maybe(st.integers(0, 359)),
        to_me=maybe(supports),
        from_me=maybe(supports),
        wanted=maybe(code("wanted")),
        wish=maybe(texts),
        chosen=maybe(texts),
    )


Ids: TypeAlias = Sequence[UUID]
then_and_now = st.builds(ThenNow, now=texts, then=texts)


def steps(vocabulary_list: str, ids: Ids) -> st.SearchStrategy[Step]:
    """One place of a loop."""
    return st.builds(Step, words=texts, code=maybe(code(vocabulary_list)), times=some(ids))


def loops(ids: Ids) -> st.SearchStrategy[Loop]:
    """A loop with some of its places filled."""
    lists = {"first": "other_did", "feel": "feeling", "i_do": "new"}
    lists |= {"they_do": "other_did", "leaves": "ended"}
    return st.builds(Loop, **{name: maybe(steps(each, ids)) for name, each in lists.items()})


def reached(ids: Ids) -> st.SearchStrategy[Reached]:
    """How far it is with a goal."""
    return st.builds(Reached, goal=one(ids), level=st.sampled_from(get_args(Level)))


BETWEEN: dict[str, Callable[[Ids, Ids], st.SearchStrategy[CaseEntry]]] = {
    "pulse": lambda hours, ids: pulses(hours),
    "dip": lambda hours, ids: dips(hours),
    "mark": lambda hours, ids: _made(
        Mark,
        author=CLIENTS_NOT,
        visibility=PRIVATE,
        at=moments,
        session=one(hours),
        client_move=maybe(code("client_move")),
        pull=maybe(code("pull")),
        became=one(ids),
    ),
    "feedback": lambda hours, ids: _made(
        Feedback,
        author=CLIENTS_NOT,
        session=one(hours),
        about=some(ids),
        saw=texts,
        response=texts,
        need=texts,
        outside=texts,
        alike=some(ids),
        invitation=texts,
        said_at=moments,
        agreed_ahead=st.booleans(),
    ),
    "answer": lambda hours, ids: _made(
        Answer,
        author=CLIENTS,
        to=one(ids),
        resonance=maybe(code("resonance")),
        words=texts,
        in_my_words=texts,
        discomfort=maybe(ratings),
        useful=maybe(ratings),
        retired=st.booleans(),
    ),
    "card": lambda hours, ids: _made(
        Card,
        plan=one(ids),
        reply=texts,
        mine=texts,
        agreed=st.sampled_from([(), ("client",), ("counsellor",), ("client", "counsellor")]),
    ),
    "new_between": lambda hours, ids: _made(
        NewBetween, session=one(hours), braced=texts, came=texts, moment=one(ids)
    ),
    "agenda": lambda hours, ids: _made(
        Agenda, words=texts, about=some(ids), session=one(hours), done_at=maybe(moments)
    ),
    "aside": lambda hours, ids: _made(
        Aside,
        author=CLIENTS_NOT,
        visibility=PRIVATE,
        worth=st.sampled_from(["dip", "promise", "rhyme"]),
        about=some(ids),
    ),
    "note": lambda hours, ids: _made(
        Note,
        visibility=PRIVATE,
        session=one(hours),
        about=some(ids),
        text=texts,
        mine=st.booleans(),
        pull=codes("pull"),
        feelings=codes("feeling"),
        counsellor_part=codes("counsellor_part"),
    ),
    "pattern": lambda hours, ids: patterns,
    "plan": lambda hours, ids: _made(
        Plan,
        author=CLIENTS,
        way=one(ids),
        option=one(ids),
        origin=one(ids),
        situation=texts,
        say=texts,
        in_the_way=texts,
        backing=texts,
        fear=texts,
        fear_did=maybe(code("other_did")),
        fear_chance=maybe(st.integers(0, 100)),
        hope=texts,
        on=maybe(st.dates(date(1950, 1, 1))),
        when=texts,
        asked_danger=maybe(moments),
        dropped=st.booleans(),
    ),
    "attempt": lambda hours, ids: _made(
        Attempt,
        author=CLIENTS,
        plan=one(ids),
        at=moments,
        did=st.sampled_from(["did", "differently", "did_not"]),
        telling=one(ids),
        learned=texts,
        would_say=texts,
    ),
    "preferences": lambda hours, ids: preferences,
    "agreement": lambda hours, ids: _made(
        Agreement,
        visibility=st.just("shared"),
        yes=st.lists(st.builds(Yes, line=st.sampled_from(LINES), words=texts), max_size=5).map(
            tuple
        ),
        sent=maybe(st.booleans()),
    ),
    "way": lambda hours, ids: _made(
        Way,
        author=CLIENTS,
        words=texts,
        origin=one(ids),
        status=st.sampled_from(get_args(WayStatus)),
        working_since=maybe(moments),
        spared=maybe(then_and_now),
        spared_codes=st.lists(code("protects_from"), max_size=2).map(tuple),
        gave=maybe(then_and_now),
        costs_me=maybe(then_and_now),
        costs_others=maybe(then_and_now),
        cost_codes=st.lists(code("cost"), max_size=2).map(tuple),
        old=maybe(loops(ids)),
        new=maybe(loops(ids)),
        with_counsellor=maybe(steps("behaviour", ids)),
        worth=texts,
        care=texts,
        after_care=texts,
        my_part=texts,
        their_part=texts,
        situation=texts,
        across=maybe(impacts),
        began=some(ids),
        began_words=texts,
        times=some(ids),
        pinned=one(ids),
    ),
    "option": lambda hours, ids: _made(
        Option,
        way=one(ids),
        words=texts,
        size=st.sampled_from(get_args(Size)),
        origin=one(ids),
        saw=texts,
        felt=texts,
        need=texts,
        ask=texts,
    ),
    "beside": lambda hours, ids: _made(
        Beside, author=CLIENTS_NOT, way=one(ids), my_part=texts, retired=st.booleans()
    ),
    "recognition": lambda hours, ids: _made(
        Recognition,
        author=CLIENTS,
        telling=one(ids),
        says=st.sampled_from(["so", "partly", "not_so", "refused", "kept_off"]),
        words=texts,
    ),
    "kept_change": lambda hours, ids: _made(
        KeptChange,
        author=CLIENTS,
        way=one(ids),
        change=st.sampled_from(get_args(ChangeOf)),
        choice=st.sampled_from(["kept", "hidden", "dropped"]),
        words=texts,
    ),
    "work_with_me": lambda hours, ids: _made(
        WorkWithMe,
        author=CLIENTS,
        lines=st.lists(
            st.builds(
                WorkLine,
                id=st.uuids(),
                about=st.sampled_from(get_args(About)),
                words=texts,
                came_from=one(ids),
            ),
            max_size=3,
        ).map(tuple),
    ),
    "ending": lambda hours, ids: st.one_of(
        _made(
            Ending,
            author=CLIENTS,
            visibility=SHARED,
            day=maybe(st.dates()),
            stopped_at=maybe(moments),
            words=texts,
            access=maybe(st.sampled_from(get_args(Access))),
        ),
        _made(
            Ending,
            author=CLIENTS_NOT,
            visibility=SHARED,
            day=maybe(st.dates()),
            stopped_at=maybe(moments),
            words=texts,
        ),
    ),
    "book": lambda hours, ids: _made(
        Book, author=CLIENTS, title=labels, first=one(ids), left_out=some(ids)
    ),
    "book_part": lambda hours, ids: st.one_of(
        _made(BookPart, part=st.sampled_from(["not_managed", "letter"]), words=texts),
        _made(BookPart, author=CLIENTS, part=st.just("along"), words=texts),
    ),
    "goal": lambda hours, ids: _made(
        Goal,
        author=CLIENTS,
        words=texts,
        a_start=texts,
        good_enough=texts,
        more=texts,
        ways=some(ids),
        between=st.booleans(),
        dropped=st.booleans(),
    ),
    "review": lambda hours, ids: (
        _made(
            Review,
            author=CLIENTS,
            on=st.dates(date(1950, 1, 1)),
            session=one(hours),
            words=texts,
            reached=st.lists(reached(ids), max_size=3).map(tuple),
        )
        | _made(Review, on=st.dates(date(1950, 1, 1)), session=one(hours), words=texts)
    ),
    "consent": lambda hours, ids: _made(
        Consent,
        author=CLIENTS,
        to=st.just("supervision"),
        words=texts,
        until=maybe(moments),
        withdrawn_at=maybe(moments),
    ),
    "supervision": lambda hours, ids: _made(
        Supervision,
        author=CLIENTS_NOT,
        visibility=PRIVATE,
        question=texts,
        entries=some(ids),
        left_out=st.lists(labels, max_size=3).map(tuple),
        supervisor=st.uuids(),
        expires=moments,
        answer=texts,
        answered_at=moments,
        ended_at=maybe(moments),
    ),
}
"""What happens between the two, by kind: about these hours and these other entries."""


def between(hours: Ids = (), ids: Ids = ()) -> st.SearchStrategy[CaseEntry]:
    """Any entry of what happens between the two, about these hours and these other entries."""
    return st.one_of(*(make(hours, ids) for make in BETWEEN.values()))


BY_KIND: dict[str, st.SearchStrategy[Content]] = {
    "frame": frames,
    "person": people,
    "word": words,
    "session": sessions,
    "safety": safety_plans,
    "episode": episodes(),
    "tie": ties(),
    **{kind: make((), ()) for kind, make in BETWEEN.items()},
}
"""A strategy for every kind: a new kind gets a line here or in `BETWEEN`."""
contents = st.one_of(*BY_KIND.values())


@st.composite
def several_tellings(draw: st.DrawFn, told: list[Episode]) -> list[Episode]:
    """These episodes, some of which are another telling of one before, or said not to be."""
    return [
        structs.replace(
            each,
            telling_of=draw(one([before.id for before in told[:place]])),
            apart_from=draw(maybe(some([before.id for before in told[:place]]))),
            plan=draw(one([before.id for before in told[:place]])),
        )
        for place, each in enumerate(told)
    ]


@st.composite
def case_files(draw: st.DrawFn) -> CaseFile:
    """A whole case in which every reference leads somewhere and nothing stands twice."""
    persons = draw(st.lists(people, max_size=3, unique_by=lambda person: person.id))
    hours = draw(st.lists(sessions, max_size=2))
    held = [hour.id for hour in hours]
    happened = draw(st.lists(episodes([person.id for person in persons], held), max_size=4))
    happened = draw(several_tellings(happened))
    placed = draw(st.lists(ties([person.id for person in persons]), max_size=3))
    before: list[CaseEntry] = [*hours, *happened, *placed]
    after = draw(st.lists(between(held, [entry.id for entry in before]), max_size=4))
    entries: list[CaseEntry] = [*before, *after, *draw(st.lists(safety_plans, max_size=1))]
    return CaseFile(
        case=draw(frames),
        vocabulary=tuple(
            draw(st.lists(words, max_size=3, unique_by=lambda w: (w.list, w.code, w.author)))
        ),
        people=tuple(draw(same_people(persons))),
        entries=tuple({entry.id: entry for entry in entries}.values()),
    )
