"""Writing into the journal: exactly once, in versions, losing nothing."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from msgspec.structs import replace

from relating.case import Episode, Word
from relating.journal import actions, queries, rows
from relating.journal.models import Entry, Trail, Version
from relating.people.gate import Hidden
from tests.cast import Cast, episode, person
from tests.sure import as_a


def test_what_ana_records_is_there_when_she_looks(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    assert queries.open_case(cast.ana, cast.case).episodes == (told,)


def test_the_same_entry_sent_twice_is_received_once(cast: Cast) -> None:
    told = episode()
    first, second = (actions.record(cast.ana, cast.case, told) for _ in range(2))
    assert (first.again, second.again) == (False, True)
    assert Entry.objects.filter(kind="episode").count() == 1


def test_the_same_words_written_down_at_another_minute_are_the_same_entry(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    later = replace(told, recorded_at=told.recorded_at + timedelta(minutes=5))
    assert actions.record(cast.ana, cast.case, later).again
    assert actions.revise(cast.ana, cast.case, later, based_on=1).version == 1


def test_the_same_id_with_other_content_is_a_conflict_that_keeps_both(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    other = replace(told, story="Something else")
    with pytest.raises(actions.Conflict) as caught:
        actions.record(cast.ana, cast.case, other)
    assert (caught.value.theirs, caught.value.yours) == (told, other)
    assert queries.open_case(cast.ana, cast.case).episodes == (told,)


def test_a_retry_after_an_edit_is_still_recognised(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    actions.revise(cast.ana, cast.case, replace(told, story="Better words"), based_on=1)
    assert actions.record(cast.ana, cast.case, told).again


def test_an_edit_on_top_of_an_old_version_is_a_conflict(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    actions.revise(cast.ana, cast.case, replace(told, story="In this window"), based_on=1)
    with pytest.raises(actions.Conflict):
        actions.revise(cast.ana, cast.case, replace(told, story="In that window"), based_on=1)
    kept = [as_a(Episode, each.content).story for each in queries.history(cast.ana, told.id)]
    assert kept == ["In this window", told.story]


def test_ben_sees_an_episode_only_once_it_is_shared_and_no_longer_when_it_is_not(
    cast: Cast,
) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    assert queries.open_case(cast.ben, cast.case).episodes == ()
    actions.share(cast.ana, told.id)
    assert [each.story for each in queries.open_case(cast.ben, cast.case).episodes] == [told.story]
    actions.unshare(cast.ana, told.id)
    assert queries.open_case(cast.ben, cast.case).episodes == ()
    with pytest.raises(Hidden):
        queries.open_entry(cast.ben, told.id)


def test_a_shared_episode_takes_its_person_along(cast: Cast) -> None:
    mara, lea = person("Mara"), person("Lea")
    for each in (mara, lea):
        actions.record(cast.ana, cast.case, each)
    actions.record(cast.ana, cast.case, episode(person=mara.id, visibility="shared"))
    seen = {each.alias for each in queries.open_case(cast.ben, cast.case).people.values()}
    assert seen == {"Ben", "Mara"}


def test_what_was_deleted_is_gone_from_every_page_and_can_be_put_back(cast: Cast) -> None:
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    actions.delete(cast.ana, told.id)
    for viewer in (cast.ana, cast.ben):
        assert queries.open_case(viewer, cast.case).episodes == ()
    actions.put_back(cast.ana, told.id)
    assert queries.open_case(cast.ben, cast.case).episodes == (told,)


def test_what_was_erased_leaves_no_version_behind(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    actions.revise(cast.ana, cast.case, replace(told, story="Again"), based_on=1)
    actions.delete(cast.ana, told.id)
    actions.erase(cast.ana, told.id)
    assert not Entry.objects.filter(pk=told.id).exists()
    assert not Version.objects.filter(entry_id=told.id).exists()


def test_ben_cannot_change_what_ana_wrote(cast: Cast) -> None:
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: actions.revise(cast.ben, cast.case, replace(told, story="Mine"), based_on=1),
        lambda: actions.unshare(cast.ben, told.id),
        lambda: actions.delete(cast.ben, told.id),
    )
    for attempt in attempts:
        with pytest.raises(Hidden):
            attempt()


def test_every_change_and_every_reading_of_another_leaves_one_line(cast: Cast) -> None:
    told = episode(visibility="shared")
    before = Trail.objects.count()
    actions.record(cast.ana, cast.case, told)
    queries.open_entry(cast.ana, told.id)
    queries.open_entry(cast.ben, told.id)
    assert [line.act for line in Trail.objects.order_by("seq")[before:]] == ["recorded", "read"]


def test_a_shared_episode_takes_its_own_words_along_and_no_others(cast: Cast) -> None:
    for code in ("vanish", "hum"):
        own = Word(list="behaviour", code=code, label=code.title(), old=True)
        actions.word(cast.ana, cast.case, own)
    actions.record(cast.ana, cast.case, episode(i_did=("vanish",), visibility="shared"))
    assert [each.code for each in queries.open_case(cast.ben, cast.case).words] == ["vanish"]


def test_a_private_episode_leaves_its_person_and_its_words_private(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    word = Word(list="behaviour", code="hover", label="Hover", visibility="private")
    actions.record(cast.ana, cast.case, word)
    actions.record(cast.ana, cast.case, episode(person=mara.id, i_did=("hover",)))
    kept = Entry.objects.filter(case_id=cast.case, author="client")
    assert set(kept.values_list("visibility", flat=True)) == {"private"}


def test_a_person_who_was_shared_before_gets_no_new_version_by_another_episode(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    for story in ("Once", "And again"):
        told = episode(story, person=mara.id, visibility="shared")
        actions.record(cast.ana, cast.case, told)
    assert Entry.objects.get(kind="person", author="client").version == 2


def test_what_was_erased_meanwhile_does_not_come_back_with_a_change_to_it(cast: Cast) -> None:
    told = episode()
    actions.record(cast.ana, cast.case, told)
    actions.delete(cast.ana, told.id)
    actions.erase(cast.ana, told.id)
    for based_on in (1, 2):
        with pytest.raises(Hidden):
            actions.revise(cast.ana, cast.case, replace(told, story="Better words"), based_on)
    assert queries.open_case(cast.ana, cast.case).episodes == ()


def test_erasing_one_entry_leaves_every_other(cast: Cast) -> None:
    kept, told = episode("Kept"), episode("Gone")
    for each in (kept, told):
        actions.record(cast.ana, cast.case, each)
    others = Entry.objects.exclude(pk=told.id).count()
    actions.delete(cast.ana, told.id)
    actions.erase(cast.ana, told.id)
    assert Entry.objects.count() == others
    assert queries.open_case(cast.ana, cast.case).episodes == (kept,)


@pytest.mark.parametrize("visibility", ["private", "shared"])
def test_what_was_deleted_is_neither_shared_nor_taken_back(cast: Cast, visibility: str) -> None:
    told = episode(visibility=visibility)
    actions.record(cast.ana, cast.case, told)
    actions.delete(cast.ana, told.id)
    for act in (actions.share, actions.unshare):
        with pytest.raises(Hidden):
            act(cast.ana, told.id)


def test_of_an_act_that_breaks_off_nothing_is_stored(cast: Cast) -> None:
    told, mara = episode(), person("Mara")
    actions.record(cast.ana, cast.case, told)
    with pytest.raises(actions.Conflict):
        actions.tell(cast.ana, cast.case, replace(told, story="Other words"), person=mara)
    assert not Entry.objects.filter(kind="person", author="client").exists()


def test_every_change_of_an_entry_is_a_line_of_its_own(cast: Cast) -> None:
    told = episode()
    before = Trail.objects.count()
    actions.record(cast.ana, cast.case, told)
    actions.revise(cast.ana, cast.case, replace(told, story="In other words"), 1)
    for act in (actions.share, actions.unshare, actions.delete, actions.put_back):
        act(cast.ana, told.id)
    lines = Trail.objects.order_by("seq")[before:]
    acts = ["recorded", "revised", "shared", "unshared", "deleted", "put_back"]
    assert [line.act for line in lines] == acts
    assert {line.actor for line in lines} == {cast.ana.id}


def test_somebody_whom_ana_deleted_does_not_come_back_with_an_episode_that_names_them(
    cast: Cast,
) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    actions.delete(cast.ana, Entry.objects.get(kind="person", author="client").pk)
    actions.record(cast.ana, cast.case, episode(person=mara.id, visibility="shared"))
    assert mara.id not in queries.open_case(cast.ana, cast.case).people
    assert mara.id not in queries.open_case(cast.ben, cast.case).people


def test_the_frame_of_a_case_is_found_wherever_it_stands_and_only_there_is_one(cast: Cast) -> None:
    actions.record(cast.ana, cast.case, episode())
    frame = Entry.objects.get(case_id=cast.case, kind="frame")
    Entry.objects.filter(pk=frame.pk).delete()
    frame.save(force_insert=True)
    assert rows.frame_of(cast.case).id == frame.pk
    with pytest.raises(Hidden):
        rows.frame_of(uuid4())
