"""Answers and pulses without a network, in a real browser: behind the lock, from their pages."""

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Answer, Pulse
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.browser.shelf import opens, phone, put_up, shows_nothing
from tests.browser.test_the_phone import ready, signed_out, writing
from tests.cast import Cast, agree, session
from tests.web.phone.test_answering import said

__all__ = ["phone"]
DOOR = "You looked at the door."
WORDS = "I wanted to go."
HOLDS = """() => {
  navigator.locks.request("shelf", () => new Promise((done) => (window.letGo = done)));
}"""


def answers(cast: Cast) -> list[tuple[str | None, str]]:
    return [
        (each.resonance, each.words) for each in queries.open_case(cast.ben, cast.case).all(Answer)
    ]


def lines(page: Page) -> list[str]:
    return page.locator("[data-letters] > li [data-state]:visible").all_inner_texts()


def test_behind_the_lock_she_answers_what_waits_and_it_goes_by_itself(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, axe: See
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    said(cast.ben, cast.case, outside="I wonder about the list.")
    actions.record(cast.ben, cast.case, session(timezone.now().replace(microsecond=0)))
    page = put_up(phone, cast, sign_in)
    signed_out(phone)
    phone.set_offline(True)
    page.goto("/")
    writing(page)
    shows_nothing(page, DOOR, "Ben")
    opens(page)
    page.get_by_text("Ben noticed something").tap()
    expect(page.get_by_text(DOOR)).to_be_visible()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Choose an answer, or write a few words.")).to_be_visible()
    page.get_by_label("In your words, if you like").fill(WORDS)
    page.get_by_role("button", name="Lock", exact=True).tap()
    shows_nothing(page, DOOR, "Ben", WORDS)
    opens(page)  # what was begun is there again
    expect(page.get_by_label("In your words, if you like")).to_have_value(WORDS)
    page.locator(".answers .chip", has_text="Not really").tap()
    expect(page.get_by_label("Not really")).to_be_checked()
    assert axe(page) == ""
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text(DOOR)).to_have_count(0)
    expect(page.get_by_text("Kept on this phone", exact=True)).to_be_in_viewport()
    page.get_by_text(re.compile("How was .*, with Ben")).tap()
    page.get_by_role("group", name="I felt understood.").get_by_label("7", exact=True).tap()
    page.get_by_label("Send to Ben").check()
    assert axe(page) == ""
    page.locator(".pulse").get_by_role("button", name="Save").tap()
    expect(page.get_by_text(re.compile("How was .*, with Ben"))).to_have_count(0)
    assert lines(page) == ["Kept on this phone"] * 2
    page.reload()
    opens(page)
    shows_nothing(page, DOOR, "with Ben")  # it is asked once
    phone.set_offline(False)
    expect(page.locator("[data-state=received]:visible")).to_have_count(2)
    assert answers(cast) == [("not_really", WORDS)]
    (pulse,) = queries.open_case(cast.ben, cast.case).all(Pulse)
    assert (pulse.understood, pulse.visibility) == (7, "shared")


def test_what_was_answered_behind_the_lock_goes_from_the_page_once_it_is_asked_no_more(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    said(cast.ben, cast.case, outside="I wonder about the list.")
    page = put_up(phone, cast, sign_in)
    phone.set_offline(True)
    page.goto("/write/")
    writing(page)
    opens(page)
    page.get_by_text("Ben noticed something").tap()
    page.get_by_label("In your words, if you like").fill(WORDS)
    page.evaluate(HOLDS)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Kept on this phone", exact=True)).to_be_visible()
    expect(page.get_by_text(DOOR)).to_be_visible()
    page.evaluate("letGo()")
    expect(page.get_by_text(DOOR)).to_have_count(0)


def test_an_answer_and_a_pulse_that_cannot_be_sent_from_their_pages_go_by_themselves(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    feedback, hour = said(cast.ben, cast.case), session()
    actions.record(cast.ben, cast.case, hour)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("case", args=[cast.case]))
    ready(page)
    page.goto(reverse("feedback-one", args=[feedback.id]))
    page.get_by_label("In your words, if you like").fill(WORDS)
    phone.set_offline(True)
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("you need not save again")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("Received.")).to_be_visible()
    page.goto(reverse("pulse", args=[hour.id]))
    page.get_by_role("group", name="I felt understood.").get_by_label("7", exact=True).tap()
    page.get_by_label("Keep it sealed").check()
    phone.set_offline(True)
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("you need not save again")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("Received.")).to_be_visible()
    assert answers(cast) == [(None, WORDS)]
    case = queries.open_case(cast.ana, cast.case)
    assert [(each.understood, each.visibility) for each in case.all(Pulse)] == [(7, "private")]
