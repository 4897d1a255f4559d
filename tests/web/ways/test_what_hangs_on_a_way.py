"""What hangs on a way: once it was deleted, and what is kept at hand of it."""

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


def test_what_is_kept_at_hand_says_in_whose_place_it_came(cast: Cast) -> None:
    way = a_way(cast)
    ana = browser_of(cast.ana)
    for words, said in (("Say it later.", "Kept."), ("Go out.", "in the place of: Say it later.")):
        option = Option(**by("client", "shared"), way=way.id, words=words)
        actions.record(cast.ana, cast.case, option)
        address = reverse("option-at-hand", args=[option.id])
        assert said in ana.post(address, {"at_hand": "yes"}, follow=True).content.decode()
