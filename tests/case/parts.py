"""Kinds that are made of many parts, made up for Hypothesis, and their parts."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias, get_args
from uuid import UUID

from hypothesis import strategies as st

from relating.case import (
    CaseEntry,
    Dip,
    Loop,
    Pattern,
    Preferences,
    Pulse,
    Reached,
    Step,
    Support,
    ThenNow,
    Tie,
)
from relating.case.entries.pattern import NotThis
from relating.case.entries.preferences import BackThen, Part
from relating.case.entries.review import Level
from tests.case.drawn import (
    authors,
    code,
    codes,
    counts,
    cues,
    maybe,
    moments,
    one,
    ratings,
    some,
    texts,
    visibilities,
)

CLIENTS, CLIENTS_NOT, PRIVATE = st.just("client"), st.just("counsellor"), st.just("private")
SHARED = st.just("shared")


def made_of(
    kind: type[CaseEntry], **fields: st.SearchStrategy[Any]
) -> st.SearchStrategy[CaseEntry]:
    common = {"author": authors, "visibility": visibilities}
    return st.builds(kind, **{**common, **fields}, id=st.uuids(), recorded_at=moments)


def pulses(hours: Sequence[UUID] = ()) -> st.SearchStrategy[CaseEntry]:
    """A pulse: the client's, which may be released, or the counsellor's with the pull."""
    items = {name: maybe(ratings) for name in PULSE_ITEMS}
    line = {"not_right": texts, "not_right_for": maybe(st.sampled_from(["talk", "know"]))}
    kept = {"not_right": texts, "not_right_for": maybe(st.sampled_from(["talk", "know", "keep"]))}
    hour = {"session": one(hours)}
    return st.one_of(
        made_of(Pulse, **hour, **items, **line),
        made_of(Pulse, **hour, **items, **kept, visibility=PRIVATE),
        made_of(Pulse, **hour, **items, author=CLIENTS_NOT, visibility=PRIVATE, pull=codes("pull")),
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
        made_of(Dip, **said, mended=maybe(st.sampled_from(["yes", "partly", "no"]))),
        made_of(Dip, **said, mended=st.just("yes"), mended_session=one(hours)),
    )


patterns = st.one_of(
    *(
        made_of(
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
    made_of(
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
        left_out=st.lists(st.sampled_from(get_args(Part)), max_size=2).map(tuple),
    ),
    made_of(
        Preferences,
        author=CLIENTS_NOT,
        no_device=maybe(st.booleans()),
        read_ahead=maybe(st.booleans()),
        back_then=maybe(words_of_back_then),
        left_out=st.lists(st.sampled_from(get_args(Part)), max_size=2).map(tuple),
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
