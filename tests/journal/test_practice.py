"""Takes and cards, written: of nothing that may not be practised now, whoever asks."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from relating.case import Card, Episode, Plan
from relating.journal import actions, queries
from relating.journal.actions import LATEST, NotNow
from relating.journal.models import Entry
from relating.people.gate import Hidden, Viewer
from relating.people.models import Relation
from tests.cast import THEN, Cast, episode, person
from tests.journal.plans import open_a_dip, plan_for


def a_take(plan: UUID | None, /, **more: object) -> Episode:
    """A take with both, as the screen tells it."""
    told = episode("", place="practice", plan=plan, alone=False, visibility="shared")
    return replace(told, **more)


def a_card(plan: UUID | None) -> Card:
    """A card that Ana made."""
    return Card(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        plan=plan,
        reply="Both. Tonight, ideally.",
        mine="Then the second one tomorrow.",
        agreed=("client",),
    )


def with_ben(cast: Cast, plan: UUID | None, viewer: Viewer | None = None) -> None:
    actions.take(viewer or cast.ben, cast.case, a_take(plan))


def alone(cast: Cast, plan: UUID | None, viewer: Viewer | None = None) -> None:
    told = a_take(plan, alone=True, visibility="private")
    actions.practise_alone(viewer or cast.ana, cast.case, told)


def card(cast: Cast, plan: UUID | None, viewer: Viewer | None = None) -> None:
    actions.card(viewer or cast.ana, cast.case, a_card(plan))


EVERY = pytest.mark.parametrize("practise", [with_ben, alone, card])
Practise = Callable[[Cast, UUID | None], None]


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """A plan that Ana shared."""
    made = plan_for(visibility="shared")
    actions.plan(cast.ana, cast.case, made)
    return made


def written(cast: Cast) -> int:
    """How many takes and cards there are."""
    return Entry.objects.filter(case=cast.case, kind__in=("episode", "card")).count()


@EVERY
def test_of_a_plan_that_is_there_one_may(cast: Cast, plan: Plan, practise: Practise) -> None:
    practise(cast, plan.id)
    assert written(cast) == 1


@EVERY
def test_of_a_plan_that_was_deleted_nothing_is_practised(
    cast: Cast, plan: Plan, practise: Practise
) -> None:
    actions.delete(cast.ana, plan.id)
    with pytest.raises(Hidden):
        practise(cast, plan.id)
    actions.put_back(cast.ana, plan.id)
    practise(cast, plan.id)


@EVERY
def test_of_what_is_no_plan_or_of_another_case_nothing_is_practised(
    cast: Cast, practise: Practise
) -> None:
    told, theirs = episode(visibility="shared"), plan_for(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    actions.plan(cast.carl, cast.other_case, theirs)
    Relation.objects.create(
        case_id=cast.other_case, user_id=cast.ben.id, role="counsellor", began=THEN
    )
    for wrong in (None, uuid4(), told.id, theirs.id):
        with pytest.raises(Hidden):
            practise(cast, wrong)
    assert written(cast) == 1


@EVERY
def test_while_a_dip_is_open_nothing_is_practised(
    cast: Cast, plan: Plan, practise: Practise
) -> None:
    wrong = open_a_dip(cast)
    with pytest.raises(NotNow) as refused:
        practise(cast, plan.id)
    assert refused.value.why == "dip"
    actions.delete(cast.ana, wrong)
    practise(cast, plan.id)


@EVERY
def test_with_somebody_unsafe_nothing_is_practised(cast: Cast, practise: Practise) -> None:
    tomas = person("Tomas", visibility="shared")
    actions.record(cast.ana, cast.case, tomas)
    made = plan_for(tomas.id, visibility="shared")
    actions.plan(cast.ana, cast.case, made)
    actions.write(cast.ana, cast.case, replace(tomas, unsafe=True), LATEST)
    with pytest.raises(NotNow) as refused:
        practise(cast, made.id)
    assert refused.value.why == "unsafe"
    assert written(cast) == 0


def test_a_dip_that_ana_keeps_to_herself_shows_in_nothing_on_the_screen_of_both(
    cast: Cast, plan: Plan
) -> None:
    wrong = open_a_dip(cast)
    actions.unshare(cast.ana, wrong)
    with_ben(cast, plan.id)
    for hers in (alone, card):
        with pytest.raises(NotNow):
            hers(cast, plan.id)
    assert written(cast) == 1


def test_a_plan_that_is_private_is_nobodys_but_anas(cast: Cast, plan: Plan) -> None:
    actions.unshare(cast.ana, plan.id)
    for his in (with_ben, card):
        with pytest.raises(Hidden):
            his(cast, plan.id, cast.ben)
    alone(cast, plan.id)


def test_on_bens_screen_nothing_but_a_take_with_both_is_told(cast: Cast, plan: Plan) -> None:
    for odd in ({"place": "life"}, {"alone": True}, {"alone": None}, {"plan": None}):
        with pytest.raises(Hidden):
            actions.take(cast.ben, cast.case, a_take(plan.id, **odd))
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            with_ben(cast, plan.id, viewer)
    with_ben(cast, plan.id)
    (take,) = queries.open_case(cast.ana, cast.case).tellings
    assert (take.author, take.visibility) == ("client", "shared")


def test_sent_twice_it_is_one_take_and_one_card(cast: Cast, plan: Plan) -> None:
    told, made = a_take(plan.id), a_card(plan.id)
    for _ in range(2):
        actions.take(cast.ben, cast.case, told, replace(made, author="counsellor"))
    assert written(cast) == 2
