"""Something happened, in a real browser: on a phone, on a laptop, without scripts, offline."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from relating.case import Episode
from relating.journal import actions, queries
from relating.people.models import DraftKey, User
from tests.browser.conftest import See, SignIn
from tests.cast import PASSPHRASE, Cast, episode, person

STORY = "She came over with the list. I heard myself say of course."
MOST_TAPS = 6
SLOWED = 20


def happened(page: Page, case: object) -> Page:
    """Open the page and wait until its scripts are there."""
    page.goto(reverse("episode-new", args=[case]))
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    return page


def told(cast: Cast) -> tuple[Episode, ...]:
    return queries.open_case(cast.ana, cast.case).episodes


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).tap()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))


def stored(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return found


def kept(page: Page) -> None:
    expect(page.get_by_text("Kept on this phone as you write")).to_be_visible()


def test_six_taps_and_a_line_are_enough_and_one_is_back_where_one_was(
    at_home: Page, cast: Cast, axe: See
) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    taps = 0

    def tap(what: Any) -> None:
        nonlocal taps
        what.tap()
        taps += 1

    at_home.goto(reverse("case", args=[cast.case]))
    tap(at_home.get_by_role("main").get_by_role("link", name="Something happened"))
    tap(at_home.locator(".face", has_text="Mara"))
    tap(at_home.get_by_label("What happened?"))
    at_home.keyboard.type(STORY)
    tap(at_home.locator(".chip", has_text="ashamed"))
    tap(at_home.locator(".chip", has_text="Pleasing, being nice"))
    tap(at_home.get_by_role("button", name="Save", exact=True))
    at_home.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    expect(at_home.get_by_role("button", name="Undo")).to_be_visible()
    (found,) = told(cast)
    assert (found.story, found.person, found.i_did) == (STORY, mara.id, ("pleasing",))
    assert taps <= MOST_TAPS
    at_home.get_by_role("link", name="One more?").tap()
    expect(at_home.get_by_role("heading", name="One more?")).to_be_visible()
    assert axe(at_home) == ""
    at_home.get_by_text("At work").tap()
    at_home.get_by_role("button", name="Save", exact=True).tap()
    expect(at_home.get_by_text("How did it end for me?")).to_be_visible()
    at_home.go_back()
    at_home.go_forward()
    at_home.get_by_role("link", name="Enough").tap()
    at_home.wait_for_url(re.compile(r"/cases/[0-9a-f-]{36}/$"))
    (found,) = told(cast)
    assert (found.place_context, found.valence) == ("work", None)


def test_what_was_begun_is_put_back_after_a_crash_and_forgotten_once_it_is_saved(
    at_home: Page, cast: Cast
) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    page.locator(".chip", has_text="ashamed").tap()
    page.locator(".face", has_text="someone new").tap()
    page.get_by_label("What shall we call them here?").fill("Mara")
    kept(page)
    page.wait_for_function("() => Object.keys(localStorage).length === 1")
    page.wait_for_timeout(400)
    identity = page.locator("[name=id]").input_value()
    happened(page, cast.case)
    expect(page.get_by_text("What you had begun is back")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    expect(page.get_by_label("ashamed", exact=True)).to_be_checked()
    expect(page.get_by_label("What shall we call them here?")).to_have_value("Mara")
    expect(page.locator("[name=id]")).to_have_value(identity)
    save(page)
    assert stored(page) == {}
    assert [each.story for each in told(cast)] == [STORY]


def test_a_sentence_is_on_the_phone_when_the_page_goes_in_the_task_in_which_it_was_typed(
    at_home: Page, cast: Cast
) -> None:
    page = happened(at_home, cast.case)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    lying = page.evaluate(
        """(story) => {
          const box = document.querySelector("[name=story]");
          const lying = new Set();
          for (const letter of story) {
            box.value += letter;
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
            lying.add(Object.values(localStorage)[0]);
          }
          location.reload();
          return [lying.has(undefined), lying.size];
        }""",
        STORY,
    )
    assert lying[0] is False
    assert lying[1] > 1
    page.wait_for_load_state("load")
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "", timeout=60_000)
    expect(page.locator("[name=story]")).to_have_value(STORY)


def test_after_a_new_sign_in_a_draft_is_sealed_anew_and_the_old_key_is_given_up(
    at_home: Page, cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = happened(at_home, cast.case)
    page.fill("[name=story]", STORY)
    kept(page)
    (name, before), *_ = stored(page).items()
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    given_up = re.compile("act=empty")
    with page.expect_response(lambda each: bool(given_up.search(each.request.post_data or ""))):
        happened(page, cast.case)
    expect(page.locator("[name=story]")).to_have_value(STORY)
    assert stored(page)[name].partition(".")[0] != before.partition(".")[0]
    assert not DraftKey.objects.filter(pk=before.partition(".")[0]).exists()


def test_a_long_story_typed_quickly_is_kept_whole_by_each_letter(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    long = "She came over with the list. " * 3000
    page.fill("[name=story]", long)
    page.locator("[name=story]").press_sequentially("And then", delay=20)
    page.reload()
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    expect(page.locator("[name=story]")).to_have_value(f"{long}And then")


def test_today_leads_back_to_what_was_begun_and_is_silent_once_it_is_saved(
    at_home: Page, cast: Cast
) -> None:
    page, today = happened(at_home, cast.case), reverse("case", args=[cast.case])
    begun = page.get_by_text("What you began is kept on this phone.")
    page.get_by_label("What happened?").fill(STORY)
    kept(page)
    page.goto(today)
    expect(begun).to_be_visible()
    page.get_by_role("link", name="Go on writing").tap()
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    save(page)
    page.goto(today)
    expect(page.get_by_role("heading", name="What happened lately")).to_be_visible()
    expect(begun).to_be_hidden()


def test_what_lies_on_the_device_is_noise(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    kept(page)
    ((name, sealed),) = stored(page).items()
    assert re.fullmatch(r"draft-[0-9a-f]{24}", name)
    assert "list" not in sealed
    assert "story" not in sealed


def test_a_draft_of_ana_s_is_not_shown_to_ben_on_the_same_device(
    at_home: Page, cast: Cast, phone: BrowserContext, sign_in: SignIn
) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    kept(page)
    sign_in(phone, User.objects.get(pk=cast.ben.id))
    happened(page, cast.case)
    expect(page.get_by_label("What happened?")).to_have_value("")
    assert len(stored(page)) == 1


def test_one_can_start_afresh(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    kept(page)
    happened(page, cast.case)
    page.get_by_role("button", name="Start afresh").tap()
    expect(page.get_by_label("What happened?")).to_have_value("")
    assert stored(page) == {}


def test_what_was_put_aside_by_a_wrong_tap_is_back_at_once(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    story, afresh = page.get_by_label("What happened?"), page.get_by_role("button", name="Undo")
    story.fill(STORY)
    page.locator(".chip", has_text="ashamed").tap()
    kept(page)
    happened(page, cast.case)
    page.get_by_role("button", name="Start afresh").tap()
    expect(story).to_have_value("")
    expect(page.get_by_label("ashamed", exact=True)).not_to_be_checked()
    afresh.tap()
    expect(story).to_have_value(STORY)
    expect(page.get_by_label("ashamed", exact=True)).to_be_checked()
    kept(page)
    page.get_by_role("button", name="Start afresh").tap()
    story.fill("Something else.")
    expect(afresh).to_be_hidden()
    kept(page)
    happened(page, cast.case)
    expect(story).to_have_value("Something else.")


def test_without_a_connection_it_waits_on_the_phone_and_is_saved_once_later(
    at_home: Page, cast: Cast, phone: BrowserContext
) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    phone.set_offline(True)
    button = page.get_by_role("button", name="Save", exact=True)
    button.tap()
    expect(page.get_by_text("you need not save again")).to_be_visible()
    assert told(cast) == ()
    assert stored(page) == {}
    phone.set_offline(False)
    expect(page.get_by_text("Received.")).to_be_visible()
    assert [each.story for each in told(cast)] == [STORY]


def test_a_double_tap_saves_once(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    assert [each.story for each in told(cast)] == [STORY]


def test_an_answer_that_got_lost_on_the_way_back_does_not_save_twice(
    at_home: Page, cast: Cast
) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)

    def lose_the_answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/episodes/new/", lose_the_answer)
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_text("Received.")).to_be_visible()
    page.unroute("**/episodes/new/")
    assert [each.story for each in told(cast)] == [STORY]


def test_a_wrong_answer_leaves_everything_in_its_place(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    page.locator(".when > summary").tap()
    page.get_by_label("Day").fill("")
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_role("alert")).to_contain_text("Nothing you wrote is lost")
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    page.get_by_label("Day").fill("2026-03-01")
    save(page)
    assert [each.story for each in told(cast)] == [STORY]
    assert stored(page) == {}


def test_a_sign_in_that_ran_out_costs_nothing(
    at_home: Page, cast: Cast, phone: BrowserContext
) -> None:
    page = happened(at_home, cast.case)
    page.get_by_label("What happened?").fill(STORY)
    page.locator(".chip", has_text="ashamed").tap()
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_text("What you wrote is kept.")).to_be_visible()
    page.get_by_label("Sign-in name").fill("ana")
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").tap()
    expect(page.get_by_label("What happened?")).to_have_value(STORY)
    expect(page.get_by_label("ashamed", exact=True)).to_be_checked()
    expect(page.locator("form.happened")).to_have_attribute("data-ready", "")
    save(page)
    assert [each.story for each in told(cast)] == [STORY]
    assert stored(page) == {}


def test_two_windows_are_laid_side_by_side_and_settled(at_home: Page, cast: Cast, axe: See) -> None:
    before = episode("First words")
    actions.record(cast.ana, cast.case, before)
    page = at_home
    page.goto(reverse("episode-edit", args=[before.id]))
    page.get_by_label("What happened?").fill("Mine")
    actions.revise(cast.ana, cast.case, replace(before, story="Theirs"), 1)
    page.get_by_role("button", name="Save", exact=True).tap()
    expect(page.get_by_role("heading", name="There are two versions of this")).to_be_visible()
    assert axe(page) == ""
    page.get_by_label("Keep both, one after the other").check()
    page.get_by_role("button", name="Save this").tap()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    assert [each.story for each in told(cast)] == ["Theirs\n\nMine"]
    assert stored(page) == {}


def test_a_tap_on_the_circle_says_where_one_stood(at_home: Page, cast: Cast) -> None:
    page = happened(at_home, cast.case)
    page.get_by_text("Between us", exact=True).tap()
    circle = page.locator("svg.tapcircle")
    circle.scroll_into_view_if_needed()
    box = circle.bounding_box() or {"width": 0, "height": 0}
    middle = {"x": box["width"] / 2, "y": box["height"] / 2}
    circle.tap(position={"x": middle["x"] * 1.5, "y": middle["y"]})
    circle.tap(position={"x": middle["x"], "y": middle["y"] * 0.5})
    save(page)
    (found,) = told(cast)
    assert found.my_position == pytest.approx((0.55, 0), abs=0.06)
    assert found.other_position == pytest.approx((0, 0.55), abs=0.06)


def test_all_of_it_works_without_scripts(
    cast: Cast,
    window: Callable[..., BrowserContext],
    live_server: LiveServer,
    sign_in: SignIn,
) -> None:
    context = window(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    sign_in(context, User.objects.get(pk=cast.ana.id))
    page = context.new_page()
    page.goto(reverse("episode-new", args=[cast.case]))
    page.get_by_label("someone new").check()
    page.get_by_label("What shall we call them here?").fill("Mara")
    page.get_by_label("What happened?").fill(STORY)
    page.get_by_label("ashamed", exact=True).check()
    page.get_by_role("radio", name="not good").check()
    page.get_by_text("Between us", exact=True).click()
    page.get_by_label("Where were they? away to near").select_option("a little away")
    page.get_by_label("Share with Ben").check()
    expect(page.get_by_text("Ben will also see")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    (found,) = queries.open_case(cast.ben, cast.case).episodes
    assert (found.story, found.valence, found.other_position) == (STORY, -1, (-0.4, 0.0))
    page.get_by_role("link", name="Edit").click()
    page.get_by_text("how strong").click()
    page.locator("[name=strength_ashamed]").fill("7")
    page.get_by_label("ashamed, and at the end").fill("4")
    page.get_by_label("ashamed: on top or underneath").select_option("on top")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(re.compile(r"/episodes/[0-9a-f-]{36}/$"))
    (found,) = queries.open_case(cast.ben, cast.case).episodes
    felt = [(each.code, each.intensity, each.after, each.layer) for each in found.feelings or ()]
    assert felt == [("ashamed", 7, 4, "covering")]


def test_the_pages_are_good_for_everybody(
    at_home: Page, cast: Cast, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    sign_in(laptop, User.objects.get(pk=cast.ben.id))
    for page in (at_home, laptop.new_page()):
        happened(page, cast.case)
        page.locator(".face input").nth(0).check()
        page.locator("[name=other_did]").nth(0).check()
        for fold in page.locator("details:is(.more, .other) > summary:visible").all():
            fold.click()
        assert axe(page) == ""
        wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        assert page.evaluate(wide)
