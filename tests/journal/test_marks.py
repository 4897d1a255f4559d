"""Marks of the Room: what a device sends again adds, and never undoes what was said since."""

from uuid import uuid4

import pytest
from msgspec.structs import replace

from relating.case import Mark
from relating.journal import actions, queries
from relating.people.gate import Hidden
from tests.cast import THEN, Cast, episode


def mark(**more: object) -> Mark:
    """Something was there, as Ben's device notes it."""
    usual = Mark(id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN, at=THEN)
    return replace(usual, **more)


def kept(cast: Cast) -> list[Mark]:
    """The marks that Ben finds in his case."""
    return list(queries.open_case(cast.ben, cast.case).all(Mark))


def test_what_was_tapped_since_is_added_and_an_older_state_takes_nothing_away(cast: Cast) -> None:
    bare = mark()
    moved = replace(bare, client_move="criticised")
    pulled = replace(moved, pull="explain")
    for sent in (bare, moved, pulled, bare, moved):
        actions.mark(cast.ben, cast.case, [sent])
    assert kept(cast) == [pulled]


def test_what_was_tapped_on_each_of_two_devices_comes_together(cast: Cast) -> None:
    bare = mark()
    for tapped in ({"client_move": "criticised"}, {"pull": "explain"}):
        actions.mark(cast.ben, cast.case, [replace(bare, **tapped)])
    assert kept(cast) == [replace(bare, client_move="criticised", pull="explain")]


def test_what_was_tapped_otherwise_since_stands_in_the_place_of_the_first(cast: Cast) -> None:
    first = mark(client_move="criticised", pull="explain")
    second = replace(first, client_move="withdrew", pull="advise")
    for sent in (first, second):
        actions.mark(cast.ben, cast.case, [sent])
    assert kept(cast) == [second]


def test_what_was_tapped_first_may_be_tapped_again_after_something_else(cast: Cast) -> None:
    first = mark(client_move="criticised")
    for sent in (first, replace(first, client_move="withdrew"), first):
        actions.mark(cast.ben, cast.case, [sent])
    assert kept(cast) == [first]


def test_a_mark_that_was_thrown_away_stays_so_and_takes_nothing_in(cast: Cast) -> None:
    first = mark(pull="explain")
    thrown = replace(first, thrown_away=True)
    for sent in (first, thrown, replace(first, pull="advise"), first):
        actions.mark(cast.ben, cast.case, [sent])
    assert kept(cast) == [thrown]


def test_a_mark_that_became_an_episode_takes_nothing_in(cast: Cast) -> None:
    first = mark(pull="explain")
    actions.mark(cast.ben, cast.case, [first])
    told = episode(author="counsellor", place="room")
    actions.tell(cast.ben, cast.case, told, mark=first)
    for sent in (first, replace(first, pull="advise"), replace(first, thrown_away=True)):
        actions.mark(cast.ben, cast.case, [sent])
    assert kept(cast) == [replace(first, became=told.id)]


def test_a_mark_that_was_deleted_is_not_brought_back_by_a_device_that_did_not_know(
    cast: Cast,
) -> None:
    first = mark()
    actions.mark(cast.ben, cast.case, [first])
    actions.delete(cast.ben, first.id)
    actions.mark(cast.ben, cast.case, [first, replace(first, pull="explain")])
    assert kept(cast) == []


def test_a_mark_under_the_id_of_something_else_of_bens_leaves_that_as_it_is(cast: Cast) -> None:
    own = episode(author="counsellor", place="room")
    actions.record(cast.ben, cast.case, own)
    actions.mark(cast.ben, cast.case, [mark(id=own.id)])
    assert queries.open_case(cast.ben, cast.case).episodes == (own,)
    assert kept(cast) == []


def test_nobody_but_ben_keeps_marks_in_his_case(cast: Cast) -> None:
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.mark(viewer, cast.case, [mark()])
    assert kept(cast) == []
