"""Going back to an earlier version: nothing is rewritten, and nobody reads more than before."""

import random
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import fields, replace

from relating.case import (
    KINDS,
    Content,
    Feedback,
    Frame,
    Person,
    Preferences,
    Safety,
    WorkLine,
)
from relating.case.entries.preferences import BackThen
from relating.case.kinds import recorded_by
from relating.journal import actions, queries
from relating.journal.actions import Made
from relating.journal.models import Trail
from relating.journal.receipts import Receipt
from relating.people.gate import Hidden, Viewer
from tests.access.kinds import Around, By, made, possible, texts_of
from tests.cast import THEN, Cast, episode, person, row_in, tell
from tests.sure import as_a

APART = {"frame", "word", "supervision", "consent", "mark", "feedback", "aside"}
"""Kinds that begin in another way, or of which no earlier version is put back; said below."""


def ways(receipt: Receipt) -> list[Made]:
    """What undoes a write."""
    every = [each for each in receipt.every if each.back is not None]
    return [Made(each.id, each.version, each.back or 0) for each in every]


OTHERWISE: dict[str, dict[str, object]] = {
    "preferences": {"no_device": True},
    "work_with_me": {"lines": (WorkLine(id=uuid4(), about="pace", words="as it is now"),)},
}
"""What is changed in an entry without a text."""


def written(cast: Cast) -> Iterator[tuple[Viewer, Content, Content]]:
    """An entry of each kind by each who may write it, and what it is changed into."""
    for kind in sorted(KINDS.keys() - APART):
        for by in (By("client", "private"), By("client", "shared"), By("counsellor", "private")):
            if by.author not in recorded_by(KINDS[kind]) or not possible(kind, by):
                continue
            told = made(kind, by, Around(), lambda: "as it was")
            words: dict[str, object] = dict.fromkeys(texts_of(kind), "as it is now")
            otherwise = words or OTHERWISE.get(kind, {})
            writer = cast.ana if by.author == "client" else cast.ben
            if not told.settled:
                yield writer, told, replace(told, **otherwise)


def content(viewer: Viewer, row: UUID) -> Content:
    """What an entry says now."""
    return queries.open_entry(viewer, row).content


def acts(row: UUID) -> list[str]:
    """What the trail tells of an entry."""
    return [*Trail.objects.filter(entry=row).order_by("seq").values_list("act", flat=True)]


def test_an_edit_of_any_kind_is_undone_once_and_leaves_every_version_in_its_place(
    cast: Cast,
) -> None:
    tried = 0
    for writer, told, changed in written(cast):
        row = actions.record(writer, cast.case, told).id
        back = ways(actions.revise(writer, cast.case, changed, based_on=1))
        first, second = (actions.undo(writer, back) for _ in range(2))
        assert ([each.again for each in first], [each.again for each in second]) == (
            [False],
            [True],
        )
        assert content(writer, row) == told
        assert [each.content for each in queries.history(writer, row)] == [told, changed, told]
        assert acts(row) == ["recorded", "revised", "restored"]
        tried += 1
    assert tried >= 15


def test_what_was_new_is_deleted_by_undo_and_can_be_put_back(cast: Cast) -> None:
    for writer, told, _changed in written(cast):
        receipt = actions.record(writer, cast.case, told)
        if receipt.back is None:
            continue
        first, second = (actions.undo(writer, ways(receipt)) for _ in range(2))
        assert (first[0].again, second[0].again) == (False, True)
        assert queries.open_entry(writer, receipt.id).row.deleted
        assert acts(receipt.id) == ["recorded", "deleted"]
        actions.put_back(writer, receipt.id)
        assert content(writer, receipt.id) == told


def test_a_newer_edit_is_not_undone_unseen(cast: Cast) -> None:
    told = tell(cast)
    better = replace(told, story="Better")
    back = ways(actions.revise(cast.ana, cast.case, better, based_on=1))
    newest = replace(told, story="In another window")
    actions.revise(cast.ana, cast.case, newest, based_on=2)
    with pytest.raises(actions.Conflict):
        actions.undo(cast.ana, back)
    with pytest.raises(actions.Conflict):
        actions.restore(cast.ana, told.id, 1, based_on=2)
    assert content(cast.ana, told.id) == newest


def test_what_was_new_and_changed_since_is_not_deleted_unseen(cast: Cast) -> None:
    told = episode()
    back = ways(actions.record(cast.ana, cast.case, told))
    actions.revise(cast.ana, cast.case, replace(told, story="Better"), based_on=1)
    with pytest.raises(actions.Conflict):
        actions.undo(cast.ana, back)
    assert not queries.open_entry(cast.ana, told.id).row.deleted


def test_undoing_a_change_that_also_shared_takes_back_all_that_went_along(cast: Cast) -> None:
    mara = person()
    actions.record(cast.ana, cast.case, mara)
    told = tell(cast, person=mara.id)
    shared = replace(told, story="Now for Ben", visibility="shared")
    back = ways(actions.revise(cast.ana, cast.case, shared, based_on=1))
    assert {each.alias for each in queries.open_case(cast.ben, cast.case).people.values()} == {
        "Ben",
        "Mara",
    }
    actions.undo(cast.ana, back)
    seen = queries.open_case(cast.ben, cast.case)
    assert seen.episodes == ()
    assert [each.alias for each in seen.people.values()] == ["Ben"]
    assert content(cast.ana, told.id) == told
    assert content(cast.ana, row_in(cast.case, mara)) == mara


def test_sharing_and_taking_back_by_a_wrong_tap_are_undone(cast: Cast) -> None:
    told = tell(cast)
    actions.undo(cast.ana, ways(actions.share(cast.ana, told.id)))
    assert queries.open_case(cast.ben, cast.case).episodes == ()
    actions.share(cast.ana, told.id)
    actions.undo(cast.ana, ways(actions.unshare(cast.ana, told.id)))
    assert len(queries.open_case(cast.ben, cast.case).episodes) == 1


def test_what_ben_shared_has_no_way_back(cast: Cast) -> None:
    told = episode(author="counsellor", visibility="private")
    actions.record(cast.ben, cast.case, told)
    receipt = actions.share(cast.ben, told.id)
    assert ways(receipt) == []
    with pytest.raises(Hidden):
        actions.undo(cast.ben, [Made(told.id, 2, 1)])
    with pytest.raises(Hidden):
        actions.restore(cast.ben, told.id, 1, based_on=2)


def test_in_random_histories_a_version_that_is_put_back_is_read_by_no_more_people(
    cast: Cast,
) -> None:
    for seed in range(30):
        chance = random.Random(seed)
        told = tell(cast, f"Words 0 of {seed}")
        readers = ["private"]
        for number in range(1, chance.randrange(2, 6)):
            readers.append(chance.choice(("private", "shared")))
            words = f"Words {number} of {seed}"
            changed = replace(told, story=words, visibility=readers[-1])
            actions.revise(cast.ana, cast.case, changed, based_on=number)
        many = len(readers)
        chosen = chance.randrange(many - 1)
        receipt = actions.restore(cast.ana, told.id, chosen + 1, based_on=many)
        again = content(cast.ana, told.id)
        both = {readers[chosen], readers[-1]}
        want = "private" if "private" in both else "shared"
        assert (again.story, again.visibility) == (f"Words {chosen} of {seed}", want)  # type: ignore[union-attr]  # it is an episode
        assert len(queries.history(cast.ana, told.id)) == many + 1 == receipt.version
        seen = {each.id for each in queries.open_case(cast.ben, cast.case).episodes}
        assert (told.id in seen) is (want == "shared")


def test_on_a_plan_of_both_ben_goes_back_among_what_he_could_read_alone(cast: Cast) -> None:
    plan = as_a(Safety, made("safety", By("client", "private"), Around(), lambda: "hers alone"))
    actions.record(cast.ana, cast.case, plan)
    shared = replace(plan, on_my_own="Walk.", visibility="shared")
    actions.revise(cast.ana, cast.case, shared, based_on=1)
    back = ways(actions.revise(cast.ben, cast.case, replace(shared, on_my_own="Run."), based_on=1))
    assert back == [Made(plan.id, 2, 1)]
    actions.undo(cast.ben, back)
    assert content(cast.ben, plan.id) == shared
    for number in (0, 4, 9):
        with pytest.raises(Hidden):
            actions.restore(cast.ben, plan.id, number, based_on=3)
    assert [each.version for each in queries.history(cast.ben, plan.id)] == [3, 2, 1]


def test_nobody_else_undoes_or_puts_back(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    actions.revise(cast.ana, cast.case, replace(told, story="Better"), based_on=1)
    for stranger in (cast.ben, cast.cleo, cast.carl, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.undo(stranger, [Made(told.id, 2, 1)])
        with pytest.raises(Hidden):
            actions.undo(stranger, [Made(told.id, 2, 0)])
        with pytest.raises(Hidden):
            actions.restore(stranger, told.id, 1, based_on=2)
    actions.delete(cast.ana, told.id)
    with pytest.raises(Hidden):
        actions.restore(cast.ana, told.id, 1, based_on=3)


def test_of_what_was_deleted_only_its_writer_is_told_that_it_is_undone_already(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    actions.delete(cast.ana, told.id)
    assert actions.undo(cast.ana, [Made(told.id, 1, 0)])[0].again
    with pytest.raises(Hidden):
        actions.undo(cast.ben, [Made(told.id, 1, 0)])


def test_a_way_back_that_names_something_of_another_case_undoes_nothing(cast: Cast) -> None:
    told = tell(cast)
    back = ways(actions.revise(cast.ana, cast.case, replace(told, story="Better"), based_on=1))
    other = episode()
    actions.record(cast.carl, cast.other_case, other)
    for foreign in (Made(other.id, 1, 0), Made(uuid4(), 1, 0)):
        with pytest.raises(Hidden):
            actions.undo(cast.ana, [*back, foreign])
    assert content(cast.ana, told.id) == replace(told, story="Better")


def test_what_was_said_is_not_put_back_to_what_was_not_said(cast: Cast) -> None:
    draft = as_a(Feedback, made("feedback", By("counsellor", "private"), Around(), lambda: "a"))
    actions.record(cast.ben, cast.case, draft)
    said = replace(draft, said_at=THEN, visibility="shared")
    assert ways(actions.revise(cast.ben, cast.case, said, based_on=1)) == []
    with pytest.raises(Hidden):
        actions.restore(cast.ben, draft.id, 1, based_on=2)


def test_going_back_to_an_earlier_agreement_leaves_what_the_client_is_called(cast: Cast) -> None:
    first = queries.open_case(cast.ana, cast.case).frame
    actions.revise(cast.ana, cast.case, replace(first, label="Anastasia"), based_on=1)
    row = row_in(cast.case, first)
    later = replace(first, label="Anastasia", started=first.started + timedelta(days=1))
    actions.revise(cast.ben, cast.case, later, based_on=2)
    actions.restore(cast.ben, row, 1, based_on=3)
    assert as_a(Frame, content(cast.ana, row)) == replace(first, label="Anastasia")


def test_one_form_that_wrote_two_entries_is_undone_in_both_or_in_none(cast: Cast) -> None:
    told = tell(cast)
    mara = as_a(Person, person())
    actions.record(cast.ana, cast.case, mara)
    receipt = actions.write(
        cast.ana,
        cast.case,
        replace(told, story="Better"),
        1,
        beside=[replace(mara, alias="Mara B.")],
    )
    assert len(ways(receipt)) == 2
    before = Trail.objects.count()
    actions.undo(cast.ana, ways(receipt))
    assert Trail.objects.count() == before + 1
    assert content(cast.ana, told.id) == told
    assert content(cast.ana, row_in(cast.case, mara)) == mara


def test_every_field_of_what_is_put_back_is_as_it_was(cast: Cast) -> None:
    told = as_a(type(episode()), made("episode", By("client", "private"), Around(), lambda: "a"))
    actions.record(cast.ana, cast.case, told)
    plain = episode(id=told.id)
    back = ways(actions.revise(cast.ana, cast.case, plain, based_on=1))
    assert sum(getattr(told, each.name) != getattr(plain, each.name) for each in fields(told)) > 5
    actions.undo(cast.ana, back)
    assert content(cast.ana, told.id) == told


def test_what_is_settled_is_not_put_back_though_nothing_else_would_refuse_it(cast: Cast) -> None:
    said = Preferences(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        back_then=BackThen(yes=0),
    )
    actions.record(cast.ana, cast.case, said)
    off = replace(said, back_then=BackThen(off=1))
    receipt = actions.revise(cast.ana, cast.case, off, based_on=1)
    assert receipt.back is None
    with pytest.raises(Hidden):
        actions.restore(cast.ana, said.id, 1, based_on=2)
    assert content(cast.ana, said.id) == off
