"""Her phones: each has a door of its own, and each is closed from any other, at once."""

import json
import re

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from relating.journal import actions, inbox
from relating.journal.models import Letter
from relating.people.models import Device, User
from relating.web.phone import shell
from tests.cast import Cast
from tests.web.phone.conftest import Phone

pytestmark = pytest.mark.django_db(databases="__all__")
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126 Mobile"


def test_a_phone_is_known_again_by_its_token(phone: Phone) -> None:
    again = phone.door(phone.given["token"])
    assert (again["device"], again["key"]) == (phone.given["device"], phone.given["key"])
    assert phone.door("guessed")["device"] != phone.given["device"]
    assert Device.objects.count() == 2


def test_her_phones_are_listed_by_what_they_run(phone: Phone, cast: Cast) -> None:
    phone.browser.post(reverse("phone-device", args=[cast.case]), headers={"user-agent": ANDROID})
    page = phone.browser.get(reverse("phone", args=[cast.case])).content.decode()
    assert "An Android phone" in page
    assert page.count('name="device"') == 2


def test_one_is_closed_from_another_at_once(phone: Phone, cast: Cast) -> None:
    laptop = Phone(cast.ana, cast.case)
    today = reverse("case", args=[cast.case])
    assert phone.browser.get(today).status_code == 200
    letter = phone.letter(phone.written())
    closing = {"device": phone.given["device"]}
    assert laptop.browser.post(reverse("phone", args=[cast.case]), closing).status_code == 303
    assert phone.send(letter).status_code == 404
    assert phone.browser.get(today).status_code == 302
    assert laptop.browser.get(today).status_code == 200
    assert laptop.browser.post(reverse("phone", args=[cast.case]), closing).status_code == 404
    # Signed in there again, it sends what it kept.
    phone.browser.force_login(User.objects.get(pk=cast.ana.id))
    phone.given = phone.door(phone.given["token"])
    assert phone.send(letter).status_code == 200


def test_nobody_closes_the_phone_of_somebody_else(phone: Phone, cast: Cast) -> None:
    ben = Client()
    ben.force_login(User.objects.get(pk=cast.ben.id))
    assert ben.get(reverse("phone", args=[cast.case])).status_code == 404
    closing = {"device": phone.given["device"]}
    assert ben.post(reverse("phone", args=[cast.case]), closing).status_code == 404
    assert ben.post(reverse("phone-device", args=[cast.case])).status_code == 404
    assert Device.objects.count() == 1


def test_the_name_is_chosen_before_it_is_installed(phone: Phone, cast: Cast) -> None:
    assert phone.browser.get("/manifest.webmanifest").json()["name"] == "Notes"
    phone.browser.post(reverse("phone", args=[cast.case]), {"called": "days"})
    told = phone.browser.get("/manifest.webmanifest").json()
    assert (told["name"], told["short_name"]) == ("Days", "Days")
    address = reverse("phone", args=[cast.case])
    assert phone.browser.post(address, {"called": "Ana's secrets"}).status_code == 404


def test_the_shell_is_the_same_for_everybody_and_sets_no_cookie(phone: Phone) -> None:
    nobody = Client()
    for address in ("/write/", "/worker.js"):
        mine, theirs = phone.browser.get(address), nobody.get(address)
        assert mine.content == theirs.content
        assert not theirs.cookies
        assert "csrf" not in theirs.content.decode()


def test_every_part_of_the_page_to_write_on_is_kept_and_nothing_else() -> None:
    client = Client()
    page = client.get("/write/").content.decode()
    asked = set(re.findall(rf'"({settings.STATIC_URL}[^"]+)"', page))
    keeps = client.get("/worker.js").content.decode().partition("SHELL = ")[2].partition(";")[0]
    kept = set(json.loads(keeps))
    assert asked <= kept
    assert {static(name) for name in (*shell.SHEETS, "web/phone/write.js")} <= asked
    assert kept == {"/write/"} | {static(name) for name in shell.PARTS}


def test_every_script_that_a_part_asks_for_is_a_part() -> None:
    for name in shell.SCRIPTS:
        text = shell.content(name).decode()
        asked = [
            line.split('"')[1].rpartition("/")[2]
            for line in text.splitlines()
            if " from " in line and line.startswith(("import", "}"))
        ]
        assert {each for each in asked if each.endswith(".js")} <= {
            part.rpartition("/")[2] for part in shell.SCRIPTS
        }


def test_another_word_makes_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = shell.version("one")
    assert shell.version("two") != before
    monkeypatch.setattr(shell, "PARTS", shell.PARTS[1:])
    assert shell.version("one") != before


def test_nobody_closes_a_phone_of_another_case(phone: Phone, carls: Phone, cast: Cast) -> None:
    closing = {"device": phone.given["device"]}
    own = reverse("phone", args=[cast.other_case])
    assert carls.browser.post(own, closing).status_code == 404
    assert carls.browser.post(reverse("phone", args=[cast.case]), closing).status_code == 404
    assert carls.door(phone.given["token"])["device"] != phone.given["device"]
    assert Device.objects.count() == 3
    assert phone.given["key"] != carls.given["key"]
    assert phone.given["writer"] != carls.given["writer"]


def test_only_the_phone_that_sent_is_said_to_have_sent(phone: Phone, cast: Cast) -> None:
    laptop = Phone(cast.ana, cast.case)
    phone.sends()
    sent = Device.objects.exclude(sent_at=None).values_list("pk", flat=True)
    assert [str(each) for each in sent] == [phone.given["device"]]
    page = laptop.browser.get(reverse("phone", args=[cast.case])).content.decode()
    assert page.count("last sent today") == 1


def test_a_case_that_is_erased_takes_its_phones_and_letters_along(
    phone: Phone, carls: Phone, cast: Cast
) -> None:
    phone.sends(date="not a day")
    carls.sends(date="not a day")
    actions.erase_case(cast.case)
    assert phone.sends().status_code == 404
    assert [each.case_id for each in Device.objects.all()] == [cast.other_case]
    assert [each.case_id for each in Letter.objects.all()] == [cast.other_case]
    assert len(inbox.waiting(cast.carl, cast.other_case)) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_only_a_page_of_ours_signs_somebody_out(phone: Phone, cast: Cast, site: str) -> None:
    today = reverse("case", args=[cast.case])
    assert phone.browser.post("/write/left/", headers={"sec-fetch-site": site}).status_code in {
        403,
        404,
    }
    assert phone.browser.get(today).status_code == 200
    assert (
        phone.browser.post("/write/left/", headers={"sec-fetch-site": "same-origin"}).status_code
        == 303
    )
    assert phone.browser.get(today).status_code == 302
