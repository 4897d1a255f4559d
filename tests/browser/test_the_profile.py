"""What lies in a browser’s profile after quick exit: nothing that was read or written there."""

import re
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from relating.journal import actions
from relating.people.models import User
from tests.browser.conftest import SignIn
from tests.browser.test_the_phone import COUNT, ready, until, write, writing
from tests.cast import Cast, episode


def found_in(folder: Path, words: list[str]) -> list[str]:
    """Which of these words lie in any file of a folder."""
    spelt = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    held = [each.read_bytes() for each in folder.rglob("*") if each.is_file()]
    return [
        word
        for word, forms in spelt.items()
        if any(form in each for form in forms for each in held)
    ]


def canaries(number: int) -> list[str]:
    return [f"canary{uuid4().hex}" for _ in range(number)]


def look_and_write(page: Page, cast: Cast, words: list[str]) -> None:
    """Read half of the words on her pages, and write the other half signed out of sight."""
    read, wrote = words[: len(words) // 2], words[len(words) // 2 :]
    told = episode(" ".join(read), person=None)
    actions.record(cast.ana, cast.case, told)
    for address in (
        reverse("case", args=[cast.case]),
        reverse("diary", args=[cast.case]),
        reverse("episode", args=[told.id]),
    ):
        page.goto(address)
        expect(page.get_by_text(read[0]).first).to_be_visible()
    page.goto("/write/")
    write(writing(page), " ".join(wrote[:-1]))
    page.get_by_label("What happened?").fill(f"{wrote[-1]}, and not saved")


def test_after_quick_exit_nothing_of_hers_lies_in_the_profile_and_the_queue_is_there(
    profile: BrowserContext, cast: Cast, sign_in: SignIn, tmp_path: Path
) -> None:
    words = canaries(200)
    sign_in(profile, User.objects.get(pk=cast.ana.id))
    profile.route(re.compile(settings.LEAVE_TO), lambda route: route.fulfill(body="weather"))
    profile.route("**/inbox/", lambda route: route.abort())
    page = profile.new_page()
    page.goto(reverse("case", args=[cast.case]))
    ready(page)
    look_and_write(page, cast, words)
    page.goto(reverse("case", args=[cast.case]))
    page.get_by_role("button", name="Quick exit").tap()
    page.wait_for_url(re.compile(settings.LEAVE_TO))
    page.goto(reverse("case", args=[cast.case]))
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    until(page, COUNT, 1, "letters")
    profile.close()
    assert found_in(tmp_path / "profile", words) == []


def test_the_search_of_the_profile_finds_what_lies_there(
    profile: BrowserContext, tmp_path: Path
) -> None:
    (word,) = canaries(1)
    page = profile.new_page()
    page.goto("/sign-in/")
    page.evaluate("(word) => localStorage.setItem('left', word)", word)
    profile.close()
    assert found_in(tmp_path / "profile", [word]) == [word]
