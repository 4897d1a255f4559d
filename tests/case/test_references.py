"""What entries point to, under new ids and without what is not there."""

from uuid import UUID

from hypothesis import given

from relating.case import Answer, Entry, Feedback, read, write
from relating.case.references import closed, repointed
from tests.case.examples import SESSION, a_case, an_entry, an_episode
from tests.case.strategies import between


def test_under_new_ids_entries_still_point_to_each_other() -> None:
    said = an_entry(Feedback, 1, about=(UUID(int=2), UUID(int=3)), session=SESSION)
    new = {UUID(int=1): UUID(int=11), UUID(int=2): UUID(int=12), SESSION: UUID(int=13)}

    again = repointed(said, new)
    assert (again.id, again.session) == (UUID(int=11), UUID(int=13))
    assert again.about == (UUID(int=12), UUID(int=3))
    assert repointed(an_episode(person="p1"), {}).person == "p1"


def test_a_case_file_of_some_of_the_entries_is_closed_in_itself() -> None:
    answer = an_entry(Answer, 1, author="client", to=UUID(int=99), words="Not the door.")
    said = an_entry(Feedback, 2, about=(UUID(int=1), UUID(int=99)), session=SESSION)
    inside = {UUID(int=1), UUID(int=2)}

    assert closed(answer, inside).to is None
    assert closed(said, inside).about == (UUID(int=1),)
    assert closed(said, inside).session is None
    assert closed(an_episode(person="p9"), inside).person is None


@given(between(hours=[SESSION], ids=[UUID(int=1), UUID(int=2)]))
def test_closing_leaves_nothing_that_leads_outside_and_changes_nothing_that_does_not(
    entry: Entry,
) -> None:
    ids = {SESSION, UUID(int=1), UUID(int=2), UUID(int=120), entry.id}
    assert closed(entry, ids) == entry
    alone = read(write(a_case(entries=(closed(entry, set()),))))
    assert alone.entries[0].id == entry.id
