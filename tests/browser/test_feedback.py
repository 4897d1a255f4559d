"""What happens between the two, in a real browser: feedback, the pulse, a dip, a note."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace
from playwright.sync_api import BrowserContext, Page, expect

from relating.case import Dip, Feedback, Pulse, Session
from relating.journal import actions
from relating.people.gate import Viewer
from relating.people.models import User
from tests.browser.conftest import See, SignIn
from tests.cast import Cast, episode

SCORES = (7, 7, 8, 7, 8, 8, 9, 9, 5)
SAW = "When I asked how the week was, you said “never mind” and smiled."


@pytest.fixture
def hours(cast: Cast) -> list[UUID]:
    """Nine hours with a pulse of both, the last of which dipped; the tenth was yesterday."""
    actions.record(cast.ana, cast.case, episode(visibility="shared"))
    made = [held(cast, 7 * (9 - number) + 1, number) for number in range(1, 11)]
    for hour, score in zip(made, SCORES, strict=False):
        for viewer, given in ((cast.ana, score), (cast.ben, min(9, score + 1))):
            actions.record(viewer, cast.case, pulse(cast, viewer, hour, given))
    return made


def held(cast: Cast, days: int, number: int) -> UUID:
    at = timezone.now() - timedelta(days=max(days, 1))
    hour = Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=at,
        at=at,
        number=number,
        state="held",
    )
    actions.record(cast.ben, cast.case, hour)
    return hour.id


def pulse(cast: Cast, viewer: Viewer, hour: UUID, score: int) -> Pulse:
    client = viewer == cast.ana
    return Pulse(
        id=uuid4(),
        author="client" if client else "counsellor",
        visibility="shared" if client else "private",
        recorded_at=timezone.now(),
        session=hour,
        safe=score,
        understood=score,
        matters=score,
        way=score,
        could_say=max(0, score - 1),
        pull=None if client else ("rescue",),
    )


def noticed(cast: Cast, hour: UUID, **more: object) -> UUID:
    """Feedback that Ben has said."""
    told = Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=timezone.now(),
        said_at=timezone.now() - timedelta(days=2),
        session=hour,
        saw=SAW,
        response="I felt a little kept at the door.",
        invitation="I wondered whether you were looking after me. How is it to hear this?",
    )
    told = replace(told, **more)
    actions.record(cast.ben, cast.case, told)
    return told.id


def as_(context: BrowserContext, viewer: Viewer, sign_in: SignIn) -> Page:
    sign_in(context, User.objects.get(pk=viewer.id))
    return context.new_page()


def overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_every_page_between_the_two_is_accessible_small_and_fits(
    cast: Cast,
    hours: list[UUID],
    phone: BrowserContext,
    laptop: BrowserContext,
    sign_in: SignIn,
    axe: See,
    who: str,
) -> None:
    told = noticed(cast, hours[8])
    pages = [reverse(name, args=[cast.case]) for name in ("case", "feedback", "alliance")]
    pages += [reverse(name, args=[hours[8]]) for name in ("pulse", "dip")]
    pages.append(reverse("feedback-one", args=[told]))
    if who == "ben":
        pages += [reverse(n, args=[cast.case]) for n in ("feedback-new", "notes", "note-new")]
    for window in (phone, laptop):
        page = as_(window, getattr(cast, who), sign_in)
        for address in pages:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert len(answer.body()) < 60_000, address
            assert axe(page) == "", address
            assert overflow(page) <= 0, address


def test_ana_chooses_an_answer_sends_it_and_adds_words(
    cast: Cast, hours: list[UUID], phone: BrowserContext, sign_in: SignIn
) -> None:
    noticed(cast, hours[8], outside="I wondered whether you were looking after me.", invitation="")
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("case", args=[cast.case]))
    four = page.locator(".answers").first.locator(".chip")
    boxes = [chip.bounding_box() for chip in four.all()]
    assert len({(box["width"], box["height"]) for box in boxes if box}) == 1
    page.get_by_role("radio", name="Not really").tap()
    page.get_by_role("button", name="Send").tap()
    expect(page.get_by_text("Ben sees your answer.", exact=False).first).to_be_visible()
    expect(page.get_by_role("radio", name="Not really")).to_be_checked()
    page.get_by_label("In your words, if you like").fill("I was only tired.")
    with page.expect_navigation():
        page.get_by_role("button", name="Send again").tap()
    expect(page.get_by_label("In your words, if you like")).to_have_value("I was only tired.")


def test_a_word_that_judges_is_met_while_it_is_written_and_can_be_sent_away(
    cast: Cast, hours: list[UUID], laptop: BrowserContext, sign_in: SignIn, axe: See
) -> None:
    page = as_(laptop, cast.ben, sign_in)
    page.goto(reverse("feedback-new", args=[cast.case]))
    asks = page.get_by_text("This says what they did. What did you feel?")
    expect(asks).to_be_hidden()
    felt = page.get_by_label("How it was for me")
    felt.fill("I felt ignored.")
    expect(asks).to_be_visible()
    assert axe(page) == ""
    page.get_by_role("button", name="Leave it so").click()
    expect(asks).to_be_hidden()
    felt.fill("I felt ignored, and attacked.")
    expect(asks).to_be_hidden()
    felt.fill("I felt attacked.")
    expect(asks).to_be_visible()
    felt.fill("I felt sad.")
    expect(asks).to_be_hidden()


def test_ana_keeps_her_pulse_sealed_and_then_sends_it(
    cast: Cast, hours: list[UUID], phone: BrowserContext, laptop: BrowserContext, sign_in: SignIn
) -> None:
    page = as_(phone, cast.ana, sign_in)
    page.goto(reverse("case", args=[cast.case]))
    page.get_by_role("link", name="How was").tap()
    page.get_by_text("About these questions").tap()
    expect(page.get_by_text("not a validated instrument", exact=False).first).to_be_visible()
    page.locator("[name=safe][value='8']").check()
    page.get_by_role("radio", name="Keep it sealed").check()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("Saved, and sealed.", exact=False)).to_be_visible()
    desk = as_(laptop, cast.ben, sign_in)
    desk.goto(reverse("pulse", args=[hours[9]]))
    expect(desk.get_by_text("What Ana sent")).to_have_count(0)
    page.goto(reverse("pulse", args=[hours[9]]))
    expect(page.locator("[name=safe][value='8']")).to_be_checked()
    page.get_by_role("radio", name="Send to Ben").check()
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_text("Ben can read it.", exact=False)).to_be_visible()
    desk.reload()
    expect(desk.get_by_text("What Ana sent")).to_be_visible()


def test_an_open_dip_stands_in_the_head_until_the_two_say_it_is_mended(
    cast: Cast, hours: list[UUID], laptop: BrowserContext, sign_in: SignIn
) -> None:
    page = as_(laptop, cast.ben, sign_in)
    page.goto(reverse("people", args=[cast.case]))
    page.get_by_role("link", name="A dip is open").click()
    expect(page.get_by_role("heading", name="Session 9")).to_be_visible()
    expect(page.get_by_text("Was there a moment when I lost you?")).to_be_visible()
    page.get_by_role("link", name="Say what happened").click()
    page.get_by_label("What happened between us").fill("I hurried her.")
    group = page.get_by_role("group", name="Is it all right again between us?")
    group.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("I hurried her.")).to_be_visible()
    expect(page.get_by_role("link", name="A dip is open")).to_have_count(0)
    said = Dip(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        session=hours[8],
        mended="partly",
    )
    actions.record(cast.ana, cast.case, said)
    page.reload()
    expect(page.get_by_role("link", name="A dip is open")).to_be_visible()
