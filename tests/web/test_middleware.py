"""What holds for every page, each piece by itself: the alarm, other sites, idleness, the door."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from relating.case.fields import LONGEST_WORDS
from relating.journal import actions, queries, trail
from relating.journal.models import Entry
from relating.people import gate
from relating.people.models import User
from relating.web import middleware
from relating.web.logs import disk
from tests.cast import PASSPHRASE, Cast, browser_of, episode

EVENING = datetime(2026, 3, 3, 18, tzinfo=UTC)


def answer(request: HttpRequest) -> HttpResponse:
    """A view that asks nobody."""
    return HttpResponse("Told.")


# The alarm --------------------------------------------------------------------------------------


def asked_for(address: str) -> HttpRequest:
    """A request by somebody who is signed in."""
    request = RequestFactory().get(address)
    request.user = User(username="ana")
    return request


def test_an_answer_without_a_question_to_the_gate_is_an_error_whatever_was_asked_before() -> None:
    gate.asked.set(True)
    shown = middleware.alarm(answer)(asked_for("/cases/"))
    assert shown.status_code == 500
    assert b"Told." not in shown.content


def test_after_a_question_to_the_gate_the_answer_is_given() -> None:
    def asking(request: HttpRequest) -> HttpResponse:
        gate.require(True)
        return answer(request)

    assert middleware.alarm(asking)(asked_for("/cases/")).status_code == 200


# Other sites ------------------------------------------------------------------------------------


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_what_another_site_set_going_changes_nothing(method: str, site: str) -> None:
    request = RequestFactory().generic(method, "/cases/", headers={"sec-fetch-site": site})
    assert middleware.same_origin(answer)(request).status_code == 403


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "same-origin"}])
def test_our_own_pages_and_older_browsers_send_forms(headers: dict[str, str]) -> None:
    request = RequestFactory().post("/cases/", headers=headers)
    assert middleware.same_origin(answer)(request).status_code == 200


def test_a_link_on_another_site_leads_here() -> None:
    request = RequestFactory().get("/cases/", headers={"sec-fetch-site": "cross-site"})
    assert middleware.same_origin(answer)(request).status_code == 200


# Packed pages -----------------------------------------------------------------------------------


def test_pages_are_packed_unless_another_site_has_them_opened() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        kind = "application/json" if request.path == "/json/" else "text/html; charset=utf-8"
        return HttpResponse("Told. " * 500, content_type=kind)

    def sent(address: str, **site: str) -> tuple[bool, int]:
        headers = {"accept-encoding": "gzip"} | site
        answer = middleware.packed(page)(RequestFactory().get(address, headers=headers))
        return answer.headers.get("Content-Encoding") == "gzip", len(answer.content)

    for site in ("none", "same-origin"):
        assert sent("/", **{"sec-fetch-site": site})[0]
        assert not sent("/json/", **{"sec-fetch-site": site})[0]
    for site in ("cross-site", "same-site"):
        assert sent("/", **{"sec-fetch-site": site}) == (False, 3000)
    assert sent("/") == (False, 3000), "an older browser does not say"
    lengths = {sent("/", **{"sec-fetch-site": "none"})[1] for _ in range(20)}
    assert len(lengths) > 1, "chance is added to each"


# Line ends --------------------------------------------------------------------------------------


def test_a_line_end_is_one_sign_however_a_browser_sends_it(cast: Cast) -> None:
    words = "a\r\n" * (LONGEST_WORDS // 2)
    address = reverse("safety-edit", args=[cast.case])
    assert browser_of(cast.ana).post(address, {"on_my_own": words}).status_code == 303
    plan = queries.open_case(cast.ana, cast.case).safety
    assert plan is not None
    assert plan.on_my_own == words.replace("\r\n", "\n").strip()


def test_what_has_several_values_keeps_them_all() -> None:
    sent = RequestFactory().post("/", {"entries": ["1", "2 %0D%0A"], "words": "a\r\nb\rc"})
    middleware.line_ends(answer)(sent)
    assert sent.POST.getlist("entries") == ["1", "2 %0D%0A"]
    assert sent.POST["words"] == "a\nb\rc"


# Idleness ---------------------------------------------------------------------------------------


def is_signed_in(browser: Client, cast: Cast) -> bool:
    return browser.get(reverse("case", args=[cast.case])).status_code == 200


def looked_at_after(cast: Cast, monkeypatch: pytest.MonkeyPatch, minutes: list[int]) -> list[bool]:
    """Whether Ana is signed in still, looking at a page so many minutes after the one before."""
    ana, now, found = browser_of(cast.ana), EVENING, []
    for pause in minutes:
        now += timedelta(minutes=pause)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        found.append(is_signed_in(ana, cast))
    return found


def test_whoever_keeps_looking_stays_signed_in_and_whoever_does_not_is_signed_out(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.IDLE_MINUTES = 30
    assert looked_at_after(cast, monkeypatch, [0, *[20] * 6]) == [True] * 7
    assert looked_at_after(cast, monkeypatch, [0, 29, 31]) == [True, True, False]


# Quick exit without a network -------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_left_without_a_network_is_signed_out_by_the_first_request_that_says_so(
    cast: Cast, method: str
) -> None:
    ana, other = browser_of(cast.ana), browser_of(cast.ana)
    page = reverse("case", args=[cast.case])
    ana.cookies[middleware.LEFT] = "1"
    answered = getattr(ana, method)(page)
    assert b"Sign in" in answered.content or answered["Location"].startswith(reverse("sign-in"))
    assert cast.ana.called.encode() not in answered.content
    assert ana.cookies[middleware.LEFT]["max-age"] == 0
    assert not is_signed_in(ana, cast)
    assert is_signed_in(other, cast)


def test_the_mark_of_having_left_keeps_nobody_from_signing_in_again(cast: Cast) -> None:
    ana = Client()
    ana.cookies[middleware.LEFT] = "1"
    sent = {"login": "ana", "password": PASSPHRASE}
    assert ana.post(reverse("sign-in"), sent).status_code == 302
    assert is_signed_in(ana, cast)


# The door ---------------------------------------------------------------------------------------


def test_the_way_to_the_door_tells_the_page_and_nothing_that_was_asked_of_it(cast: Cast) -> None:
    page = reverse("case", args=[cast.case])
    sent = Client().get(page, {"words": "she-never-knocks"})
    assert sent["Location"] == f"/sign-in/?next={page}"


# Another name of the machine ---------------------------------------------------------------------


@pytest.mark.parametrize("host", ["192.0.2.1:8000", "old-name.example", "a b", "<b>"])
@pytest.mark.parametrize("page", ["/", "/sign-in/", "/cases/", "/nothing/there/"])
def test_whoever_comes_by_another_name_is_told_the_right_address_and_nothing_else(
    cast: Cast, settings: Settings, host: str, page: str
) -> None:
    settings.OPENED_AT = "https://relating.example"
    for browser in (Client(), browser_of(cast.ana)):
        shown = browser.get(page, headers={"host": host})
        assert shown.status_code == 400
        assert 'href="https://relating.example"' in shown.content.decode()
        assert host not in shown.content.decode()
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    sent = Client().post("/sign-in/", {"login": "ana"}, headers={"host": host})
    assert sent.status_code == 400


# What cannot be shown ---------------------------------------------------------------------------


def test_altered_content_is_said_to_be_altered_and_not_to_be_missing(cast: Cast) -> None:
    told = episode("She asked.")
    actions.record(cast.ana, cast.case, told)
    Entry.objects.filter(pk=told.id).update(sealed=b"\x01" + bytes(60))
    shown = browser_of(cast.ana).get(reverse("episode", args=[told.id]))
    assert shown.status_code == 500
    assert shown.content.decode() == render_to_string("tampered.html")


def test_ben_is_told_that_nothing_can_be_noted_and_the_log_names_the_disk(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(trail, "read", refuse)
    address = reverse("case", args=[cast.case])
    shown = browser_of(cast.ben).get(address)
    assert (shown.status_code, shown.headers["Retry-After"]) == (503, "5")
    assert f'href="{address}"' in shown.content.decode()
    (line,) = [each for each in caplog.records if each.name == "relating.unread"]
    assert disk(line) == ["the disk is full"]
    assert browser_of(cast.ana).get(address).status_code == 200
