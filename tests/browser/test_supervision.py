"""Supervision in a real browser: Ana's yes on her phone, Ben's moments, Dov's answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import LAPTOP, PHONE, See, SignIn, Window
from tests.cast import Cast, episode, person

At = Callable[[Viewer, dict[str, Any]], Page]


@pytest.fixture
def at(live_server: LiveServer, window: Window, sign_in: SignIn) -> At:
    """A page of somebody's, signed in."""

    def opened(viewer: Viewer, shape: dict[str, Any]) -> Page:
        context = window(base_url=live_server.url, **shape)
        sign_in(context, User.objects.get(pk=viewer.id))
        return context.new_page()

    return opened


def test_a_moment_goes_to_dov_and_his_answer_comes_back(cast: Cast, at: At, axe: See) -> None:
    who = person("Mara", visibility="shared")
    told = episode("Mara shut the door in Braga.", person=who.id, visibility="shared", place="room")
    for each in (who, told):
        actions.record(cast.ana, cast.case, each)
    home = reverse("case-supervision", args=[cast.case])
    ana, ben, dov = at(cast.ana, PHONE), at(cast.ben, LAPTOP), at(cast.dov, LAPTOP)

    ana.goto(home)
    assert axe(ana) == ""
    ana.get_by_role("button", name="I agree").click()
    expect(ana.get_by_role("heading", name="You said yes")).to_be_visible()

    ben.goto(home)
    ben.get_by_role("link", name="Bring moments").click()
    expect(ben.get_by_label("What would you like to ask?")).to_be_visible()
    assert axe(ben) == ""
    ben.get_by_label("What would you like to ask?").fill("What is mine, when Ana goes quiet?")
    ben.get_by_label("Mara shut the door").check()
    ben.get_by_role("button", name="See what will be read").click()
    expect(ben.get_by_text("[boss] shut the door in Braga.")).to_be_visible()
    assert axe(ben) == ""
    ben.get_by_role("checkbox", name="Braga", exact=True).check()
    ben.get_by_role("button", name="Look again").first.click()
    expect(ben.get_by_text("[boss] shut the door in […].")).to_be_visible()
    ben.get_by_role("button", name="Bring it to Dov").click()
    expect(ben.get_by_text("Brought to Dov.")).to_be_visible()

    dov.goto(reverse("supervision"))
    dov.get_by_role("link", name="What is mine").click()
    expect(dov.get_by_label("What you answer")).to_be_visible()
    assert axe(dov) == ""
    expect(dov.get_by_text("Mara")).to_have_count(0)
    dov.get_by_label("What you answer").fill("Whose hurry is it?")
    dov.get_by_role("button", name="Save").click()
    expect(dov.get_by_text("Saved. Ben can read it.")).to_be_visible()

    ben.get_by_role("link", name="What is mine").click()
    expect(ben.get_by_text("Whose hurry is it?")).to_be_visible()
    assert axe(ben) == ""
    ana.reload()
    expect(ana.get_by_text("Dov answered in supervision")).to_be_visible()
    assert axe(ana) == ""
