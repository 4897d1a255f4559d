"""While a dip is open nothing is linked to elsewhere: what happened between the two comes first."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Dip, Pattern, Preferences
from relating.journal import actions, queries
from tests.cast import Cast, browser_of
from tests.web import lives
from tests.web.alliance.test_alliance import SCORES
from tests.web.alliance.test_alliance import told as an_hour
from tests.web.patterns.pressing import kept, key_of, page, press, url

FIRST = "First talk about what happened between you"


@pytest.fixture
def hours(cast: Cast) -> list[UUID]:
    """Seven hours with Ana's pulse, the last one low; and a pattern that Ben looks at."""
    lives.told(cast)
    ben = browser_of(cast.ben)
    press(ben, cast, key_of(page(ben, url(cast))), "look")
    return [an_hour(cast, number, score) for number, score in enumerate(SCORES, start=1)]


def mended(cast: Cast, hour: UUID) -> None:
    """Both can say that it is mended; Ben does."""
    said = Dip(
        id=UUID(int=7),
        author="counsellor",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hour,
        mended="yes",
    )
    actions.record(cast.ben, cast.case, said)


def shared(cast: Cast) -> list[Pattern]:
    return [each for each in kept(cast) if each.visibility == "shared"]


def test_no_pattern_is_shared_and_the_words_stay(cast: Cast, hours: list[UUID]) -> None:
    ben, key = browser_of(cast.ben), key_of(page(browser_of(cast.ben), url(cast)))
    answer = ben.post(url(cast, "pattern-share", key), {"statement": "I wonder about this"})
    assert answer.status_code == 422
    assert FIRST in answer.content.decode()
    assert "I wonder about this" in answer.content.decode()
    assert shared(cast) == []
    mended(cast, hours[6])
    assert ben.post(url(cast, "pattern-share", key), {"statement": "I wonder"}).status_code == 303
    assert [each.statement for each in shared(cast)] == ["I wonder"]


def test_nor_by_an_address_made_by_hand(cast: Cast, hours: list[UUID]) -> None:
    (mine,) = kept(cast)
    answer = browser_of(cast.ben).post(reverse("share", args=[mine.id]))
    assert answer.headers["Location"] == reverse("pattern-entry", args=[mine.id])
    assert shared(cast) == []


def test_what_often_goes_together_rests(cast: Cast, hours: list[UUID]) -> None:
    wish = Preferences(
        id=queries.open_case(cast.ana, cast.case).ids.of_one("goes-together"),
        author="client",
        visibility="private",
        recorded_at=timezone.now(),
        goes_together=True,
    )
    actions.record(cast.ana, cast.case, wish)
    ana = browser_of(cast.ana)
    assert "This rests until you and Ben have talked" in page(ana, url(cast, "together"))
    mended(cast, hours[6])
    assert "This rests until" not in page(ana, url(cast, "together"))
