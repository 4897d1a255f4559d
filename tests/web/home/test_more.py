"""The pages that are the client's alone."""

from django.urls import reverse

from tests.cast import Cast, browser_of, page_of


def test_the_clients_own_pages_are_not_the_counsellors(cast: Cast) -> None:
    assert browser_of(cast.ben).get(reverse("more", args=[cast.case])).status_code == 404
    assert "Sign out" in page_of(cast.ana, "more", cast.case)


def test_my_ways_says_not_yet_instead_of_showing_an_empty_list(cast: Cast) -> None:
    assert "Not yet" in page_of(cast.ana, "ways", cast.case)


def test_more_begins_with_the_safety_plan_and_names_whom_the_hours_are_with(cast: Cast) -> None:
    shown = page_of(cast.ana, "more", cast.case).split("<main")[1]
    links = shown.split('href="')[1:]
    assert links[0].startswith(reverse("safety", args=[cast.case]))
    assert links[1].startswith(reverse("hours", args=[cast.case]))
    assert ">With Ben</b>" in links[1]
