"""Made-up cases for Hypothesis: every kind of content, and whole case files that hang together."""

from collections.abc import Callable
from datetime import date
from typing import get_args

from hypothesis import strategies as st
from msgspec import structs

from relating.case import (
    Agenda,
    Agreement,
    Answer,
    Aside,
    Attempt,
    Beside,
    Book,
    BookPart,
    Card,
    CaseEntry,
    CaseFile,
    Consent,
    Content,
    Ending,
    Episode,
    Feedback,
    Goal,
    KeptChange,
    Mark,
    NewBetween,
    Note,
    Option,
    Plan,
    Recognition,
    Review,
    Supervision,
    Way,
    WorkLine,
    WorkWithMe,
)
from relating.case.entries.agreement import LINES, Yes
from relating.case.entries.ending import Access
from relating.case.entries.kept_change import ChangeOf
from relating.case.entries.way import Size, WayStatus
from relating.case.entries.work_with_me import About
from tests.case.drawn import (
    code,
    codes,
    episodes,
    frames,
    impacts,
    labels,
    maybe,
    moments,
    one,
    people,
    ratings,
    safety_plans,
    same_people,
    sessions,
    some,
    texts,
    words,
)
from tests.case.parts import (
    CLIENTS,
    CLIENTS_NOT,
    PRIVATE,
    SHARED,
    Ids,
    dips,
    loops,
    made_of,
    patterns,
    preferences,
    pulses,
    reached,
    steps,
    then_and_now,
    ties,
)

BETWEEN: dict[str, Callable[[Ids, Ids], st.SearchStrategy[CaseEntry]]] = {
    "pulse": lambda hours, ids: pulses(hours),
    "dip": lambda hours, ids: dips(hours),
    "mark": lambda hours, ids: made_of(
        Mark,
        author=CLIENTS_NOT,
        visibility=PRIVATE,
        at=moments,
        session=one(hours),
        client_move=maybe(code("client_move")),
        pull=maybe(code("pull")),
        became=one(ids),
    ),
    "feedback": lambda hours, ids: made_of(
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
    "answer": lambda hours, ids: made_of(
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
    "card": lambda hours, ids: made_of(
        Card,
        plan=one(ids),
        reply=texts,
        mine=texts,
        agreed=st.sampled_from([(), ("client",), ("counsellor",), ("client", "counsellor")]),
    ),
    "new_between": lambda hours, ids: made_of(
        NewBetween, session=one(hours), braced=texts, came=texts, moment=one(ids)
    ),
    "agenda": lambda hours, ids: made_of(
        Agenda, words=texts, about=some(ids), session=one(hours), done_at=maybe(moments)
    ),
    "aside": lambda hours, ids: made_of(
        Aside,
        author=CLIENTS_NOT,
        visibility=PRIVATE,
        worth=st.sampled_from(["dip", "promise", "rhyme"]),
        about=some(ids),
    ),
    "note": lambda hours, ids: made_of(
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
    "plan": lambda hours, ids: made_of(
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
    "attempt": lambda hours, ids: made_of(
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
    "agreement": lambda hours, ids: made_of(
        Agreement,
        visibility=st.just("shared"),
        yes=st.lists(st.builds(Yes, line=st.sampled_from(LINES), words=texts), max_size=5).map(
            tuple
        ),
        sent=maybe(st.booleans()),
    ),
    "way": lambda hours, ids: made_of(
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
    "option": lambda hours, ids: made_of(
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
    "beside": lambda hours, ids: made_of(
        Beside, author=CLIENTS_NOT, way=one(ids), my_part=texts, retired=st.booleans()
    ),
    "recognition": lambda hours, ids: made_of(
        Recognition,
        author=CLIENTS,
        telling=one(ids),
        says=st.sampled_from(["so", "partly", "not_so", "refused", "kept_off"]),
        words=texts,
    ),
    "kept_change": lambda hours, ids: made_of(
        KeptChange,
        author=CLIENTS,
        way=one(ids),
        change=st.sampled_from(get_args(ChangeOf)),
        choice=st.sampled_from(["kept", "hidden", "dropped"]),
        words=texts,
    ),
    "work_with_me": lambda hours, ids: made_of(
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
        made_of(
            Ending,
            author=CLIENTS,
            visibility=SHARED,
            day=maybe(st.dates()),
            stopped_at=maybe(moments),
            words=texts,
            access=maybe(st.sampled_from(get_args(Access))),
        ),
        made_of(
            Ending,
            author=CLIENTS_NOT,
            visibility=SHARED,
            day=maybe(st.dates()),
            stopped_at=maybe(moments),
            words=texts,
        ),
    ),
    "book": lambda hours, ids: made_of(
        Book, author=CLIENTS, title=labels, first=one(ids), left_out=some(ids)
    ),
    "book_part": lambda hours, ids: st.one_of(
        made_of(BookPart, part=st.sampled_from(["not_managed", "letter"]), words=texts),
        made_of(BookPart, author=CLIENTS, part=st.just("along"), words=texts),
    ),
    "goal": lambda hours, ids: made_of(
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
        made_of(
            Review,
            author=CLIENTS,
            on=st.dates(date(1950, 1, 1)),
            session=one(hours),
            words=texts,
            reached=st.lists(reached(ids), max_size=3).map(tuple),
        )
        | made_of(Review, on=st.dates(date(1950, 1, 1)), session=one(hours), words=texts)
    ),
    "consent": lambda hours, ids: made_of(
        Consent,
        author=CLIENTS,
        to=st.just("supervision"),
        words=texts,
        until=maybe(moments),
        withdrawn_at=maybe(moments),
    ),
    "supervision": lambda hours, ids: made_of(
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
