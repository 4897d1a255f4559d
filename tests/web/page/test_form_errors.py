"""What forms say of an answer that does not fit."""

from django.urls import reverse

from tests.cast import Cast, browser_of


def said(cast: Cast, **given: str) -> str:
    """What the page says after somebody new was saved like this."""
    sent = {"id": "9c858901-8a57-4791-81fe-4c455b099bc9", "visibility": "private"} | given
    answer = browser_of(cast.ana).post(reverse("person-new", args=[cast.case]), sent)
    assert answer.status_code == 422
    return answer.content.decode()


def test_what_is_missing_is_said_without_blame(cast: Cast) -> None:
    page = said(cast, alias="", role="boss")
    assert "This is still missing." in page
    assert "required." not in page


def test_a_choice_that_is_gone_is_asked_for_again(cast: Cast) -> None:
    page = said(cast, alias="Mara", role="no-such-role")
    assert "This is not among the choices any more. Please choose again." in page
    assert "valid choice" not in page


def test_what_is_too_long_says_how_long_it_may_be_and_is_kept(cast: Cast) -> None:
    page = said(cast, alias="m" * 201, role="boss")
    assert "This is too long: at most 200 letters, and it has 201." in page
    assert "m" * 201 in page
