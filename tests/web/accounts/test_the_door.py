"""Signing in, coming in by a link, leaving quickly, and what is kept when a sign-in runs out."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from pytest_django import Settings

from relating.installation import NOT_NAMED
from relating.journal import actions, caseload
from relating.operate import set_up
from relating.people import invitations
from relating.people.models import Clinic, Invitation, Membership, Relation, User
from relating.web.accounts.doorkeeper import Doorkeeper
from relating.web.accounts.origin import told
from relating.web.logs import Plain
from relating.web.page import resend
from tests.cast import PASSPHRASE, Cast, Response, browser_of
from tests.sure import there

MASKED = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def _fresh_back_off(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def sign_in(browser: Client, name: str, passphrase: str, **more: str) -> Response:
    return browser.post(reverse("sign-in"), {"login": name, "password": passphrase, **more})


def test_ana_signs_in_under_her_name_in_any_case(cast: Cast) -> None:
    browser = Client()
    assert sign_in(browser, "ANA", PASSPHRASE).status_code == 302
    assert browser.session["_auth_user_id"] == str(cast.ana.id)


@pytest.mark.parametrize("name", ["JOSE\u0301", "jos\u00e9", " \uff2aos\u00e9 "])
def test_whoever_came_in_under_a_name_with_marks_signs_in_from_any_keyboard(
    cast: Cast, name: str
) -> None:
    token = actions.invite_colleague(cast.eve, "counsellor")
    given = {
        "called": "Jos\u00e9",
        "username": "Jose\u0301",
        "password": "kettle river st\u00f6ne lamp",
    }
    assert Client().post(reverse("invitation", args=[token]), given).status_code == 302
    assert sign_in(Client(), name, " kettle river sto\u0308ne lamp ").status_code == 302


def test_a_name_can_be_written_in_a_script_whose_vowels_are_marks(cast: Cast) -> None:
    token = actions.invite_colleague(cast.eve, "counsellor")
    name = "\u092e\u0940\u0928\u093e"
    given = {"called": name, "username": name, "password": "kettle river stone lamp"}
    assert Client().post(reverse("invitation", args=[token]), given).status_code == 302


def test_an_unknown_name_and_a_wrong_passphrase_get_the_same_answer(cast: Cast) -> None:
    pages = [sign_in(Client(), name, "wrong words entirely") for name in ("ana", "quincy")]
    bodies = [MASKED.sub(b"", page.content) for page in pages]
    assert bodies[0].replace(b"ana", b"") == bodies[1].replace(b"quincy", b"")
    assert b"The sign-in name or the passphrase is not right." in bodies[0]


def test_nobody_signs_themselves_up() -> None:
    assert not Doorkeeper().is_open_for_signup(RequestFactory().get("/sign-in/"))
    for address in ("/signup/", "/accounts/signup/", "/sign-up/"):
        with pytest.raises(Resolver404):
            resolve(address)


def test_a_sign_in_ends_with_the_browser_or_with_the_day_and_no_script_reads_its_cookies(
    cast: Cast,
) -> None:
    browser = Client()
    assert sign_in(browser, "ana", PASSPHRASE).status_code == 302
    kept = browser.cookies["session"]
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")
    assert (kept["max-age"], kept["expires"]) == ("", "")
    assert 0 < browser.session.get_expiry_age() <= 12 * 60 * 60
    assert browser.session.get_expire_at_browser_close()
    assert browser.cookies["csrf"]["httponly"]


def test_looking_at_a_page_signs_nobody_out(cast: Cast) -> None:
    browser = browser_of(cast.ana)
    assert browser.get(reverse("sign-out")).status_code == 405
    assert browser.get(reverse("leave")).status_code == 405
    assert browser.get(reverse("case", args=[cast.case])).status_code == 200


def test_somebody_who_was_deactivated_cannot_sign_in_and_is_not_told_why(cast: Cast) -> None:
    User.objects.filter(pk=cast.ben.id).update(is_active=False)
    browser = Client()
    sign_in(browser, "ben", PASSPHRASE)
    assert "_auth_user_id" not in browser.session


def test_ana_comes_in_by_the_link_that_ben_gave_her_once(cast: Cast) -> None:
    Relation.objects.filter(case_id=cast.case, role="client").delete()
    token = actions.invite_client(cast.ben, cast.case)
    browser, address = Client(), reverse("invitation", args=[token])
    assert browser.get(address).status_code == 200
    given = {"called": "Anna-Lena", "username": "sparrow", "password": "kettle river stone lamp"}
    assert browser.post(address, given).status_code == 302
    sparrow = User.objects.get(username="sparrow")
    assert caseload.cards(cast.ben, timezone.now())[0].label == "Anna-Lena"
    assert Relation.objects.get(case_id=cast.case, role="client").user == sparrow
    assert "Anna-Lena" not in str(User.objects.values_list())
    assert Client().get(address).status_code == 404


def test_eve_names_the_practice_when_she_sets_it_up(cast: Cast) -> None:
    Clinic.objects.update(name=NOT_NAMED)
    Membership.objects.filter(role="administrator").delete()
    token = invitations.issue(cast.clinic.pk, "administrator", None, None)
    browser, address = Client(), reverse("set-up", args=[token])
    assert NOT_NAMED not in browser.get(address).content.decode()
    given = {"called": "Eve", "username": "eva", "password": "kettle river stone lamp"}
    browser.cookies["zone"] = "America/New_York"
    offered = browser.get(address).content.decode()
    assert '<option value="America/New_York" selected>' in offered
    named = given | {"practice": "Harbour Street <b>", "country": "IE", "time_zone": "Asia/Tokyo"}
    assert browser.post(address, named).status_code == 302
    assert Clinic.objects.get().name == "Harbour Street <b>"
    assert Clinic.objects.get().country == "IE"
    assert Clinic.objects.get().time_zone == "Asia/Tokyo"
    assert "Harbour Street &lt;b&gt;" in browser.get(reverse("practice")).content.decode()
    assert "Harbour Street &lt;b&gt;" in Client().get(reverse("sign-in")).content.decode()


def test_the_name_of_the_practice_is_no_passphrase_while_it_is_being_named(cast: Cast) -> None:
    Membership.objects.filter(role="administrator").delete()
    token = invitations.issue(cast.clinic.pk, "administrator", None, None)
    given = {"called": "Eve", "username": "eva", "password": "Lighthouse Lane Clinic"}
    address = reverse("set-up", args=[token])
    page = Client().post(address, given | {"practice": "Lighthouse Lane Clinic"})
    assert page.status_code == 422
    assert "too close to your name or to the name of the practice" in page.content.decode()


def test_a_client_names_no_practice(cast: Cast) -> None:
    Relation.objects.filter(case_id=cast.case, role="client").delete()
    token = actions.invite_client(cast.ben, cast.case)
    given = {"called": "Wren", "username": "wren", "password": "kettle river stone lamp"}
    before = Clinic.objects.get().name
    Client().post(reverse("set-up", args=[token]), given | {"practice": "Mine"})
    assert Clinic.objects.get().name == before


def test_a_link_that_is_too_old_leads_nowhere(cast: Cast) -> None:
    Relation.objects.filter(case_id=cast.case, role="client").delete()
    token = actions.invite_client(cast.ben, cast.case)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(reverse("invitation", args=[token])).status_code == 404


def test_a_new_link_makes_the_one_before_useless(cast: Cast) -> None:
    Relation.objects.filter(case_id=cast.case, role="client").delete()
    first, second = (actions.invite_client(cast.ben, cast.case) for _ in range(2))
    assert Client().get(reverse("invitation", args=[first])).status_code == 404
    assert Client().get(reverse("invitation", args=[second])).status_code == 200


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"username": "ben"}, "Choose another"),
        ({"username": "two words"}, "without spaces"),
        ({"password": "short"}, "too short"),
        ({"username": "wren", "password": "wrenwrenwrenwren"}, "too close to your name"),
        ({"called": ""}, "required"),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays(
    cast: Cast, given: dict[str, str], says: str
) -> None:
    Relation.objects.filter(case_id=cast.case, role="client").delete()
    token = actions.invite_client(cast.ben, cast.case)
    whole = {"called": "Wren", "username": "wren", "password": "kettle river stone lamp"} | given
    page = Client().post(reverse("invitation", args=[token]), whole)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert f'value="{whole["password"]}"' not in page.content.decode()
    assert whole["username"] in page.content.decode()
    assert Client().get(reverse("invitation", args=[token])).status_code == 200


def test_quick_exit_ends_the_session_and_clears_what_the_browser_keeps(
    cast: Cast, settings: Settings
) -> None:
    browser = browser_of(cast.ana)
    page = browser.post(reverse("leave"))
    assert page.headers["Refresh"] == f"0; url={settings.LEAVE_TO}"
    assert '"cookies"' in page.headers["Clear-Site-Data"]
    assert browser.get(reverse("home")).headers["Location"].startswith(reverse("sign-in"))


def test_leaving_needs_no_sign_in(cast: Cast) -> None:
    assert Client().post(reverse("leave")).status_code == 200


def test_somebody_idle_is_signed_out(cast: Cast, settings: Settings) -> None:
    browser = browser_of(cast.ana)
    session = browser.session
    session["seen"] = int(timezone.now().timestamp()) - settings.IDLE_MINUTES * 60 - 1
    session.save()
    assert browser.get(reverse("home")).headers["Location"].startswith(reverse("sign-in"))


def test_a_clock_that_goes_back_signs_nobody_out_and_idleness_is_counted_anew(
    cast: Cast, settings: Settings
) -> None:
    browser = browser_of(cast.ana)
    session, now = browser.session, int(timezone.now().timestamp())
    session["seen"] = now + 24 * 60 * 60
    session.save()
    assert browser.get(reverse("safety", args=[cast.case])).status_code == 200
    assert abs(browser.session["seen"] - now) < settings.IDLE_MINUTES * 60


def sent_after_signing_out(cast: Cast, address: str, writer: str) -> str:
    """What stands in the page that asks to sign in again."""
    page = Client().post(address, {"story": "She said it again.", "writer": writer})
    assert page.status_code == 401
    assert b"She said it again." not in page.content
    found = re.search(rb'name="kept" value="([^"]+)"', page.content)
    return found.group(1).decode() if found else ""


def test_what_ana_was_writing_when_her_sign_in_ran_out_is_there_again(cast: Cast) -> None:
    address = reverse("episode-new", args=[cast.case])
    text = sent_after_signing_out(cast, address, resend.writer_token(user_of(cast)))
    browser = Client()
    assert sign_in(browser, "ana", PASSPHRASE, kept=text).headers["Location"] == address
    assert "She said it again." in browser.get(address).content.decode()


def test_what_ana_was_writing_is_not_given_to_somebody_else_who_signs_in(cast: Cast) -> None:
    address = reverse("episode-new", args=[cast.case])
    text = sent_after_signing_out(cast, address, resend.writer_token(user_of(cast)))
    browser = Client()
    assert sign_in(browser, "ben", PASSPHRASE, kept=text).headers["Location"] != address
    assert resend.SESSION not in browser.session


def test_a_kept_text_that_was_altered_is_nothing(cast: Cast) -> None:
    assert resend.opened("rubbish") is None
    assert resend.opened("") is None
    assert sent_after_signing_out(cast, reverse("episode-new", args=[uuid4()]), "forged") == ""


def user_of(cast: Cast) -> User:
    return User.objects.get(pk=cast.ana.id)


@pytest.mark.parametrize("name", ["home", "sign-in", "robots"])
def test_every_answer_carries_the_headers(cast: Cast, name: str) -> None:
    answer = browser_of(cast.ana).get(reverse(name))
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_the_passphrase_is_changed_only_by_whoever_knows_it(cast: Cast) -> None:
    browser, address = browser_of(cast.ana), reverse("passphrase")
    wrong = browser.post(address, {"old": "not it", "new": "kettle river stone lamp"})
    assert wrong.status_code == 422
    right = browser.post(address, {"old": PASSPHRASE, "new": "kettle river stone lamp"})
    assert right.status_code == 302
    assert sign_in(Client(), "ana", "kettle river stone lamp").status_code == 302
    after = browser.get(reverse("case", args=[cast.case])).content.decode()
    assert "Your passphrase is changed." in after


# Whom to call -----------------------------------------------------------------------------------


def test_who_cannot_come_in_finds_whom_to_call(cast: Cast) -> None:
    Clinic.objects.update(country="GB")
    browser, samaritans = Client(), '<a href="tel:116123">116 123</a>'
    assert samaritans in browser.get(reverse("sign-in")).content.decode()
    assert samaritans in browser.post(reverse("episode-new", args=[cast.case])).content.decode()
    for _ in range(5):
        sign_in(browser, "ana", "wrong words entirely")
    locked = sign_in(browser, "ana", "wrong words entirely").content.decode()
    assert "Too many tries" in locked
    assert '<details class="more-pic" open>' in locked
    assert samaritans in locked


# A passphrase that was made for somebody -------------------------------------------------------


@pytest.fixture
def made(cast: Cast) -> str:
    """What the administrator gives to Ana, who forgot hers."""
    return there(set_up.new_passphrase("ANA"))


def test_one_that_was_made_opens_once_and_asks_for_ones_own_before_anything_else(
    cast: Cast, made: str
) -> None:
    phone = Client()
    assert sign_in(phone, "ana", made).status_code == 302
    for name, ids in (("home", []), ("diary", [cast.case]), ("people", [cast.case])):
        assert phone.get(reverse(name, args=ids)).headers["Location"] == reverse("passphrase")
    shown = phone.get(reverse("passphrase")).content.decode()
    assert "Choose a passphrase of your own" in shown
    assert 'name="old"' not in shown
    assert phone.get(reverse("safety", args=[cast.case])).status_code == 200
    assert sign_in(Client(), "ana", made).status_code == 200


def test_whoever_chose_their_own_is_in_here_and_comes_in_elsewhere(cast: Cast, made: str) -> None:
    phone = Client()
    sign_in(phone, "ana", made)
    chosen = phone.post(reverse("passphrase"), {"new": "kettle river stone lamp"})
    assert chosen.status_code == 302
    assert phone.get(reverse("case", args=[cast.case])).status_code == 200
    assert sign_in(Client(), "ana", "kettle river stone lamp").status_code == 302
    assert sign_in(Client(), "ana", made).status_code == 200


def test_whoever_chose_none_needs_another_one(cast: Cast, made: str) -> None:
    phone = Client()
    sign_in(phone, "ana", made)
    phone.post(reverse("sign-out"))
    assert sign_in(phone, "ana", made).status_code == 200
    assert sign_in(phone, "ana", there(set_up.new_passphrase("ana"))).status_code == 302


def test_what_ana_was_writing_waits_until_she_chose(cast: Cast, made: str) -> None:
    address = reverse("episode-new", args=[cast.case])
    text = sent_after_signing_out(cast, address, resend.writer_token(user_of(cast)))
    phone = Client()
    sign_in(phone, "ana", made, kept=text)
    chosen = phone.post(reverse("passphrase"), {"new": "kettle river stone lamp"})
    assert chosen.headers["Location"] == address
    assert "She said it again." in phone.get(address).content.decode()


def test_the_quick_exit_is_on_the_page_of_her_passphrase_too(cast: Cast) -> None:
    shown = browser_of(cast.ana).get(reverse("passphrase")).content.decode()
    assert reverse("leave") in shown
    assert reverse("more", args=[cast.case]) in shown


def test_a_failed_sign_in_has_the_line_that_guards_are_told_to_count_and_no_name_in_it(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    guide = (Path(__file__).parents[3] / "docs/guide/behind-a-web-server.md").read_text()
    rule = there(re.search(r"^failregex = (.*)$", guide, re.MULTILINE))[1]
    attacker = Client(REMOTE_ADDR="192.0.2.7")
    for _ in range(7):
        sign_in(attacker, "ana", "wrong words entirely")
    written = [
        Plain().format(record) for record in caplog.records if record.name == "relating.sign_in"
    ]
    assert len(written) == 7, "those that were turned away count as well"
    for line in written:
        assert there(re.fullmatch(rule.replace("<HOST>", r"(\S+)"), line))[1] == "192.0.2.7"
        assert "ana" not in line


@pytest.mark.parametrize(
    "sent", ["", "unix:", "somewhere WARNING from 203.0.113.9", "203.0.113.9 x"]
)
def test_what_is_no_address_does_not_come_into_the_log(sent: str) -> None:
    headers = {"X-Forwarded-For": sent}
    request = RequestFactory().post("/sign-in/", REMOTE_ADDR="127.0.0.1", headers=headers)
    assert told(request) == "127.0.0.1"
