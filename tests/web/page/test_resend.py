"""What was being sent when a sign-in ran out: for its writer, at its address, once."""

from uuid import uuid4

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core import signing
from django.http import HttpRequest
from django.test import RequestFactory

from relating.people.models import User
from relating.web.page import resend, sealed_text
from relating.web.page.resend import FIELD, SESSION, WRITER

ANA, BEN = User(pk=uuid4(), username="ana"), User(pk=uuid4(), username="ben")
ADDRESS, STORY = "/cases/a/episodes/new/", "She asked. I said of course."


def sent(address: str = ADDRESS, **fields: str) -> HttpRequest:
    """A form that arrives after its writer's sign-in ran out."""
    request = RequestFactory().post(address, {"story": STORY, **fields})
    request.session = SessionStore()
    return request


def by_ana(address: str = ADDRESS) -> HttpRequest:
    """A form that says that Ana is writing in it."""
    return sent(address, **{WRITER: resend.writer_token(ANA), "csrfmiddlewaretoken": "secret"})


def back_at(address: str, request: HttpRequest) -> HttpRequest:
    """The page that the same browser asks for next."""
    page = RequestFactory().get(address)
    page.session = request.session
    return page


def signing_in(kept: str) -> HttpRequest:
    """The form of the door, with what was kept in it."""
    return sent("/sign-in/", **{FIELD: kept})


def test_what_ana_sent_is_given_back_to_her_at_its_address_and_only_once() -> None:
    request = signing_in(resend.sealed(by_ana()))
    assert resend.hand_over(request, ANA) == ADDRESS
    page = back_at(ADDRESS, request)
    found = resend.given_back(page)
    assert found is not None
    assert found.dict() == {"story": STORY}
    assert resend.given_back(page) is None


def test_it_is_given_to_nobody_else_who_signs_in() -> None:
    request = signing_in(resend.sealed(by_ana()))
    assert resend.hand_over(request, BEN) is None
    assert SESSION not in request.session
    assert resend.hand_back(by_ana(), BEN) is None


def test_it_is_given_back_at_no_other_address_and_waits_until_its_own_is_asked_for() -> None:
    request = signing_in(resend.sealed(by_ana()))
    resend.hand_over(request, ANA)
    assert resend.given_back(back_at("/cases/b/episodes/new/", request)) is None
    assert resend.given_back(back_at(ADDRESS, request)) is not None


@pytest.mark.parametrize(
    "writer",
    ["", str(ANA.pk), signing.dumps(str(ANA.pk)), signing.dumps(str(ANA.pk), salt="x")],
    ids=["nobody", "not signed", "signed for anything", "signed for something else"],
)
def test_of_whom_nobody_knows_that_they_were_writing_nothing_is_kept(writer: str) -> None:
    assert resend.sealed(sent(**{WRITER: writer})) == ""


def test_neither_the_token_nor_who_was_writing_travels_along() -> None:
    found = resend.opened(resend.sealed(by_ana()))
    assert found is not None
    assert "secret" not in found.sent
    assert WRITER not in found.sent
    assert resend.opened(sealed_text.sealed(sealed_text.SAID, found, sealed_text.SAID)) is None


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        (f"http://testserver{ADDRESS}?q=1", ADDRESS),
        (f"http://elsewhere.example{ADDRESS}", ""),
        ("", ""),
    ],
)
def test_only_a_page_of_ours_is_gone_on_to(referer: str, page: str) -> None:
    request = RequestFactory().post(ADDRESS, headers={"referer": referer})
    assert resend.came_from(request) == page
