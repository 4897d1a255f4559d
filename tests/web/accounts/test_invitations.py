"""The one-time link by which a client comes into their case."""

import re
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions
from relating.people.models import Invitation, Relation
from relating.web.page.qr import QUIET, code
from tests.cast import Cast, Response, browser_of

ARRIVAL = {"called": "Rui", "username": "rui", "password": "seven blue herons walk"}


@pytest.fixture
def case(cast: Cast) -> UUID:
    """A case of Ben's whose client has not come in yet."""
    return actions.open_new_case(cast.ben, "R.", timezone.localdate())


def link_of(page: Response) -> str:
    match = re.search(r">http://[^/]+(/invitation/[^<]+)<", page.content.decode())
    assert match is not None
    return match[1]


def made(cast: Cast, case: UUID) -> Response:
    answer = browser_of(cast.ben).post(reverse("case-invitation", args=[case]), follow=True)
    assert answer.status_code == 200
    return answer


def test_looking_at_the_page_of_a_link_again_makes_no_other_in_its_place(
    cast: Cast, case: UUID
) -> None:
    ben, address = browser_of(cast.ben), reverse("case-invitation", args=[case])
    assert ben.post(address).status_code == 303
    kept = str(BrowserSession.objects.get().get_decoded())
    link = link_of(ben.get(address))
    assert link.split("/")[2] not in kept
    assert "A link was made" in ben.get(address).content.decode()
    assert Client().get(link).status_code == 200
    assert Invitation.objects.count() == 1


def test_looking_at_the_page_makes_no_link(cast: Cast, case: UUID) -> None:
    browser_of(cast.ben).get(reverse("case-invitation", args=[case]))
    assert not Invitation.objects.exists()


def test_the_link_lets_the_client_in_once(cast: Cast, case: UUID) -> None:
    link = link_of(made(cast, case))
    assert Client().post(link, ARRIVAL).status_code == 302
    assert Relation.objects.filter(case_id=case, role="client", ended=None).exists()
    assert Client().get(link).status_code == 404


def test_only_a_digest_of_the_link_is_kept_and_no_later_page_shows_it(
    cast: Cast, case: UUID
) -> None:
    secret = link_of(made(cast, case)).split("/")[2]
    assert secret not in str(Invitation.objects.values_list().get())
    page = browser_of(cast.ben).get(reverse("case-invitation", args=[case])).content.decode()
    assert secret not in page
    assert "A link was made" in page


def test_a_new_link_takes_the_place_of_the_old_one(cast: Cast, case: UUID) -> None:
    old, new = link_of(made(cast, case)), link_of(made(cast, case))
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_nobody_can_be_invited_into_a_case_that_has_its_client(cast: Cast) -> None:
    address = reverse("case-invitation", args=[cast.case])
    assert "here already" in browser_of(cast.ben).get(address).content.decode()
    assert browser_of(cast.ben).post(address).status_code == 404


def test_only_the_counsellor_of_the_case_invites(cast: Cast, case: UUID) -> None:
    for viewer in (cast.ana, cast.cleo, cast.dov, cast.eve):
        for address in (case, cast.case):
            url = reverse("case-invitation", args=[address])
            assert browser_of(viewer).get(url).status_code == 404
            assert browser_of(viewer).post(url).status_code == 404


def test_the_code_is_dark_on_light_with_a_quiet_border_and_says_what_it_is() -> None:
    drawn = ET.fromstring(code("http://localhost/invitation/abc/", 'The "link"').svg)
    side = int(drawn.attrib["viewBox"].split()[-1])
    xs = [int(x) for x in re.findall(r"M(\d+) ", drawn[1].attrib["d"])]
    assert drawn.attrib["aria-label"] == 'The "link"'
    assert min(xs) == QUIET
    assert max(xs) < side - QUIET
    assert "style" not in ET.tostring(drawn, encoding="unicode")


def test_another_link_has_another_code() -> None:
    assert code("one", "").svg != code("two", "").svg
