"""Who read and changed what, as far as each of the two may know it."""

from relating.journal import queries
from relating.people.models import User
from tests.cast import Cast, page_of, tell

STORY = "She asked. I said of course."


def test_who_read_what_tells_ana_what_ben_opened_and_when(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    tell(cast, "Only mine.")
    queries.open_entry(cast.ben, told.id)
    shown = page_of(cast.ana, "seen", cast.case)
    assert "Ben read 1 thing you shared" in shown
    assert STORY in shown
    assert "You wrote down 2 things that happened" in shown


def test_ben_who_reads_one_episode_is_not_said_to_have_read_them_all(cast: Cast) -> None:
    told = tell(cast, visibility="shared")
    tell(cast, "Shared, and not opened yet.", visibility="shared")
    page_of(cast.ben, "episode", told.id)
    assert "Ben read 1 thing you shared" in page_of(cast.ana, "seen", cast.case)


def test_who_read_what_tells_ben_nothing_of_what_is_private(cast: Cast) -> None:
    tell(cast, "Only mine.")
    shown = page_of(cast.ben, "seen", cast.case)
    assert "that happened" not in shown
    assert "Only mine." not in shown


def test_a_client_who_has_no_name_of_her_own_here_is_called_as_the_case_is(cast: Cast) -> None:
    User.objects.filter(pk=cast.ana.id).update(called="")
    tell(cast, visibility="shared")
    assert "Ana wrote down something that happened" in page_of(cast.ben, "seen", cast.case)
