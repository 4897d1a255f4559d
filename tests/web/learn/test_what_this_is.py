"""What this is: for whoever comes, and for the two of a case in their own words."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from relating.people.gate import Viewer
from tests.cast import Cast, browser_of

HEADINGS = (
    "Where it comes from",
    "Another therapy has the same name",
    "What happens",
    "What may feel strange",
    "What it cannot do",
    "To read on",
)
OUTSIDE = re.compile(r"<a\s[^>]*href=\"(https?://[^\"]+)\"[^>]*>")
LOADED = re.compile(r"(?:src|<link[^>]+href|action|url\()=?\"?https?://")


def page(viewer: Viewer, cast: Cast) -> str:
    answer = browser_of(viewer).get(reverse("what-this-is", args=[cast.case]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_where_it_comes_from_what_happens_and_what_it_cannot_do(cast: Cast) -> None:
    for shown in (page(cast.ana, cast), page(cast.ben, cast)):
        assert [each for each in HEADINGS if f"<h2>{each}</h2>" not in shown] == []
    assert "Most studies of “IPT” are about the other one." in page(cast.ana, cast).replace(
        "\n", " "
    )


def test_ana_is_told_of_ben_and_ben_of_ana(cast: Cast) -> None:
    hers, his = page(cast.ana, cast), page(cast.ben, cast)
    assert "you may be cross with Ben" in hers
    assert "when Ana is cross with you" in his
    assert "What Ana reads" in his
    assert "when Ana is cross" not in hers


@pytest.mark.parametrize("who", ["ana", "ben", "nobody"])
def test_the_two_links_of_the_text_open_when_they_are_tapped_and_nothing_is_loaded(
    cast: Cast, who: str
) -> None:
    if who == "nobody":
        shown = Client().get(reverse("about")).content.decode()
    else:
        shown = page(getattr(cast, who), cast)
    links = list(OUTSIDE.finditer(shown))
    assert [each[1].split("/")[2] for each in links] == [
        "www.psychologytoday.com",
        "interpersonalpsychotherapy.org",
    ]
    assert all('rel="noreferrer"' in each[0] for each in links)
    assert LOADED.search(shown) is None


def test_whoever_was_invited_reads_it_at_the_door(cast: Cast) -> None:
    for name in ("sign-in", "about"):
        assert reverse("about") in Client().get(reverse("sign-in")).content.decode(), name
    shown = Client().get(reverse("about")).content.decode()
    assert "you may be cross with your counsellor" in shown
    assert "Ben" not in shown


def test_at_the_door_a_client_is_led_to_her_own_page(cast: Cast) -> None:
    answer = browser_of(cast.ana).get(reverse("about"))
    assert answer.headers["Location"] == reverse("what-this-is", args=[cast.case])
    assert browser_of(cast.ben).get(reverse("about")).status_code == 200


def test_it_is_found_under_more_and_at_the_foot_of_the_rail(cast: Cast) -> None:
    there = reverse("what-this-is", args=[cast.case])
    assert there in browser_of(cast.ana).get(reverse("more", args=[cast.case])).content.decode()
    assert there in browser_of(cast.ana).get(reverse("case", args=[cast.case])).content.decode()
    assert there in browser_of(cast.ben).get(reverse("case", args=[cast.case])).content.decode()


def test_nobody_else_finds_it_in_the_case(cast: Cast) -> None:
    for viewer in (cast.cleo, cast.dov, cast.eve):
        answer = browser_of(viewer).get(reverse("what-this-is", args=[cast.case]))
        assert answer.status_code == 404
