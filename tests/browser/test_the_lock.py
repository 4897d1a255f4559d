"""The lock of the shelf, in a real browser: a PIN, the phone's own lock, and when it falls shut."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, expect

from relating.journal import queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.browser.shelf import (
    PIN,
    SAY,
    SEA,
    SLOW,
    WRONG,
    opens,
    phone,
    put_up,
    shelf_of,
    shows_nothing,
    stock,
    tries,
)
from tests.browser.test_the_phone import STORY, ready, signed_out, writing
from tests.cast import Cast

__all__ = ["phone"]
AUTHENTICATOR = {  # of the browser's own, which knows her
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_five_wrong_pins_and_it_is_gone_until_she_signs_in_and_chooses_another(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, axe: See
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    signed_out(phone)
    phone.set_offline(True)
    page.goto("/")
    for left in (4, 3, 2, 1):
        tries(page, WRONG)
        expect(page.get_by_text(f"Tries left: {left}")).to_be_visible(timeout=SLOW)
        if left == 3:  # another window counts on
            page.reload()
    assert axe(page) == ""
    tries(page, WRONG)
    expect(page.get_by_text("Five wrong PINs")).to_be_visible(timeout=SLOW)
    expect(page.get_by_label("PIN of six digits")).to_be_hidden()
    page.reload()
    expect(page.get_by_text("Five wrong PINs")).to_be_visible()
    phone.set_offline(False)
    page = put_up(phone, cast, sign_in)
    page.goto("/write/")
    opens(page)


def test_the_right_one_counts_anew(phone: BrowserContext, cast: Cast, sign_in: SignIn) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.goto("/write/")
    for _ in range(2):
        tries(page, WRONG)
        expect(page.get_by_text("Tries left: 4")).to_be_visible(timeout=SLOW)
        opens(page)
        page.get_by_role("button", name="Lock", exact=True).tap()


def test_after_two_minutes_without_a_touch_it_is_locked_and_what_was_begun_is_there(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.clock.install()
    page.goto("/write/")
    writing(page)
    opens(page)
    page.get_by_label("What happened?").fill(STORY)
    page.locator(".face", has_text="Mara").tap()
    page.clock.run_for("01:50")
    expect(page.get_by_text(SAY)).to_be_visible()
    page.get_by_label("What happened?").press("End")
    page.clock.run_for("01:50")
    expect(page.get_by_text(SAY)).to_be_visible()
    page.clock.run_for("00:20")
    expect(page.get_by_label("PIN of six digits")).to_be_visible()
    shows_nothing(page, "Mara", SAY, SEA, "seasick")
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    page.get_by_role("button", name=re.compile("^Save")).tap()
    expect(page.get_by_text("Received", exact=True)).to_be_visible()
    case = queries.open_case(cast.ana, cast.case)
    assert [case.people[str(each.person)].alias for each in case.episodes] == ["Mara"]


def test_whoever_looks_at_another_app_or_leaves_locks_it(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.goto("/write/")
    opens(page)
    page.evaluate(
        """() => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
          document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(page.get_by_label("PIN of six digits")).to_be_visible()
    shows_nothing(page, "Mara", SAY, SEA)
    page.reload()
    opens(page)
    signed_out(phone)
    page.goto("/sign-in/")
    page.go_back()
    expect(page.get_by_label("PIN of six digits")).to_be_visible()
    shows_nothing(page, "Mara", SAY, SEA)


@pytest.mark.parametrize("freely", ["Yes:", "No:"])
def test_the_safety_plan_opens_without_the_lock_only_if_she_said_so(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, freely: str
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in, freely)
    page.goto(reverse("case", args=[cast.case]))
    phone.set_offline(True)
    page.get_by_role("link", name="My safety plan").tap()
    page.wait_for_url(re.compile(r"/write/#help$"))
    writing(page)
    expect(page.get_by_text("emergency").first).to_be_in_viewport()
    expect(page.get_by_text("Your own plan needs a connection.")).to_be_hidden()
    behind = page.get_by_text("Your own plan is behind the lock here.")
    if freely == "No:":
        expect(behind).to_be_visible()
        shows_nothing(page, SEA)
        return
    expect(page.get_by_text(SEA)).to_be_visible()
    expect(behind).to_be_hidden()
    shows_nothing(page, "Mara", SAY)
    for _ in range(5):
        tries(page, WRONG)
        expect(page.locator("[data-lock][aria-busy]")).to_have_count(0, timeout=SLOW)
    expect(page.get_by_text("Five wrong PINs")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(SEA)).to_be_visible()


@pytest.mark.parametrize(
    ("pin", "again", "said"),
    [
        ("123456", "123456", "Six digits, please"),
        ("777777", "777777", "Six digits, please"),
        ("4938", "4938", "Six digits, please"),
        (PIN, WRONG, "The two are not the same."),
        (PIN, PIN, "Say first whether"),
    ],
)
def test_a_pin_that_is_none_puts_nothing_there(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, pin: str, again: str, said: str
) -> None:
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.goto(reverse("phone", args=[cast.case]))
    if not said.startswith("Say"):
        page.get_by_text("No: whoever").tap()
    page.get_by_label("A PIN of six digits").fill(pin)
    page.get_by_label("Once more").fill(again)
    page.get_by_role("button", name="Put them behind this PIN").tap()
    expect(page.get_by_text(said)).to_be_visible()
    assert shelf_of(page) == 0


def test_where_the_browser_can_it_opens_by_the_phones_own_lock_and_not_without(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, axe: See
) -> None:
    stock(cast)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    asked = phone.new_cdp_session(page)
    asked.send("WebAuthn.enable")
    page.goto(reverse("phone", args=[cast.case]))
    ready(page)
    own = page.get_by_role("button", name="Put them behind the phone’s own lock")
    expect(own).to_be_hidden()  # there is none
    given = asked.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**AUTHENTICATOR, "hasPrf": True}}
    )
    page.reload()
    ready(page)
    expect(own).to_be_visible()
    assert axe(page) == ""
    page.get_by_text("No:").tap()
    own.tap()
    expect(page.get_by_text("The phone’s own lock opens it.")).to_be_visible()
    signed_out(phone)
    phone.set_offline(True)
    page.goto("/")
    writing(page)
    shows_nothing(page, "Mara", SAY, SEA)
    expect(page.get_by_label("PIN of six digits")).to_be_hidden()
    page.get_by_role("button", name="Unlock").tap()
    expect(page.get_by_text(SAY)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Lock", exact=True).tap()
    shows_nothing(page, "Mara", SAY, SEA)
    somebody_else = {"authenticatorId": given["authenticatorId"], "isUserVerified": False}
    asked.send("WebAuthn.setUserVerified", somebody_else)
    page.get_by_role("button", name="Unlock").tap()
    expect(page.get_by_text("It did not open.")).to_be_visible(timeout=SLOW)
    shows_nothing(page, "Mara", SAY, SEA)
    assert axe(page) == ""
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_role("button", name=re.compile("^Save")).tap()
    expect(page.get_by_text("Kept on this phone", exact=True)).to_be_visible()
