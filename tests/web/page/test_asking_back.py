"""A date that can hardly be meant is asked back, once, and whatever was typed stays."""

import html
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from relating.case import Episode, Frame, Mark
from relating.journal import queries
from relating.people.gate import Viewer
from relating.web.page.asking_back import taken
from tests.cast import Cast, Response, browser_of
from tests.cast import tell as told_by_ana
from tests.sure import there
from tests.web.episodes.telling import answers_of

STORY = "She asked. I said of course."


def sent(viewer: Viewer, name: str, of: Any, data: dict[str, Any]) -> Response:
    """A form as it is sent to an address."""
    return browser_of(viewer).post(reverse(name, args=[of] if of else []), data)


def hidden(page: Response, name: str) -> str:
    """What a hidden field of a page carries."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page.content.decode())
    assert found is not None, name
    return html.unescape(found[1])


def meant(page: Response) -> str:
    """What the button sends that takes the proposed date."""
    found = re.search(r'name="meant" value="([^"]*)"', page.content.decode())
    assert found is not None
    return html.unescape(found[1])


def telling(cast: Cast, **answers: Any) -> dict[str, Any]:
    """Ana's form, with these answers in it."""
    page = browser_of(cast.ana).get(reverse("episode-new", args=[cast.case]))
    return answers_of(page, story=STORY, **answers)


def once_more(cast: Cast, form: dict[str, Any], page: Response) -> Response:
    """The same form again, as the page sends it that asked."""
    carried = {"looked_at": hidden(page, "looked_at")}
    return sent(cast.ana, "episode-new", cast.case, form | carried)


def tapped(cast: Cast, form: dict[str, Any], page: Response) -> Response:
    """The same form with the button for the day that was meant."""
    return sent(cast.ana, "episode-new", cast.case, form | {"meant": meant(page)})


def kept(cast: Cast) -> tuple[Episode, ...]:
    return queries.open_case(cast.ana, cast.case).episodes


def years(n: int) -> str:
    """Today in another year, as a form sends it; never the 29th of February."""
    return (timezone.localdate().replace(day=1) + timedelta(days=n * 365.25)).isoformat()


@pytest.mark.parametrize(
    ("n", "said"), [(5, "That is still to come."), (-100, "That is 100 years ago.")]
)
def test_an_odd_day_is_asked_back_with_everything_typed_and_nothing_stored(
    n: int, said: str, cast: Cast
) -> None:
    answer = sent(cast.ana, "episode-new", cast.case, telling(cast, date=years(n)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{said} Did you mean {timezone.localdate().year}?" in page
    assert STORY in page
    assert f'value="{years(n)}"' in page
    assert kept(cast) == ()


def test_sent_again_as_it_is_the_day_is_kept(cast: Cast) -> None:
    form = telling(cast, date=years(-100))
    page = sent(cast.ana, "episode-new", cast.case, form)
    again = sent(
        cast.ana, "episode-new", cast.case, form | {"looked_at": hidden(page, "looked_at")}
    )
    assert again.status_code == 303
    assert there(kept(cast)[0].at).date().isoformat() == years(-100)


def test_another_odd_day_is_asked_about_for_itself(cast: Cast) -> None:
    form = telling(cast, date=years(-100))
    looked_at = hidden(sent(cast.ana, "episode-new", cast.case, form), "looked_at")
    other = form | {"looked_at": looked_at, "date": years(-110)}
    assert sent(cast.ana, "episode-new", cast.case, other).status_code == 422


def test_one_tap_takes_the_day_that_was_meant(cast: Cast) -> None:
    form = telling(cast, date=years(-100), time="07:15")
    page = sent(cast.ana, "episode-new", cast.case, form)
    assert (
        sent(cast.ana, "episode-new", cast.case, form | {"meant": meant(page)}).status_code == 303
    )
    at = timezone.localtime(kept(cast)[0].at)
    assert at.year in {timezone.localdate().year, timezone.localdate().year - 1}
    assert f"{at:%m-%d %H:%M}" == f"{years(-100)[5:]} 07:15"


def test_a_day_that_was_mended_by_hand_is_not_put_back_by_the_button(cast: Cast) -> None:
    form = telling(cast, date=years(-100), time="07:15")
    button = meant(sent(cast.ana, "episode-new", cast.case, form))
    mended = form | {"date": "2021-05-04", "meant": button}
    assert sent(cast.ana, "episode-new", cast.case, mended).status_code == 303
    assert kept(cast)[0].at == datetime(2021, 5, 4, 6, 15, tzinfo=UTC)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2199-01-01", "9999-12-31"])
def test_what_nobody_can_mean_is_not_taken_however_often_it_is_sent(day: str, cast: Cast) -> None:
    form = telling(cast, date=day)
    page = sent(cast.ana, "episode-new", cast.case, form)
    again = sent(
        cast.ana, "episode-new", cast.case, form | {"looked_at": hidden(page, "looked_at")}
    )
    assert (page.status_code, again.status_code) == (422, 422)
    assert "No, keep" not in again.content.decode()
    assert "Did you mean" in again.content.decode()


def test_an_hour_that_the_clocks_left_out_is_said(cast: Cast) -> None:
    form = telling(cast, date="2025-03-30", time="01:30")
    page = sent(cast.ana, "episode-new", cast.case, form)
    assert "There was no 01:30 on that day" in page.content.decode()
    assert (
        sent(cast.ana, "episode-new", cast.case, form | {"meant": meant(page)}).status_code == 303
    )
    assert kept(cast)[0].at == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)


def test_an_odd_day_that_stands_there_already_is_not_asked_about(cast: Cast) -> None:
    old = told_by_ana(cast, at=datetime(1912, 5, 1, 12, tzinfo=UTC))
    browser = browser_of(cast.ana)
    page = browser.get(reverse("episode-edit", args=[old.id]))
    answer = browser.post(reverse("episode-edit", args=[old.id]), answers_of(page, story="Longer."))
    assert answer.status_code == 303
    assert kept(cast)[0].at == old.at


@pytest.mark.parametrize(
    "rubbish",
    ["", "date", "date=1&date=2&date=3", "id=x&id=y", "%00", "story=a&story=b", "csrf=1&csrf=2"],
)
def test_rubbish_in_the_place_of_the_button_changes_nothing(rubbish: str, cast: Cast) -> None:
    form = telling(cast) | {"meant": rubbish}
    assert sent(cast.ana, "episode-new", cast.case, form).status_code == 303
    assert kept(cast)[0].story == STORY


def test_without_the_button_what_was_sent_is_what_is_taken() -> None:
    assert taken(None) is None
    plain = QueryDict("date=2026-03-03")
    assert taken(plain) is plain


# Every other date --------------------------------------------------------------------------------


def planned(**more: str) -> dict[str, Any]:
    return {"id": uuid4(), "date": years(0), "time": "14:00", "state": "planned"} | more


@pytest.mark.parametrize(
    ("n", "state", "said"),
    [
        (30, "planned", "years ahead"),
        (7900, "planned", "ahead"),
        (-40, "held", "40 years ago"),
        (1, "held", "still to come"),
    ],
)
def test_a_session_of_an_odd_day_is_asked_back(n: int, state: str, said: str, cast: Cast) -> None:
    answer = sent(cast.ben, "session-new", cast.case, planned(date=years(n), state=state))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_session_of_this_year_and_the_next_is_taken_as_it_is(cast: Cast) -> None:
    for day in (
        timezone.localdate() + timedelta(days=40),
        timezone.localdate() - timedelta(days=400),
    ):
        form = planned(date=day.isoformat())
        assert sent(cast.ben, "session-new", cast.case, form).status_code == 303


@pytest.mark.parametrize("field", ["ends", "review_0", "review_1"])
def test_a_day_that_was_agreed_is_asked_back(field: str, cast: Cast) -> None:
    form = {"based_on": 1, "horizon": "open", field: "2962-03-01"}
    page = sent(cast.ana, "contract", cast.case, form)
    assert "years ahead. Did you mean" in page.content.decode()
    answer = sent(cast.ana, "contract", cast.case, form | {"meant": meant(page)})
    assert answer.status_code == 303
    (frame,) = queries.open_case(cast.ana, cast.case).all(Frame)
    assert frame.contract is not None
    assert {frame.contract.ends, *frame.contract.reviews} - {None} != set()


def test_a_case_that_began_a_hundred_years_ago_is_asked_back(cast: Cast) -> None:
    form = {"id": uuid4(), "label": "B.", "started": years(-100), "horizon": "open"}
    page = sent(cast.ben, "case-new", None, form)
    assert "100 years ago. Did you mean" in page.content.decode()
    assert 'value="B."' in page.content.decode()
    again = sent(cast.ben, "case-new", None, form | {"looked_at": hidden(page, "looked_at")})
    assert again.status_code == 303


def test_a_moment_of_an_hour_to_come_is_asked_back(cast: Cast) -> None:
    form = {"id": uuid4(), "date": years(2), "time": "14:00", "words": "She paused."}
    page = sent(cast.ben, "after", cast.case, form)
    assert "That is still to come." in page.content.decode()
    answer = sent(cast.ben, "after", cast.case, form | {"meant": meant(page)})
    assert answer.status_code == 303
    assert len(queries.open_case(cast.ben, cast.case).all(Mark)) == 1


def test_a_mark_of_a_device_whose_clock_is_wrong_was_made_now(cast: Cast) -> None:
    wrong = f'[{{"id": "{uuid4()}", "at": "0001-01-01T00:00:00Z"}}]'
    assert sent(cast.ben, "room", cast.case, {"marks": wrong}).status_code == 200
    (mark,) = queries.open_case(cast.ben, cast.case).all(Mark)
    assert abs(mark.at - timezone.now()) < timedelta(hours=1)


def test_two_windows_and_an_odd_day_that_was_looked_at(cast: Cast) -> None:
    """The choice between two versions does not ask again what was answered."""
    told = told_by_ana(cast)
    browser, address = browser_of(cast.ana), reverse("episode-edit", args=[told.id])
    mine = answers_of(browser.get(address), date=years(-100))
    theirs = answers_of(browser.get(address), story="Other words.")
    assert browser.post(address, theirs).status_code == 303
    mine["looked_at"] = hidden(browser.post(address, mine), "looked_at")
    met = browser.post(address, mine)
    assert met.status_code == 409
    names = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', met.content.decode())
    carried = {name: html.unescape(value) for name, value in names}
    assert browser.post(address, carried | {"keep_when": "mine"}).status_code == 303
    assert there(kept(cast)[0].at).date().isoformat() == years(-100)
