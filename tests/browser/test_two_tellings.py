"""One moment, two tellings: Ben tells on his laptop, Ana tells it her way on her phone."""

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Episode
from relating.journal import actions, queries
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.browser.test_the_client import overflow
from tests.cast import Cast, episode

HIS = "She laughed, and looked at the window."
HERS = "I laughed so that he would stop looking."


def as_seen_by(who: BrowserContext, told: Episode, axe: See) -> Page:
    """The page of a telling, which is good for everybody and has nothing beyond its edge."""
    page = who.new_page()
    page.goto(reverse("episode", args=[told.id]))
    fits(page, axe)
    return page


def fits(page: Page, axe: See) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert overflow(page) <= 0
    assert axe(page) == ""


def says(page: Page, what: str) -> None:
    expect(page.get_by_role("status").filter(has_text=what)).to_be_visible()


def edges(page: Page, whose: str) -> tuple[float, float]:
    """Where the left and the upper edge of a telling are."""
    box = page.get_by_role("article", name=whose).bounding_box()
    assert box is not None
    return box["x"], box["y"]


def test_ana_tells_bens_moment_her_way_and_the_two_part_and_join_it(
    cast: Cast, phone: BrowserContext, laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    his = episode(HIS, author="counsellor", visibility="shared", place="room")
    actions.record(cast.ben, cast.case, his)
    sign_in(phone, User.objects.get(pk=cast.ana.id))
    sign_in(laptop, User.objects.get(pk=cast.ben.id))

    ana = as_seen_by(phone, his, axe)
    ana.get_by_role("link", name="Tell it my way").tap()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Tell it my way")
    fits(ana, axe)
    expect(ana.get_by_text(HIS)).to_have_count(0)
    expect(ana.get_by_text("3 February")).to_be_visible()
    ana.get_by_label("What happened?").fill(HERS)
    ana.get_by_role("button", name="Save", exact=True).tap()
    says(ana, "Saved. Private to you.")
    expect(ana.get_by_text(HERS)).to_be_visible()
    (left, high), (same, low) = edges(ana, "Your telling"), edges(ana, "Ben’s telling")
    assert left == same, "one below the other"
    assert high < low, "and hers first"
    expect(ana.get_by_text("Ben does not see that there are two.")).to_be_visible()
    ana.get_by_role("link", name="Your telling").tap()
    expect(ana.get_by_role("button", name="Share with Ben")).to_be_visible()
    fits(ana, axe)

    ben = as_seen_by(laptop, his, axe)
    expect(ben.get_by_text("two tellings")).to_have_count(0)
    ana.get_by_role("button", name="Share with Ben").tap()
    expect(ana.get_by_role("heading", name="Shared with Ben")).to_be_visible()
    ben.reload()
    (left, high), (right, same) = edges(ben, "Ana’s telling"), edges(ben, "Your telling")
    assert left < right, "side by side"
    assert high == same
    fits(ben, axe)
    ben.get_by_role("button", name="We saw it differently").click()
    expect(ben.get_by_text("You say: we saw it differently.")).to_be_visible()
    ana.reload()
    expect(ana.get_by_text("Ben says: we saw it differently.")).to_be_visible()
    ana.get_by_role("button", name="These are two moments").tap()
    says(ana, "They are two moments now")
    ana.get_by_role("button", name="Undo").tap()
    says(ana, "It is again as it was before.")
    ana.get_by_role("button", name="These are two moments").tap()
    says(ana, "They are two moments now")
    fits(ana, axe)
    ana.get_by_role("button", name="They are one moment after all").tap()
    says(ana, "They are two tellings of one moment now.")
    ben.goto(reverse("episodes", args=[cast.case]))
    expect(ben.get_by_role("link", name=HERS)).to_be_visible()
    expect(ben.get_by_text(HIS)).to_have_count(0)
    assert len(queries.open_case(cast.ben, cast.case).episodes) == 1
