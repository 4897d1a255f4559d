"""Whole cases: opened, read in, written out, closed in themselves."""

from datetime import date
from uuid import uuid4

import pytest

from relating.case import Episode, Word
from relating.case.file.case_file import read, write
from relating.journal import actions, queries
from relating.journal.models import Entry, Trail
from relating.people.gate import Hidden
from relating.people.models import Case
from relating.simulate import stories
from tests.cast import Cast, episode, person
from tests.sure import as_a
from tests.travelling import without_notes


def imported(cast: Cast, name: str = "ana") -> bytes:
    """A story, read into Ben's caseload with Dov as its client; the file it came from."""
    story = stories.load(name)
    actions.import_case(story, clinic_id=cast.clinic.pk, counsellor=cast.ben.id, client=cast.dov.id)
    return write(story)


@pytest.mark.parametrize("name", stories.names())
def test_a_story_read_in_and_written_out_is_the_same_to_the_byte(cast: Cast, name: str) -> None:
    file = imported(cast, name)
    travels = write(without_notes(read(file)))
    assert write(actions.export_whole(read(file).case.id)) == travels


def test_the_client_takes_everything_along_and_the_counsellor_what_is_shared(cast: Cast) -> None:
    case = read(imported(cast)).case.id
    whole = actions.export_case(cast.dov, case).entries
    shared = actions.export_case(cast.ben, case).entries
    assert len(shared) < len(whole)
    assert {each.visibility for each in shared} == {"shared"}


def test_the_same_case_is_not_read_in_twice(cast: Cast) -> None:
    file = imported(cast, "rui")
    before = Entry.objects.count()
    with pytest.raises(actions.AlreadyHere):
        imported(cast, "rui")
    again = actions.reminted(read(file))
    actions.import_case(again, clinic_id=cast.clinic.pk, counsellor=cast.ben.id)
    assert Entry.objects.count() > before


def test_a_case_that_breaks_off_half_way_is_not_there_at_all(cast: Cast) -> None:
    def break_off(done: int, total: int) -> None:
        raise RuntimeError

    story = actions.reminted(stories.load("rui"))
    with pytest.raises(RuntimeError):
        actions.import_case(
            story, clinic_id=cast.clinic.pk, counsellor=cast.ben.id, progress=break_off
        )
    assert not Case.objects.filter(pk=story.case.id).exists()
    assert not Entry.objects.filter(case_id=story.case.id).exists()
    assert not Trail.objects.filter(case=story.case.id).exists()


def test_an_export_points_to_nothing_outside_itself(cast: Cast) -> None:
    mara = person("Mara")
    told = episode(person=mara.id, visibility="shared", session=uuid4())
    for each in (mara, told):
        actions.record(cast.ana, cast.case, each)
    actions.unshare(cast.ana, queries.open_case(cast.ana, cast.case).person_row(mara.id))
    file = actions.export_case(cast.ben, cast.case)
    (entry,) = file.entries
    exported = as_a(Episode, entry)
    assert (exported.person, exported.session) == (None, None)
    assert read(write(file)) == file


def keep(cast: Cast, own: Word) -> None:
    """Ben makes this word his own, for all his cases."""
    actions.change_layer(cast.ben, own.list, own.code, lambda _: own, own=True)


def test_words_of_the_counsellor_go_along_where_they_are_used(cast: Cast) -> None:
    for code in ("hover", "unused"):
        keep(cast, Word(list="behaviour", code=code, label=code.title(), old=True))
    actions.record(cast.ana, cast.case, episode(i_did=("hover",)))
    file = write(actions.export_case(cast.ana, cast.case))
    assert [word.code for word in read(file).vocabulary] == ["hover"]


def test_a_word_that_both_changed_is_read_in_with_both_and_the_clients_on_top(cast: Cast) -> None:
    story = actions.reminted(stories.load("rui"))
    words = [
        Word(list="feeling", code="sad", label="Blue", author="counsellor"),
        Word(list="feeling", code="sad", label="Grey", author="client"),
    ]
    both = type(story)(case=story.case, vocabulary=tuple(words), people=(), entries=())
    actions.import_case(both, clinic_id=cast.clinic.pk, counsellor=cast.ben.id)
    assert queries.open_case(cast.ben, both.case.id).vocabulary.label("feeling", "sad") == "Grey"
    assert (
        read(write(actions.export_whole(both.case.id))).vocabulary == read(write(both)).vocabulary
    )


def test_a_stranger_cannot_export(cast: Cast) -> None:
    for viewer in (cast.cleo, cast.carl, cast.dov, cast.eve):
        with pytest.raises(Hidden):
            actions.export_case(viewer, cast.case)


def test_opening_a_case_by_the_same_form_once_more_changes_nothing(cast: Cast, today: date) -> None:
    token = uuid4()
    labels = ("Rui", "Rui, again")
    first, again = (actions.open_new_case(cast.ben, each, today, token=token) for each in labels)
    assert first == again
    assert queries.open_case(cast.ben, first).client_name == "Rui"
    assert actions.open_new_case(cast.cleo, "Rui", today, token=token) != first


def test_a_case_of_which_nothing_is_left_but_that_it_was_here_is_not_read_in(cast: Cast) -> None:
    imported(cast, "rui")
    case = stories.load("rui").case.id
    Entry.objects.filter(case_id=case).delete()
    with pytest.raises(actions.AlreadyHere):
        imported(cast, "rui")


def test_what_is_read_in_changed_when_it_was_written_down_and_not_today(cast: Cast) -> None:
    story = read(imported(cast, "rui"))
    when = dict(Entry.objects.filter(case_id=story.case.id).values_list("id", "changed_at"))
    assert all(when[each.id] == each.recorded_at for each in story.entries)


def test_what_was_deleted_stays_behind_in_every_file(cast: Cast) -> None:
    told = episode(visibility="shared")
    actions.record(cast.ana, cast.case, told)
    actions.delete(cast.ana, told.id)
    files = (
        actions.export_case(cast.ana, cast.case),
        actions.export_case(cast.ben, cast.case),
        actions.export_whole(cast.case),
    )
    assert [each.entries for each in files] == [(), (), ()]


def test_a_word_that_came_with_the_case_goes_along_once_though_ben_has_his_own(cast: Cast) -> None:
    story = actions.reminted(stories.load("rui"))
    came = Word(list="behaviour", code="hover", label="Hover", old=True, author="counsellor")
    told = episode(i_did=("hover",))
    file = type(story)(case=story.case, vocabulary=(came,), people=(), entries=(told,))
    actions.import_case(file, clinic_id=cast.clinic.pk, counsellor=cast.ben.id)
    keep(cast, Word(list="behaviour", code="hover", label="Circle around", old=True))
    assert actions.export_whole(story.case.id).vocabulary == (came,)


def test_a_copy_of_a_whole_case_looks_at_no_row_of_another(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    actions.record(cast.carl, cast.other_case, episode())
    actions.export_whole(cast.case)
    assert [line for line in caplog.records if line.name == "relating.vault"] == []


def test_taking_a_case_along_is_a_line_in_the_trail(cast: Cast) -> None:
    before = Trail.objects.count()
    actions.export_case(cast.ana, cast.case)
    actions.export_whole(cast.case)
    lines = Trail.objects.order_by("seq")[before:]
    assert [(line.actor, line.act, line.case) for line in lines] == [
        (cast.ana.id, "exported", cast.case),
        (None, "exported", cast.case),
    ]
