"""Reading behind a lock, in a real browser: what lies there, how it keeps up, and when it goes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Word
from relating.journal import actions, queries
from relating.people.models import Device, User
from tests.browser.conftest import See, SignIn
from tests.browser.shelf import (
    PIN,
    SAY,
    SEA,
    SLOW,
    opens,
    phone,
    put_up,
    shelf_of,
    shows_nothing,
    stock,
    tries,
)
from tests.browser.test_the_phone import (
    COUNT,
    STORY,
    ready,
    signed_out,
    told,
    until,
    write,
    writing,
)
from tests.browser.test_the_profile import canaries, found_in
from tests.cast import Cast, browser_of, person
from tests.web.phone.test_answering import said

__all__ = ["phone"]
MOVED = """() => new Promise((resolve) => {
  const seen = (list) => resolve(list.getEntries().reduce((sum, each) => sum + each.value, 0));
  new PerformanceObserver(seen).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(0), 300);
})"""


def moved(page: Page) -> float:
    """How far what was shown on this page has moved since, as the browser counts it."""
    page.wait_for_timeout(300)
    return float(page.evaluate(MOVED))


def test_the_safety_plan_says_that_it_is_not_here_and_where_it_is_put_nothing_moves(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page = phone.new_page()
    page.set_viewport_size({"width": 390, "height": 2400})
    plan = reverse("safety", args=[cast.case])
    page.goto(plan)
    ready(page)
    page.get_by_role("link", name="Put it on this phone").tap()
    expect(page.get_by_role("heading", name="Reading behind a lock")).to_be_in_viewport()
    expect(page.get_by_text("this one")).to_be_visible()
    assert moved(page) == 0
    page.close()
    page = put_up(phone, cast, sign_in)
    page.set_viewport_size({"width": 390, "height": 2400})
    page.reload()
    expect(page.get_by_text("They are on this phone")).to_be_visible()
    assert moved(page) == 0
    page.goto(plan)
    expect(page.get_by_text(SEA)).to_be_visible()
    page.wait_for_timeout(300)
    expect(page.get_by_text("Without a network it is not here")).to_be_hidden()


def test_without_a_network_she_reads_todays_plan_and_writes_with_her_people_and_words(
    phone: BrowserContext, cast: Cast, sign_in: SignIn, axe: See
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    assert axe(page) == ""
    signed_out(phone)
    phone.set_offline(True)
    page.goto("/")
    writing(page)
    shows_nothing(page, "Mara", SAY, SEA, "seasick")
    assert axe(page) == ""
    page.get_by_label("What happened?").fill(STORY)
    opens(page)
    expect(page.get_by_text(SAY)).to_be_visible()
    expect(page.get_by_text("Another day.")).to_have_count(0)
    page.get_by_text("My safety plan").tap()
    expect(page.get_by_text(SEA)).to_be_visible()
    assert axe(page) == ""
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    page.locator(".face", has_text="Mara").tap()
    page.locator(".feelings summary", has_text="more words").tap()
    page.locator(".chip", has_text="seasick").tap()
    page.get_by_role("button", name=re.compile("^Save")).tap()
    expect(page.get_by_text("Kept on this phone", exact=True)).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_text("Received", exact=True)).to_be_visible()
    case = queries.open_case(cast.ana, cast.case)
    (found,) = case.episodes
    assert case.people[str(found.person)].alias == "Mara"
    assert [each.code for each in found.feelings or ()] == ["my-seasick"]


def test_switched_off_it_is_gone(phone: BrowserContext, cast: Cast, sign_in: SignIn) -> None:
    page = put_up(phone, cast, sign_in, "Yes:")
    page.goto("/write/off/")
    expect(page.get_by_text("It is switched off on this phone.")).to_be_visible()
    assert shelf_of(page) == 0


def closed_from_the_laptop(cast: Cast) -> None:
    """Ana closes her phone from somewhere else."""
    (device,) = Device.objects.all()
    address = reverse("phone", args=[cast.case])
    answer = browser_of(cast.ana).post(address, {"device": str(device.pk)})
    assert answer.status_code == 303


def test_a_phone_closed_from_the_laptop_loses_its_shelf_and_keeps_what_waits(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in, "Yes:")
    phone.set_offline(True)
    page.goto("/")
    write(writing(page), STORY)
    opens(page)
    closed_from_the_laptop(cast)
    expect(page.get_by_text(SAY)).to_be_visible()  # nothing was heard of it yet
    phone.set_offline(False)
    expect(page.locator("[data-shelf]")).to_be_hidden()
    shows_nothing(page, "Mara", SAY, SEA)
    assert shelf_of(page) == 0
    assert told(cast) == []
    until(page, COUNT, 1, "letters")
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    page.goto(reverse("case", args=[cast.case]))
    until(page, COUNT, 0, "letters")
    assert told(cast) == [STORY]
    page.goto("/write/")
    writing(page)
    expect(page.locator("[data-shelf]")).to_be_hidden()


def test_a_closed_phone_with_nothing_waiting_does_not_open_with_the_right_pin(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.goto("/write/")
    writing(page)
    closed_from_the_laptop(cast)
    tries(page, PIN)
    expect(page.locator("[data-shelf]")).to_be_hidden(timeout=SLOW)
    shows_nothing(page, "Mara", SAY, SEA)
    assert shelf_of(page) == 0


def test_where_a_second_person_signs_in_the_shelf_is_taken_down(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    sign_in(phone, User.objects.get(pk=cast.carl.id))
    page.goto(reverse("case", args=[cast.other_case]))
    until(page, COUNT, 2, "doors")
    until(page, COUNT.replace('"pages"', '"covers"'), 0, "shelf")


def test_what_changed_meanwhile_lies_there_after_the_next_page(
    phone: BrowserContext, cast: Cast, sign_in: SignIn
) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.goto(reverse("safety-edit", args=[cast.case]))
    page.get_by_label("What I can do on my own").fill("Count the boats.")
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    phone.set_offline(True)
    page.goto("/")
    opens(page)
    page.get_by_text("My safety plan").tap()
    expect(page.get_by_text("Count the boats.")).to_be_visible()


def test_taken_off_nothing_is_left(phone: BrowserContext, cast: Cast, sign_in: SignIn) -> None:
    stock(cast)
    page = put_up(phone, cast, sign_in)
    page.get_by_role("button", name="Take them off this phone").tap()
    expect(page.get_by_role("button", name="Put them behind this PIN")).to_be_visible()
    assert shelf_of(page) == 0


@pytest.mark.parametrize("freely", ["Yes:", "No:"])
def test_nothing_of_the_shelf_can_be_read_in_the_profile_locked_or_after_exit(
    profile: BrowserContext, cast: Cast, sign_in: SignIn, tmp_path: Path, freely: str
) -> None:
    words = canaries(200)
    names, says, seas, own = words[:50], words[50:100], words[100:150], words[150:180]
    asked, answered = words[180:190], words[190:]
    for each in names[1:]:
        actions.record(cast.ana, cast.case, person(each))
    stock(cast, names[0], " ".join(says), " ".join(seas), " ".join(own[:1]))
    for number, each in enumerate(own[1:]):
        word = Word(list="feeling", code=f"my-{number}", label=each)
        actions.word(cast.ana, cast.case, word)
    said(cast.ben, cast.case, outside=" ".join(asked))
    profile.route(re.compile(settings.LEAVE_TO), lambda route: route.fulfill(body="weather"))
    page = put_up(profile, cast, sign_in, freely)
    signed_out(profile)
    page.goto("/write/")
    opens(page)
    shown = page.content()
    assert [n for n, each in enumerate(words[:190]) if each not in shown] == []
    page.get_by_text("Ben noticed something").tap()
    page.get_by_label("In your words, if you like").fill(" ".join(answered))
    page.get_by_role("button", name="Send").tap()
    expect(page.locator("[data-letters] [data-state]:visible")).to_have_count(1)
    page.get_by_role("button", name="Lock", exact=True).tap()
    shows_nothing(page, *names, *says, *own, *asked, *answered)
    assert found_in(tmp_path / "profile", words) == []
    opens(page)
    page.get_by_role("button", name="Quick exit").tap()
    page.wait_for_url(re.compile(settings.LEAVE_TO))
    page.go_back()
    shows_nothing(page, *words)
    page.goto("/write/")
    writing(page)
    shows_nothing(page, *names, *says, *own)
    profile.close()
    assert found_in(tmp_path / "profile", words) == []
