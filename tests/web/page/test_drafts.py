"""What a browser seals is under a key of one sign-in, which is given again for a while."""

import re
from base64 import b64decode
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.journal.actions import erase_overdue
from relating.people.draft_keys import KEPT_FOR
from relating.people.models import DraftKey, User
from relating.web.page.drafts import name
from tests.cast import Cast, browser_of


def key_in(browser: Client, cast: Cast) -> str:
    """The key that stands in a page."""
    page = browser.get(reverse("episode-new", args=[cast.case])).content.decode()
    return page.partition('data-draft-key="')[2].partition('"')[0]


def name_in(browser: Client, cast: Cast) -> str:
    page = browser.get(reverse("episode-new", args=[cast.case])).content.decode()
    return page.partition('data-draft="')[2].partition('"')[0]


def asked(browser: Client, key: str, **more: str) -> tuple[int, object]:
    answer = browser.post(reverse("drafts"), {"id": key.partition(".")[0], **more})
    return answer.status_code, answer.json() if answer.status_code == 200 else None


def test_each_sign_in_has_a_key_of_its_own_and_a_draft_keeps_its_name(cast: Cast) -> None:
    first, second = browser_of(cast.ana), browser_of(cast.ana)
    assert key_in(first, cast) == key_in(first, cast)
    assert key_in(first, cast) != key_in(second, cast)
    assert name_in(first, cast) == name_in(second, cast)
    assert name_in(first, cast) != name_in(browser_of(cast.ben), cast)


def test_the_key_of_an_earlier_sign_in_is_given_to_the_same_person_alone(cast: Cast) -> None:
    key = key_in(browser_of(cast.ana), cast)
    assert asked(browser_of(cast.ana), key) == (200, {"key": key})
    assert asked(browser_of(cast.ben), key) == (200, {})
    assert asked(browser_of(cast.ana), uuid4().hex) == (200, {})
    assert asked(browser_of(cast.ana), "rubbish")[0] == 404
    assert asked(Client(), key)[0] == 401


def test_a_key_under_which_nothing_lies_is_given_up(cast: Cast) -> None:
    key, ana = key_in(browser_of(cast.ana), cast), browser_of(cast.ana)
    assert asked(browser_of(cast.ben), key, act="empty") == (200, {})
    assert asked(ana, key) == (200, {"key": key})
    assert asked(ana, key, act="empty") == asked(ana, key, act="empty") == (200, {})
    assert asked(ana, key) == (200, {})


def test_a_key_is_given_again_for_thirty_days(cast: Cast) -> None:
    key, ana = key_in(browser_of(cast.ana), cast), browser_of(cast.ana)
    held = DraftKey.objects.filter(pk=key.partition(".")[0])
    held.update(made_at=timezone.now() - KEPT_FOR + timedelta(minutes=1))
    assert asked(ana, key) == (200, {"key": key})
    erase_overdue(timezone.now())
    assert held.exists()
    held.update(made_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert asked(ana, key) == (200, {})
    erase_overdue(timezone.now())
    assert not held.exists()


def test_a_sign_in_whose_key_is_gone_goes_on_under_a_new_one(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    key = key_in(ana, cast)
    DraftKey.objects.all().delete()
    assert key_in(ana, cast) == key_in(ana, cast) != key


def test_thirty_days_are_thirty_days() -> None:
    assert timedelta(days=30) == KEPT_FOR


def test_each_person_and_each_form_has_a_name_of_its_own_that_tells_of_neither() -> None:
    """On a device that two people use, neither sees what the other left."""
    ana, ben = User(pk=uuid4(), username="ana"), User(pk=uuid4(), username="ben")
    names = {name(who, address) for who in (ana, ben) for address in ("/cases/a/", "/cases/b/")}
    assert len(names) == 4
    assert all(re.fullmatch(r"draft-[0-9a-f]{24}", each) for each in names)
    assert name(ana, "/cases/a/") == name(ana, "/cases/a/")


def test_a_key_is_long_enough(cast: Cast) -> None:
    assert len(b64decode(key_in(browser_of(cast.ana), cast).partition(".")[2])) == 32
