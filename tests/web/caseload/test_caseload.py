"""The counsellor's caseload, opening a case, and where everybody comes to at the front door."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.journal import caseload
from relating.people.models import Case, Membership
from tests.cast import Cast, browser_of

NEW_CASE = {"label": "R.", "started": "2026-03-01", "horizon": "short", "sessions": "16"}


def test_everybody_comes_to_their_own_place(cast: Cast) -> None:
    places = {
        cast.ana: reverse("case", args=[cast.case]),
        cast.ben: reverse("caseload"),
        cast.dov: reverse("supervision"),
        cast.eve: reverse("practice"),
    }
    for viewer, place in places.items():
        assert browser_of(viewer).get("/").headers["Location"] == place


def test_somebody_whose_work_has_ended_is_told_so(cast: Cast) -> None:
    Membership.objects.filter(user_id=cast.dov.id).update(ended=timezone.now())
    page = browser_of(cast.dov).get("/")
    assert page.status_code == 200
    assert "nothing here for you" in page.content.decode()


def test_an_empty_caseload_offers_the_first_step(cast: Cast) -> None:
    Case.objects.filter(pk=cast.case).delete()
    page = browser_of(cast.ben).get(reverse("caseload")).content.decode()
    assert "No cases yet" in page
    assert reverse("case-new") in page


def test_opening_a_case_leads_to_its_invitation(cast: Cast) -> None:
    answer = browser_of(cast.ben).post(reverse("case-new"), {**NEW_CASE, "id": str(uuid4())})
    card = next(each for each in caseload.cards(cast.ben, timezone.now()) if each.label == "R.")
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("case-invitation", args=[card.case_id])
    assert card.seen.agreed == 16


def test_a_form_sent_twice_opens_one_case(cast: Cast) -> None:
    browser, sent = browser_of(cast.ben), {**NEW_CASE, "id": str(uuid4())}
    first, second = (browser.post(reverse("case-new"), sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(caseload.cards(cast.ben, timezone.now())) == 2


def test_the_id_of_anothers_case_opens_a_case_of_ones_own(cast: Cast) -> None:
    """What is sent is a token: it neither leads to a case nor tells whether there is one."""
    for token in (cast.other_case, cast.case, uuid4()):
        answer = browser_of(cast.ben).post(reverse("case-new"), {**NEW_CASE, "id": str(token)})
        assert answer.status_code == 303
        assert str(token) not in answer.headers["Location"]
    assert len(caseload.cards(cast.ben, timezone.now())) == 4


@pytest.mark.parametrize(
    ("field", "value"), [("label", ""), ("started", "soon"), ("sessions", "-1"), ("horizon", "x")]
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    cast: Cast, field: str, value: str
) -> None:
    sent = {**NEW_CASE, "id": str(uuid4()), field: value}
    page = browser_of(cast.ben).post(reverse("case-new"), sent)
    assert page.status_code == 422
    assert "Nothing you wrote is lost" in page.content.decode()
    if field != "label":
        assert 'value="R."' in page.content.decode()


def test_only_a_counsellor_opens_cases(cast: Cast) -> None:
    for viewer in (cast.ana, cast.dov, cast.eve):
        for name in ("caseload", "case-new"):
            assert browser_of(viewer).get(reverse(name)).status_code == 404
