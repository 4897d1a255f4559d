"""A picture as a file: whole, through the gate, and named after nobody."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from relating.journal import actions
from tests.cast import THEN, Cast, browser_of, page_of, person, tell


def lived(cast: Cast) -> None:
    """Six times with Mara, and one with Sam."""
    mara, sam = person("Mara", visibility="shared"), person("Sam", visibility="shared")
    for each in (mara, sam):
        actions.record(cast.ana, cast.case, each)
    for day in range(7):
        who = sam if day == 6 else mara
        at = THEN - timedelta(days=day)
        tell(cast, at=at, person=who.id, my_position=(0.2, -0.5), visibility="shared")


@pytest.mark.parametrize("name", ["circle", "timeline"])
def test_the_page_leads_to_its_picture_as_a_file(cast: Cast, name: str) -> None:
    lived(cast)
    for viewer in (cast.ana, cast.ben):
        page = page_of(viewer, name, cast.case)
        address = reverse(f"{name}-file", args=[cast.case])
        assert f'href="{address}"' in page
        answer = browser_of(viewer).get(address)
        assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert answer["Content-Disposition"] == f'attachment; filename="{name}.svg"'
        assert ET.fromstring(answer.content).tag.endswith("svg")


def test_it_is_narrowed_down_as_the_page_is(cast: Cast) -> None:
    lived(cast)
    page = browser_of(cast.ana).get(reverse("timeline", args=[cast.case]), {"with": "x"})
    assert "timeline/file/?with=x" in page.content.decode()


def test_where_there_is_no_picture_yet_it_leads_to_the_page_that_says_why(cast: Cast) -> None:
    for name in ("circle", "timeline", "alliance"):
        answer = browser_of(cast.ana).get(reverse(f"{name}-file", args=[cast.case]))
        assert answer.status_code == 303
        assert answer.headers["Location"] == reverse(name, args=[cast.case])


def test_nobody_else_gets_it(cast: Cast) -> None:
    lived(cast)
    for viewer in (cast.cleo, cast.dov, cast.eve):
        for name in ("circle", "timeline", "alliance"):
            answer = browser_of(viewer).get(reverse(f"{name}-file", args=[cast.case]))
            assert answer.status_code == 404
