"""Entries: what they hold, what they refuse, and how they are kept."""

import math
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case import (
    DEFAULTS,
    KINDS,
    Content,
    Episode,
    Feeling,
    Misfit,
    Person,
    Session,
    Unfit,
    decode,
    encode,
    kind_of,
    standing_of,
)
from relating.case.fields import LONGEST_STORY
from tests.case.examples import HOUR, a_case, an_episode
from tests.case.strategies import contents, moments

A_SECRET = "what Ana wrote about the river"


@given(contents)
def test_what_is_encoded_is_decoded_exactly(content: Content) -> None:
    assert decode(kind_of(content), encode(content)) == content


@given(contents)
def test_encoding_again_changes_no_byte(content: Content) -> None:
    once = encode(content)

    assert encode(decode(kind_of(content), once)) == once


def test_every_kind_has_its_name() -> None:
    assert set(KINDS) == {kind_of(content) for content in a_case().entries} | {
        *("frame", "person", "word")
    }
    assert all(KINDS[kind_of(content)] is type(content) for content in a_case().entries)


def test_a_kind_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        decode("letter", b"{}")


def test_an_entry_is_not_decoded_as_another_kind() -> None:
    with pytest.raises(Unfit):
        decode("session", encode(an_episode()))


def test_not_asked_and_asked_but_none_are_told_apart() -> None:
    neither = an_episode(wish=None, cost=(), feelings=())
    again = decode("episode", encode(neither))

    assert isinstance(again, Episode)
    assert (again.wish, again.cost, again.feelings) == (None, (), ())


def test_zero_is_kept_and_is_not_missing() -> None:
    again = decode("episode", encode(an_episode(valence=0, awareness=0, authenticity=0)))

    assert isinstance(again, Episode)
    assert (again.valence, again.awareness, again.authenticity) == (0, 0, 0)


def test_only_when_is_required_of_an_episode() -> None:
    bare = Episode(
        id=UUID(int=1),
        author="client",
        visibility="private",
        recorded_at=HOUR,
        at=HOUR,
        place="life",
    )

    assert decode("episode", encode(bare)) == bare


@pytest.mark.parametrize("place", ["room", "life", "practice"])
def test_an_episode_of_today_says_when_it_happened(place: str) -> None:
    with pytest.raises(Misfit, match="at: say when it happened"):
        an_episode(place=place, at=None)


@pytest.mark.parametrize("when", [{"at": None, "age": 9}, {"at": None}, {"at": HOUR, "age": 9}])
def test_a_past_episode_may_tell_an_age_or_a_time_or_neither(when: dict[str, Any]) -> None:
    past = an_episode(place="past", **when)

    assert decode("episode", encode(past)) == past


def test_only_a_past_episode_tells_an_age() -> None:
    with pytest.raises(Misfit, match="age"):
        an_episode(place="life", age=9)


@given(moments, st.integers(-14 * 60, 14 * 60))
def test_a_time_is_kept_in_utc_wherever_it_was_said(moment: datetime, minutes: int) -> None:
    there = moment.astimezone(timezone(timedelta(minutes=minutes)))
    episode = an_episode(at=there, recorded_at=there)

    assert episode.at == moment
    assert (episode.at.tzinfo, episode.recorded_at.tzinfo) == (UTC, UTC)
    assert encode(episode) == encode(an_episode(at=moment, recorded_at=moment))


@pytest.mark.parametrize("field", ["at", "recorded_at"])
def test_a_time_without_its_zone_is_refused(field: str) -> None:
    naive = HOUR.replace(tzinfo=None)

    with pytest.raises(Misfit, match=f"{field}: a time needs its time zone"):
        an_episode(**{field: naive})


def test_a_time_beyond_the_calendar_is_refused() -> None:
    far_east = timezone(timedelta(hours=14))

    with pytest.raises(Misfit, match="outside the calendar"):
        an_episode(at=datetime(1, 1, 1, tzinfo=far_east))


def test_a_position_in_whole_numbers_is_kept_like_any_other() -> None:
    assert encode(an_episode(my_position=(0, -1))) == encode(an_episode(my_position=(0.0, -1.0)))


OUT_OF_RANGE: list[dict[str, Any]] = [
    {"valence": 4},
    {"valence": -4},
    {"awareness": 6},
    {"awareness": -1},
    {"authenticity": 11},
    {"worth_at_stake": -1},
    {"my_position": (1.01, 0)},
    {"other_position": (0, -1.01)},
    {"my_position": (math.nan, 0)},
    {"age": 121, "place": "past"},
    {"place": "elsewhere"},
    {"author": "stranger"},
    {"visibility": "public"},
    {"story": "a" * (LONGEST_STORY + 1)},
    {"wish": ("heard",) * 51},
    {"feelings": (Feeling(code="sad", intensity=11),)},
    {"feelings": (Feeling(code="sad", after=11),)},
    {"person": ""},
]


@pytest.mark.parametrize("change", OUT_OF_RANGE, ids=lambda change: next(iter(change)))
def test_what_could_not_be_read_again_is_not_encoded(change: dict[str, Any]) -> None:
    with pytest.raises(Unfit):
        encode(an_episode(**change))


def test_what_people_wrote_is_in_no_error() -> None:
    with pytest.raises(Unfit) as caught:
        encode(an_episode(story=A_SECRET, place=A_SECRET))

    assert A_SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[" * 10_000, b'{"kind":"episode"}'])
def test_broken_bytes_are_unfit_and_nothing_else(data: bytes) -> None:
    with pytest.raises(Unfit):
        decode("episode", data)


def test_a_field_nobody_knows_is_refused() -> None:
    data = encode(an_episode()).replace(b'"story"', b'"storry"')

    with pytest.raises(Unfit):
        decode("episode", data)


def test_an_entry_never_changes() -> None:
    with pytest.raises(AttributeError):
        an_episode().story = "otherwise"  # type: ignore[misc]


def test_a_session_needs_only_its_time_and_state() -> None:
    hour = Session(
        id=UUID(int=1),
        author="counsellor",
        visibility="shared",
        recorded_at=HOUR,
        at=HOUR,
        state="planned",
    )

    assert decode("session", encode(hour)) == hour


ABOVE = ["mother", "father", "parent", "step_parent", "foster_parent", "boss", "teacher"]
STANDINGS = {
    **dict.fromkeys([*ABOVE, "counsellor"], "above"),
    **dict.fromkeys(["child", "someone_i_lead"], "below"),
}


@pytest.mark.parametrize("role", [term.code for term in DEFAULTS.terms("role")])
def test_where_a_person_stands_follows_from_the_role(role: str) -> None:
    person = Person(id="p1", alias="Mara", role=role)

    assert standing_of(person) == STANDINGS.get(role, "equal")


def test_where_a_person_stands_is_what_was_said() -> None:
    assert standing_of(Person(id="p1", alias="Mara", role="boss", standing="below")) == "below"


def test_somebody_in_a_role_of_ones_own_stands_level() -> None:
    assert standing_of(Person(id="p1", alias="Mara", role="godmother")) == "equal"


def test_a_person_and_a_word_are_written_without_their_kind() -> None:
    person = msgspec.json.decode(encode(Person(id="p1", alias="Mara", role="boss")))

    assert person == {"id": "p1", "alias": "Mara", "role": "boss"}
