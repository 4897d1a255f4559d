"""The pulse on Ben's device, in a real browser: handed over, answered, given back."""

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Pulse
from relating.journal import queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.cast import Cast, agree
from tests.web.pulse.test_pulse import LINE, hour


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_ben_hands_his_laptop_over_and_nothing_is_found_by_going_back(
    cast: Cast, laptop: BrowserContext, phone: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    agree(cast.case, cast.ana, cast.ben)
    session = hour(cast)
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    page, other = laptop.new_page(), laptop.new_page()
    other.goto(reverse("sessions", args=[cast.case]))
    page.goto(reverse("session", args=[session]))
    page.get_by_role("link", name="Pulse for Ana, on this device").click()
    expect(page.get_by_role("button", name="Hand over this device")).to_be_visible()
    assert axe(page) == ""
    assert page.locator("nav").count() == 0
    page.get_by_role("button", name="Hand over this device").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How was this hour for you?")
    expect(other.get_by_role("heading", level=1)).to_have_text("Welcome back")
    hers = phone.new_page()
    hers.goto(page.url)
    for each in (page, hers):
        assert axe(each) == ""
        assert fits(each)
    page.get_by_role("group", name="I felt understood.").get_by_label("7", exact=True).check()
    page.get_by_label("Anything that did not sit right?").fill(LINE)
    assert page.locator(".seg :checked").count() == 0
    page.locator(".seg label", has_text="Keep it sealed").click()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert axe(page) == ""
    page.go_back()
    expect(page.get_by_label("Anything that did not sit right?")).to_have_value("")
    assert page.locator(".bead :checked").count() == 0
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    (given,) = queries.open_case(cast.ana, cast.case).all(Pulse)
    assert (given.understood, given.not_right, given.visibility) == (7, LINE, "private")
    assert queries.open_case(cast.ben, cast.case).all(Pulse) == ()
