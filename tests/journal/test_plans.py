"""Plans and tries, written: what may not be planned is refused, whoever asks and from wherever."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from relating.case import Attempt, Episode, Plan
from relating.journal import actions, queries
from relating.journal.actions import LATEST, NEW, Conflict, NotNow, Tried
from relating.people.gate import Hidden
from tests.cast import THEN, Cast, episode, person, row_in
from tests.journal.plans import open_a_dip, plan_for, tap


def kept(cast: Cast) -> list[Plan]:
    return list(queries.open_case(cast.ana, cast.case).all(Plan))


def test_a_plan_is_written_and_put_otherwise(cast: Cast) -> None:
    made = plan_for()
    assert actions.plan(cast.ana, cast.case, made).version == 1
    assert actions.plan(cast.ana, cast.case, replace(made, say="No."), 1).version == 2
    with pytest.raises(Conflict):
        actions.plan(cast.ana, cast.case, replace(made, say="Yes."), 1)
    assert [each.say for each in kept(cast)] == ["No."]


def test_nobody_but_ana_plans(cast: Cast) -> None:
    for viewer in (cast.ben, cast.cleo, cast.carl, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.plan(viewer, cast.case, plan_for())


def test_with_somebody_unsafe_nothing_is_planned_new_or_otherwise(cast: Cast) -> None:
    tomas, made = person("Tomas", unsafe=True), plan_for()
    actions.record(cast.ana, cast.case, tomas)
    actions.plan(cast.ana, cast.case, made)
    for plan, based_on in (
        (plan_for(tomas.id), NEW),
        (replace(made, person=tomas.id), 1),
        (replace(made, person=tomas.id), LATEST),
    ):
        with pytest.raises(NotNow) as refused:
            actions.plan(cast.ana, cast.case, plan, based_on)
        assert refused.value.why == "unsafe"
    assert [each.person for each in kept(cast)] == [None]


def test_somebody_who_was_deleted_is_marked_no_more(cast: Cast) -> None:
    tomas = person("Tomas", unsafe=True)
    actions.record(cast.ana, cast.case, tomas)
    actions.delete(cast.ana, row_in(cast.case, tomas))
    actions.plan(cast.ana, cast.case, plan_for(tomas.id))
    assert len(kept(cast)) == 1


@pytest.mark.parametrize("based_on", [NEW, LATEST])
def test_while_a_dip_is_open_nothing_new_is_planned(cast: Cast, based_on: int) -> None:
    made = plan_for()
    actions.plan(cast.ana, cast.case, made)
    wrong = open_a_dip(cast)
    with pytest.raises(NotNow) as refused:
        actions.plan(cast.ana, cast.case, plan_for(), based_on)
    assert refused.value.why == "dip"
    actions.plan(cast.ana, cast.case, replace(made, when="at six"), LATEST)
    actions.delete(cast.ana, wrong)
    actions.plan(cast.ana, cast.case, plan_for(), based_on)
    assert len(kept(cast)) == 2


def test_sent_once_more_it_is_the_same_plan_whenever_it_was_asked_about_danger(cast: Cast) -> None:
    made = plan_for(asked_danger=THEN)
    actions.plan(cast.ana, cast.case, made)
    later = replace(made, asked_danger=THEN + timedelta(seconds=2))
    assert actions.plan(cast.ana, cast.case, later).again
    with pytest.raises(Conflict):
        actions.plan(cast.ana, cast.case, replace(made, asked_danger=None))
    actions.plan(cast.ana, cast.case, later, 1)
    assert [each.asked_danger for each in kept(cast)] == [later.asked_danger]


def test_a_plan_that_was_not_asked_about_danger_first_is_not_the_same(cast: Cast) -> None:
    made = plan_for()
    actions.plan(cast.ana, cast.case, made)
    with pytest.raises(Conflict):
        actions.plan(cast.ana, cast.case, replace(made, asked_danger=THEN))


def test_an_id_of_another_case_is_nothing(cast: Cast) -> None:
    made = plan_for()
    actions.plan(cast.carl, cast.other_case, made)
    with pytest.raises(Hidden):
        actions.plan(cast.ana, cast.case, made)


def test_a_try_alone_with_its_telling_and_with_the_plan_that_is_shared(cast: Cast) -> None:
    made = plan_for()
    actions.plan(cast.ana, cast.case, made)
    attempt = tap(made)
    assert actions.tried(cast.ana, cast.case, Tried(attempt, NEW)).beside == ()
    told = episode(plan=made.id, visibility="shared")
    shared = replace(attempt, telling=told.id, visibility="shared")
    along = replace(made, visibility="shared")
    receipt = actions.tried(cast.ana, cast.case, Tried(shared, 1, told, NEW, along))
    assert [each.id for each in receipt.beside] == [told.id, made.id]
    his = queries.open_case(cast.ben, cast.case)
    assert (his.all(Plan), his.all(Attempt)) == ((along,), (shared,))
    assert his.all(Episode) == (told,)


def test_when_the_telling_was_changed_meanwhile_the_try_is_not_written(cast: Cast) -> None:
    made = plan_for()
    actions.plan(cast.ana, cast.case, made)
    told, attempt = episode(plan=made.id), tap(made)
    actions.tried(cast.ana, cast.case, Tried(attempt, NEW, told))
    actions.revise(cast.ana, cast.case, replace(told, story="More."), 1)
    newer = Tried(replace(attempt, learned="Much."), 1, replace(told, story="Less."), 1)
    with pytest.raises(Conflict):
        actions.tried(cast.ana, cast.case, newer)
    assert queries.open_case(cast.ana, cast.case).all(Attempt) == (attempt,)


def test_nobody_but_ana_says_how_it_went(cast: Cast) -> None:
    made = plan_for(visibility="shared")
    actions.plan(cast.ana, cast.case, made)
    for viewer in (cast.ben, cast.cleo, cast.dov):
        with pytest.raises(Hidden):
            actions.tried(viewer, cast.case, Tried(tap(made), NEW))
