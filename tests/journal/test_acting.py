"""What somebody might try with an id that is not theirs: refused, and told nothing by it."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from relating.case import Ending, Episode, Note, Safety
from relating.journal import actions, queries, rows
from relating.journal.models import Entry, Trail, Version
from relating.people.gate import Hidden, Viewer
from relating.people.models import Relation
from tests.cast import LONG_AGO, THEN, Cast, case_of, episode, member, person, user


def told(cast: Cast, visibility: str = "private", *, deleted: bool = False) -> Episode:
    """An episode of Ana's."""
    found = episode(visibility=visibility)
    actions.record(cast.ana, cast.case, found)
    if deleted:
        actions.delete(cast.ana, found.id)
    return found


def plan(cast: Cast) -> Safety:
    """Ana's safety plan, which she shares with Ben."""
    kept = Safety(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        on_my_own="Tea.",
    )
    actions.record(cast.ana, cast.case, kept)
    return kept


def stored() -> list[object]:
    """Every entry and every version, as they are."""
    return [[*model.objects.order_by("pk").values_list()] for model in (Entry, Version)]


def refused(act: Callable[..., object], *given: object) -> None:
    """It is refused as if there were nothing, and nothing is changed."""
    before = stored()
    with pytest.raises(Hidden):
        act(*given)
    assert stored() == before


# An id that is taken ----------------------------------------------------------------------------


@pytest.mark.parametrize("visibility", ["private", "shared"])
@pytest.mark.parametrize("deleted", [False, True])
def test_ben_learns_nothing_by_sending_something_of_his_own_under_the_id_of_anas(
    cast: Cast, visibility: str, deleted: bool
) -> None:
    anas = told(cast, visibility, deleted=deleted)
    own = episode(id=anas.id, author="counsellor", visibility="shared", place="room")
    for sent in (own, replace(anas, story="In her name"), replace(anas, visibility="shared")):
        for based_on in (actions.NEW, actions.LATEST, 1, 2):
            if (sent, based_on) != (anas, actions.NEW):
                refused(actions.write, cast.ben, cast.case, sent, based_on)


def test_cleo_learns_nothing_by_sending_something_into_her_case_under_an_id_of_bens(
    cast: Cast,
) -> None:
    bens = episode(author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, bens)
    for sent in (bens, replace(bens, story="Something else")):
        for based_on in (actions.NEW, actions.LATEST, 1):
            refused(actions.write, cast.cleo, cast.other_case, sent, based_on)


def test_what_ben_wrote_in_one_case_is_not_carried_over_into_another(cast: Cast) -> None:
    another = case_of(cast.ben, somebody("Rui"), "Rui")
    bens = episode(author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, bens)
    refused(actions.revise, cast.ben, another, replace(bens, story="There"), 1)


def somebody(name: str) -> Viewer:
    """Somebody who can sign in, and stands to nothing yet."""
    return Viewer(user(name).pk)


def test_an_entry_does_not_become_another_kind_of_entry(cast: Cast) -> None:
    anas = told(cast)
    note = Note(id=anas.id, author="client", visibility="private", recorded_at=THEN, text="Hm.")
    refused(actions.revise, cast.ana, cast.case, note, 1)
    refused(actions.record, cast.ben, cast.case, replace(note, author="counsellor"))


def test_a_plan_of_both_stays_in_anas_name_and_shared_when_ben_changes_it(cast: Cast) -> None:
    anas = plan(cast)
    refused(actions.revise, cast.ben, cast.case, replace(anas, author="counsellor"), 1)
    refused(actions.revise, cast.ben, cast.case, replace(anas, visibility="private"), 1)
    changed = replace(anas, on_my_own="Tea, and a walk.")
    assert actions.revise(cast.ben, cast.case, changed, 1).version == 2
    assert queries.open_case(cast.ana, cast.case).safety == changed


# What was deleted -------------------------------------------------------------------------------


def test_what_was_deleted_meanwhile_is_a_conflict_for_who_wrote_on_top_of_it(cast: Cast) -> None:
    anas = told(cast, "shared", deleted=True)
    with pytest.raises(actions.Conflict) as met:
        actions.revise(cast.ana, cast.case, replace(anas, story="Better words"), 1)
    assert met.value.deleted
    assert queries.open_case(cast.ana, cast.case).episodes == ()


def test_ben_does_not_take_back_what_he_shared_by_deleting_it_first(cast: Cast) -> None:
    bens = episode(author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, bens)
    version = actions.delete(cast.ben, bens.id).version
    private = replace(bens, visibility="private")
    refused(actions.revise, cast.ben, cast.case, private, version)


def test_ben_does_not_put_back_the_plan_that_ana_deleted_by_writing_on_top_of_it(
    cast: Cast,
) -> None:
    anas = plan(cast)
    version = actions.delete(cast.ana, anas.id).version
    for based_on in (actions.LATEST, version, 1):
        changed = replace(anas, on_my_own="Tea, and a walk.")
        refused(actions.write, cast.ben, cast.case, changed, based_on)


def test_in_a_case_that_has_ended_what_was_deleted_comes_back_as_it_was_and_not_with_other_words(
    cast: Cast,
) -> None:
    anas = told(cast, deleted=True)
    said = Ending(id=uuid4(), author="client", recorded_at=THEN, stopped_at=THEN)
    actions.say_of_ending(cast.ana, cast.case, said)
    changed = replace(anas, story="In other words")
    refused(actions.write, cast.ana, cast.case, changed, actions.LATEST)
    actions.put_back(cast.ana, anas.id)
    assert queries.open_case(cast.ana, cast.case).episodes == (anas,)


@pytest.mark.parametrize("act", [actions.put_back, actions.erase, actions.delete, actions.share])
@pytest.mark.parametrize("who", ["ben", "cleo", "carl", "dov", "eve"])
@pytest.mark.parametrize("deleted", [False, True])
def test_nobody_but_ana_does_anything_with_what_is_private_to_her(
    cast: Cast, act: Callable[[Viewer, UUID], object], who: str, deleted: bool
) -> None:
    anas = told(cast, deleted=deleted)
    refused(act, getattr(cast, who), anas.id)


def test_only_what_was_deleted_is_erased_and_that_is_a_line_in_the_trail(cast: Cast) -> None:
    anas = told(cast)
    refused(actions.erase, cast.ana, anas.id)
    actions.delete(cast.ana, anas.id)
    actions.erase(cast.ana, anas.id)
    line = Trail.objects.latest("seq")
    assert (line.act, line.kind, line.entry, line.actor) == (
        "erased",
        "episode",
        anas.id,
        cast.ana.id,
    )


# What goes along, and what came before ----------------------------------------------------------


def test_ben_does_not_bring_out_whom_ana_keeps_to_herself_by_naming_them(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    naming = episode(author="counsellor", visibility="shared", place="room", person=mara.id)
    actions.record(cast.ben, cast.case, naming)
    assert mara.id not in queries.open_case(cast.ben, cast.case).people


def test_what_a_shared_entry_said_while_it_was_private_stays_anas(cast: Cast) -> None:
    anas = told(cast)
    actions.revise(cast.ana, cast.case, replace(anas, story="In other words"), 1)
    actions.share(cast.ana, anas.id)
    assert [each.version for each in queries.history(cast.ben, anas.id)] == [1]
    assert [each.version for each in queries.history(cast.ana, anas.id)] == [3, 2, 1]
    actions.unshare(cast.ana, anas.id)
    actions.share(cast.ana, anas.id)
    assert [each.version for each in queries.history(cast.ben, anas.id)] == [2, 1]


def test_what_one_counsellor_keeps_to_themselves_another_of_the_same_case_never_sees(
    cast: Cast,
) -> None:
    fay = member(cast.clinic, "Fay", "counsellor")
    Relation.objects.create(case_id=cast.case, user_id=fay.id, role="counsellor", began=LONG_AGO)
    kept = Note(id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN, text="Hm.")
    actions.record(cast.ben, cast.case, kept)
    assert queries.open_case(cast.ben, cast.case).all(Note) == (kept,)
    assert queries.open_case(fay, cast.case).all(Note) == ()
    refused(queries.open_entry, fay, kept.id)
    refused(actions.revise, fay, cast.case, replace(kept, text="Mine"), 1)
    actions.delete(cast.ben, kept.id)
    assert [each.row.id for each in queries.deleted(cast.ben, cast.case)] == [kept.id]
    assert queries.deleted(fay, cast.case) == queries.deleted(cast.ana, cast.case) == ()


# Who was faster --------------------------------------------------------------------------------


def test_whoever_saw_an_entry_before_it_was_changed_does_not_write_over_the_change(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a database on which two write at once."""
    anas = told(cast)
    before = rows.existing(anas.id)
    actions.revise(cast.ana, cast.case, replace(anas, story="In other words"), 1)
    monkeypatch.setattr(rows, "existing", lambda entry_id: before)
    refused(actions.share, cast.ana, anas.id)


def test_something_of_another_kind_under_the_id_of_anas_episode_is_a_conflict_that_keeps_both(
    cast: Cast,
) -> None:
    anas = told(cast)
    note = Note(id=anas.id, author="client", visibility="private", recorded_at=THEN, text="Hm.")
    with pytest.raises(actions.Conflict) as met:
        actions.record(cast.ana, cast.case, note)
    assert (met.value.theirs, met.value.yours) == (anas, note)
