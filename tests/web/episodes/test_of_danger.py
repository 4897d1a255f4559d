"""What she chose of danger opens whom to call before anything else."""

import json
from typing import Any

import pytest
from django.urls import reverse

from relating.case import DEFAULTS
from tests.cast import Cast, browser_of
from tests.web.episodes.telling import (
    answers_of,
    page_of,
    tell,
    told,
)

OF_DANGER = ({"self_treatment": ["body"]}, {"self_treatment": ["not_alive"]}, {"ended": "unsafe"})
DARK = "I want to die. I cut my body. He hit me and it was not safe. Suicide. Help me now."


@pytest.mark.parametrize("chosen", OF_DANGER)
def test_what_she_chose_of_danger_opens_whom_to_call_before_anything_else(
    cast: Cast, chosen: dict[str, Any]
) -> None:
    browser = browser_of(cast.ana)
    answer = tell(browser, cast.case, story="Quiet words.", **chosen)
    pause = reverse("pause", args=[cast.case])
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{pause}?of={told(cast).id}")
    page = browser.get(answer.headers["Location"]).content.decode()
    assert page.index("Are you safe right now?") < page.index("What you wrote is kept")
    assert "Quiet words" not in page


def test_a_page_with_scripts_is_led_there_too(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    answers = answers_of(page_of(browser, cast.case), story="x", ended="unsafe")
    address = reverse("episode-new", args=[cast.case])
    answer = browser.post(address, answers, headers={"Accept": "application/json"})
    pause = reverse("pause", args=[cast.case])
    assert json.loads(answer.content) == {"next": f"{pause}?of={told(cast).id}"}


def test_telling_it_later_opens_it_as_well(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    tell(browser, cast.case, story="x")
    address = reverse("episode-edit", args=[told(cast).id])
    answers = answers_of(browser.get(address), self_treatment=["body"])
    answer = browser.post(address, answers)
    assert answer.headers["Location"].startswith(reverse("pause", args=[cast.case]))


@pytest.mark.parametrize("code", ["st_attack", "st_blame", "st_love"])
def test_her_words_are_never_read_and_being_cruel_to_herself_opens_nothing(
    cast: Cast, code: str
) -> None:
    browser = browser_of(cast.ana)
    answer = tell(browser, cast.case, story=DARK, seen_as=DARK, self_treatment=[code])
    assert answer.headers["Location"] == reverse("episode", args=[told(cast).id])
    assert "Are you safe" not in browser.get(answer.headers["Location"]).content.decode()


def test_to_ben_it_is_never_opened(cast: Cast) -> None:
    browser = browser_of(cast.ben)
    for chosen in ({}, *OF_DANGER):
        answer = tell(browser, cast.case, story=DARK, **chosen)
        assert "/pause/" not in answer.headers.get("Location", "")


def test_the_words_of_danger_are_there_to_see_and_do_not_move_to_the_front(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    codes = [each.code for each in DEFAULTS.terms("self_treatment")]
    for _ in range(3):
        tell(browser, cast.case, self_treatment=["not_alive", "st_free"])
    chips = page_of(browser, cast.case).context["form"].chips["self_treatment"]
    first = [each.code for each in chips.first]
    assert first[0] == "st_free"
    assert [each for each in first if each != "st_free"] == [c for c in codes if c != "st_free"]
