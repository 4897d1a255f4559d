"""An episode goes through its form and comes back as it was."""

from datetime import UTC, datetime, timedelta
from typing import get_args
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relating.case import DEFAULTS, Episode, Expected, Feeling, Impact, Place
from relating.journal import queries
from relating.web.episodes.form_to_entry import initial
from relating.web.episodes.forms import EpisodeForm
from tests.cast import Cast, episode
from tests.web.episodes.telling import EPOCH, filled_in

moments = st.integers(-600_000_000_000_000, 3_600_000_000_000_000).map(
    lambda microseconds: EPOCH + timedelta(microseconds=microseconds)
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"))
sides = st.floats(-1, 1)
tens = st.none() | st.integers(0, 10)


def codes(*lists: str) -> st.SearchStrategy[tuple[str, ...] | None]:
    known = [term.code for name in lists for term in DEFAULTS.terms(name)]
    return st.none() | st.lists(st.sampled_from([*known, "own_1"]), max_size=5).map(tuple)


@st.composite
def whole_episodes(draw: st.DrawFn) -> Episode:
    place = draw(st.sampled_from(get_args(Place)))
    past = place == "past"
    felt = st.builds(
        Feeling,
        code=st.sampled_from([term.code for term in DEFAULTS.terms("feeling")]),
        intensity=tens,
        after=tens,
        layer=st.sampled_from([None, "primary", "covering"]),
    )
    impacts = st.builds(Impact, text=texts, source=st.sampled_from(["guessed", "asked", "told"]))
    chances = st.none() | st.integers(0, 100)
    feared = st.sampled_from([None, "criticised", "own_2"])
    return Episode(
        id=uuid4(),
        author="client",
        visibility=draw(st.sampled_from(["private", "shared"])),
        recorded_at=draw(moments),
        at=draw(st.none() | moments) if past else draw(moments),
        age=draw(st.none() | st.integers(0, 120)) if past else None,
        place=place,
        session=draw(st.none() | st.uuids()),
        person=draw(st.sampled_from([None, "p1"])),
        story=draw(texts),
        wish=draw(codes("wish")),
        other_did=draw(codes("other_did")),
        feelings=draw(st.none() | st.lists(felt, max_size=4).map(tuple)),
        i_did=draw(codes("behaviour", "new")),
        self_treatment=draw(codes("self_treatment")),
        ended=draw(st.sampled_from([None, "i_gave_in", "own_3"])),
        valence=draw(st.none() | st.integers(-3, 3)),
        other_position=draw(st.none() | st.tuples(sides, sides)),
        my_position=draw(st.none() | st.tuples(sides, sides)),
        awareness=draw(st.none() | st.integers(0, 5)),
        authenticity=draw(tens),
        worth_at_stake=draw(tens),
        seen_as=draw(st.none() | texts),
        impact=draw(st.none() | impacts),
        plan=draw(st.none() | st.uuids()),
        expected=draw(
            st.none() | st.builds(Expected, other_did=feared, chance=chances, words=texts)
        ),
        need=draw(codes("need")),
        how_met=draw(codes("how_met")),
        rather=draw(st.none() | texts),
        unsaid=draw(st.none() | texts),
        something_new=draw(st.none() | st.booleans()),
        joke=draw(st.sampled_from([None, "connecting", "covering", "needed"])),
        protects_from=draw(codes("protects_from")),
        cost=draw(codes("cost")),
        place_context=draw(st.sampled_from([None, "home", "own_4"])),
        confidence_before=draw(tens),
        confidence_after=draw(tens),
        landed=draw(st.none() | texts),
        swapped=draw(st.none() | st.booleans()),
        alone=draw(st.none() | st.booleans()),
        zone=draw(st.sampled_from([None, "Europe/Lisbon", "Pacific/Kiritimati", "No/Where"])),
    )


@pytest.fixture
def opened(cast: Cast) -> queries.OpenCase:
    return queries.open_case(cast.ana, cast.case)


def test_an_episode_comes_back_from_the_form_as_it_went_in(opened: queries.OpenCase) -> None:
    @given(whole_episodes())
    def there_and_back(before: Episode) -> None:
        now = datetime(2026, 3, 3, 14, 20, tzinfo=UTC)
        shown = EpisodeForm(None, opened, now, before, 1)
        sent = EpisodeForm(filled_in(shown), opened, now, before, 1)
        assert sent.is_valid(), sent.errors
        assert sent.episode == before

    there_and_back()


def test_a_form_that_was_not_touched_asked_nothing(opened: queries.OpenCase, now: datetime) -> None:
    shown = EpisodeForm(None, opened, now)
    sent = EpisodeForm(filled_in(shown, story="Kept"), opened, now)
    assert sent.is_valid()
    empty = Episode(
        story="Kept",
        id=sent.episode.id,
        author="client",
        visibility="private",
        recorded_at=now,
        at=now,
        place="life",
    )
    assert sent.episode == empty


def test_what_was_chosen_once_and_is_taken_back_was_asked_and_none(
    opened: queries.OpenCase, now: datetime
) -> None:
    before = episode(wish=("close",), feelings=None)
    shown = EpisodeForm(None, opened, now, before, 1)
    sent = EpisodeForm(filled_in(shown, wish=[]), opened, now, before, 1)
    assert sent.is_valid()
    assert (sent.episode.wish, sent.episode.feelings) == ((), None)


def test_a_memory_from_back_then_needs_an_age_only_if_it_is_known(
    opened: queries.OpenCase, now: datetime
) -> None:
    shown = EpisodeForm(None, opened, now)
    sent = EpisodeForm(filled_in(shown, place="past", age=9, story="Kept"), opened, now)
    assert sent.is_valid()
    assert (sent.episode.place, sent.episode.age, sent.episode.at) == ("past", 9, None)


def test_the_shown_answers_are_those_of_the_episode() -> None:
    shown = initial(episode(i_did=("say_no", "pleasing")), DEFAULTS)
    assert (shown["old_ways"], shown["new_ways"]) == (["pleasing"], ["say_no"])
