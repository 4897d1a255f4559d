"""Every page at every size, at 100 and 200 % text, with the longest words: measured in a browser.

What is measured stands in `measure.js` (words and controls) and in `reach.js` (what can be got at).
Every twelfth page is looked at, other ones each time: the seed of the run says which.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from relating.people.models import User
from tests.access.table import ADDRESSES, BY_LINK, Place, answering
from tests.access.world import World
from tests.browser.conftest import SignIn, Window
from tests.browser.long_words import made_long
from tests.extent import share

HERE = Path(__file__).parent
MEASURE = (HERE / "measure.js").read_text(encoding="utf-8")
REACH = (HERE / "reach.js").read_text(encoding="utf-8")
SIZES = ((320, 568), (390, 844), (844, 390), (1024, 660), (1280, 800), (1920, 1080))
TEXT = (100, 200)
LOW = 390
NOT_PAGES = {"sign-out", "leave"} | BY_LINK
ALWAYS = {"ana": [".exit", "header a[href$='/safety/']"]}
"""What is in reach on every page of somebody's, however far one scrolls."""
WITHOUT = {"safety": 1, "safety-edit": 1, "write": 1, "write-off": 0}
"""Of these, so many: the plan has no way to itself, and where nobody is known there is none."""


class Shape(NamedTuple):
    """A window, and how large its text is."""

    width: int
    height: int
    text: int

    def __str__(self) -> str:
        return f"{self.width} by {self.height} at {self.text} %"

    def asked(self, who: str, name: str) -> dict[str, object]:
        """What must be in reach in this window."""
        always = ALWAYS.get(who, [])
        return {
            "always": always[: WITHOUT.get(name, len(always))],
            "bars": 0.35 if self.height == LOW else 0.45,
            "acts": 2.5 if who in ALWAYS and self == ASIDE else 99,
            "rail": self.width in {1024, 1280} and self.text == 100,
            "focus": self in FOCUSED,
        }


SHAPES = tuple(Shape(*size, text) for text in TEXT for size in SIZES)
ASIDE = Shape(844, 390, 100)
FOCUSED = {Shape(390, 844, 100), ASIDE, Shape(320, 568, 200)}


@pytest.fixture
def world(transactional_db: None) -> World:
    return made_long()


def pages(client: Client, world: World) -> Iterator[Place]:
    """The addresses of the access table that answer somebody with a page."""
    for name in ADDRESSES:
        place = answering(world, name)
        if name not in NOT_PAGES and is_page(client, place.address):
            yield place


def is_page(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def measured(page: Page, place: Place, who: str) -> Iterator[str]:
    """What is wrong with a page, at every size, with all that opens open."""
    page.goto(place.address)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    for shape in SHAPES:
        page.set_viewport_size({"width": shape.width, "height": shape.height})
        page.evaluate(f"document.documentElement.style.fontSize = '{shape.text}%'")
        found = page.evaluate(MEASURE) + page.evaluate(REACH, shape.asked(who, place.name))
        yield from (f"{who}, {place}, {shape}: {line}" for line in found)


@pytest.mark.parametrize("who", ["ana", "ben", "eve", "dov"])
def test_nothing_is_cut_broken_or_out_of_reach_at_any_size(
    who: str,
    world: World,
    window: Window,
    live_server: LiveServer,
    sign_in: SignIn,
    pytestconfig: pytest.Config,
) -> None:
    client, user = Client(), User.objects.get(username=who)
    client.force_login(user)
    context = window(base_url=live_server.url, has_touch=who == "ana")
    sign_in(context, user)
    page = context.new_page()
    seed = pytestconfig.getoption("randomly_seed", 0)
    found = share(list(pages(client, world)), 12, seed)
    faults = [line for place in found for line in measured(page, place, who)]
    assert faults == [], "\n".join(faults)
