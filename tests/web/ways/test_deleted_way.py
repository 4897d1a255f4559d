"""What hangs on a way that was deleted."""

from django.urls import reverse

from relating.case import Option
from relating.journal import actions
from tests.cast import Cast, browser_of
from tests.web.ways.test_ways import a_way, by


def test_what_could_be_done_instead_of_a_way_that_was_deleted_is_nowhere(cast: Cast) -> None:
    way = a_way(cast)
    option = Option(**by("client", "shared"), way=way.id, words="Say it later.")
    actions.record(cast.ana, cast.case, option)
    actions.delete(cast.ana, way.id)
    for viewer in (cast.ana, cast.ben):
        browser = browser_of(viewer)
        assert browser.get(reverse("option", args=[option.id])).status_code == 404
        assert browser.get(reverse("option-new", args=[way.id])).status_code == 404
