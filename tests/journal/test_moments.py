"""Two tellings of one moment: each says in their own telling what the two are to one another."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from relating.case import Agenda, Episode
from relating.case.fields import LONGEST_LIST
from relating.journal import actions, queries
from relating.journal.models import Trail
from relating.people.gate import Hidden, Viewer
from tests.cast import THEN, Cast, case_of, episode, tell
from tests.sure import as_a

Act = Callable[[Viewer, UUID, UUID], Any]
ACTS: list[Act] = [
    actions.same_moment,
    actions.other_moment,
    partial(actions.saw_differently, so=True),
]


def bens(cast: Cast, case: UUID | None = None, /, **more: Any) -> Episode:
    told = episode("She laughed.", author="counsellor", place="room", visibility="shared", **more)
    actions.record(cast.ben, case or cast.case, told)
    return told


def now(cast: Cast, told: Episode) -> Episode:
    return as_a(Episode, queries.open_entry(cast.ana, told.id).content)


@pytest.mark.parametrize("act", ACTS)
def test_it_is_said_in_ones_own_telling_of_one_that_the_other_told(cast: Cast, act: Act) -> None:
    hers, more, his = tell(cast, visibility="shared"), tell(cast), bens(cast)
    line = Agenda(id=uuid4(), author="counsellor", visibility="shared", recorded_at=THEN, words="x")
    actions.record(cast.ben, cast.case, line)
    never = [
        (cast.ben, hers.id, his.id),
        (cast.ana, his.id, hers.id),
        (cast.ana, hers.id, more.id),
        (cast.ana, hers.id, line.id),
        (cast.ben, line.id, hers.id),
        (cast.ben, his.id, more.id),
        (cast.ana, hers.id, uuid4()),
        (cast.cleo, hers.id, his.id),
    ]
    for actor, mine, other in never:
        with pytest.raises(Hidden):
            act(actor, mine, other)
    assert now(cast, hers) == hers
    act(cast.ana, hers.id, his.id)
    assert now(cast, hers) != hers
    assert now(cast, his) == his


def test_two_of_two_cases_are_never_one(cast: Cast) -> None:
    other = case_of(cast.ben, cast.carl, "C.")
    hers, his = tell(cast, visibility="shared"), bens(cast, other)
    with pytest.raises(Hidden):
        actions.same_moment(cast.ben, his.id, hers.id)


def test_what_was_deleted_is_no_other_telling(cast: Cast) -> None:
    hers, his = tell(cast), bens(cast)
    actions.delete(cast.ben, his.id)
    with pytest.raises(Hidden):
        actions.same_moment(cast.ana, hers.id, his.id)


def test_whoever_says_that_they_are_one_again_keeps_what_else_was_said(cast: Cast) -> None:
    hers, one, other = tell(cast), bens(cast), bens(cast)
    actions.other_moment(cast.ana, hers.id, one.id)
    actions.other_moment(cast.ana, hers.id, other.id)
    assert now(cast, hers).apart_from == (one.id, other.id)
    actions.same_moment(cast.ana, hers.id, one.id)
    assert (now(cast, hers).telling_of, now(cast, hers).apart_from) == (one.id, (other.id,))
    actions.other_moment(cast.ana, hers.id, other.id)
    assert now(cast, hers).telling_of == one.id, "that was another"


def test_a_list_that_is_full_keeps_the_newest(cast: Cast) -> None:
    many = tuple(uuid4() for _ in range(LONGEST_LIST))
    hers, his = tell(cast, apart_from=many), bens(cast)
    actions.other_moment(cast.ana, hers.id, his.id)
    assert now(cast, hers).apart_from == (*many[1:], his.id)


def test_each_leaves_one_line_in_the_trail_by_its_name(cast: Cast) -> None:
    hers, his = tell(cast), bens(cast)
    Trail.objects.all().delete()
    for act in ACTS:
        act(cast.ana, hers.id, his.id)
    lines = Trail.objects.exclude(act="read").order_by("seq").values_list("act", "entry")
    assert [*lines] == [
        ("same_moment", hers.id),
        ("other_moment", hers.id),
        ("revised", hers.id),
    ]
