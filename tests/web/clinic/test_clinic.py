"""The administrator's practice: who works here, and the end of it. No case comes with it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions, queries
from relating.journal.models import Trail
from relating.people import clinic as practices
from relating.people.models import COUNSELLOR, Clinic, Invitation, Membership, User
from tests.cast import Cast, Response, browser_of, member, page_of, session


def beside_the_clocks(page: Response) -> str:
    """A page without the names of time zones, in which many a name stands: Asia/Anadyr."""
    return re.sub(r"<option[^<]*</option>", "", page.content.decode())


def test_everybody_who_works_here_stands_on_the_page_and_no_client(cast: Cast) -> None:
    page = browser_of(cast.eve).get(reverse("practice"))
    assert {each.called for each in page.context["members"]} == {"Ben", "Cleo", "Dov", "Eve"}
    assert "Ana" not in beside_the_clocks(page)


def test_who_works_in_another_practice_is_not_shown_and_cannot_be_ended(cast: Cast) -> None:
    elsewhere = member(Clinic.objects.create(name="Hill Practice"), "Hal", COUNSELLOR)
    browser = browser_of(cast.eve)
    assert "Hal" not in beside_the_clocks(browser.get(reverse("practice")))
    address = reverse("member-end", args=[elsewhere.id])
    assert browser.get(address).status_code == 404
    assert browser.post(address).status_code == 404
    assert Membership.objects.filter(user_id=elsewhere.id, ended=None).exists()


@pytest.mark.parametrize("role", ["counsellor", "supervisor", "administrator"])
def test_a_colleague_is_invited_by_a_link_that_is_shown_once(cast: Cast, role: str) -> None:
    browser = browser_of(cast.eve)
    page = browser.post(reverse("practice-invite"), {"role": role}, follow=True)
    link = page.context["link"]
    made = Invitation.objects.get(role=role, case=None)
    assert page.status_code == 200
    assert link in page.content.decode()
    assert timedelta(days=13) < made.expires_at - timezone.now() < timedelta(days=15)
    assert link.rsplit("/", 2)[1] not in browser.get(reverse("practice")).content.decode()


@pytest.mark.parametrize("role", ["", "client", "king"])
def test_nobody_is_invited_as_something_else(cast: Cast, role: str) -> None:
    answer = browser_of(cast.eve).post(reverse("practice-invite"), {"role": role})
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_what_must_be_done_before_somebodys_work_ends_stands_there_before_the_press(
    cast: Cast,
) -> None:
    shown = page_of(cast.eve, "member-end", cast.ben.id)
    assert "Ben is still needed" in shown
    assert "relating hand-over" in shown
    assert "End it now" not in shown


def test_ending_asks_first_and_says_what_it_does(cast: Cast) -> None:
    hand_over(cast)
    page = browser_of(cast.eve).get(reverse("member-end", args=[cast.ben.id])).content.decode()
    assert "Close Ben’s access to this practice?" in page
    assert "their clients keep everything they wrote" in page
    assert Membership.objects.filter(user_id=cast.ben.id, ended=None).exists()


def hand_over(cast: Cast) -> None:
    """Ben's case goes to somebody else, so that he may leave."""
    carla = User.objects.create(username="carla", called="Carla")
    Membership.objects.create(clinic=cast.clinic, user=carla, role="counsellor")
    actions.hand_over(cast.case, carla.pk)


def test_whose_work_has_ended_sees_no_case_any_more_at_once(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    assert ben.get(reverse("case", args=[cast.case])).status_code == 200
    hand_over(cast)
    answer = browser_of(cast.eve).post(reverse("member-end", args=[cast.ben.id]))
    assert answer.status_code == 303
    for name, of in (("case", [cast.case]), ("caseload", [])):
        assert ben.get(reverse(name, args=of)).headers["Location"].startswith("/sign-in/")
    assert queries.open_case(cast.ana, cast.case).frame.label == "Ana"


def test_the_end_of_somebodys_work_leaves_a_line_in_the_trail(cast: Cast) -> None:
    hand_over(cast)
    browser_of(cast.eve).post(reverse("member-end", args=[cast.ben.id]))
    line = Trail.objects.get(act="ended")
    assert (line.actor, line.entry) == (cast.eve.id, cast.ben.id)


def test_an_administrator_cannot_end_their_own_work_and_leave_the_practice_alone(
    cast: Cast,
) -> None:
    browser = browser_of(cast.eve)
    assert (
        reverse("member-end", args=[cast.eve.id])
        not in browser.get(reverse("practice")).content.decode()
    )
    assert browser.post(reverse("member-end", args=[cast.eve.id])).status_code == 404
    assert browser.get(reverse("practice")).status_code == 200


def test_ending_twice_is_ending_once(cast: Cast) -> None:
    hand_over(cast)
    browser, address = browser_of(cast.eve), reverse("member-end", args=[cast.ben.id])
    browser.post(address)
    assert browser.post(address).status_code == 404
    assert Trail.objects.filter(act="ended").count() == 1


def test_a_supervisor_is_told_that_nothing_was_brought_to_them(cast: Cast) -> None:
    page = browser_of(cast.dov).get(reverse("supervision")).content.decode()
    assert "Nothing was brought to you" in page


def test_eve_says_whose_clock_her_practice_goes_by(cast: Cast) -> None:
    browser, address = browser_of(cast.eve), reverse("practice-country")
    for zone in ("Asia/Tokyo", "Mars/Base", ""):
        assert browser.post(address, {"country": "FR", "time_zone": zone}).status_code == 303
        assert Clinic.objects.get(pk=cast.clinic.pk).time_zone == "Asia/Tokyo"
    page = browser.get(reverse("practice")).content.decode()
    assert '<option value="Asia/Tokyo" selected>' in page
    hour = session(datetime(2026, 1, 20, 14, tzinfo=UTC))
    actions.record(cast.ben, cast.case, hour)
    assert "Tuesday, 20 January 2026, 23:00" in page_of(cast.ana, "session", hour.id)


def test_a_clock_in_the_settings_comes_before_that_of_the_page(cast: Cast, settings: Any) -> None:
    settings.OWN_CLOCK = "Europe/Berlin"
    browser = browser_of(cast.eve)
    browser.post(reverse("practice-country"), {"country": "FR", "time_zone": "Asia/Tokyo"})
    assert practices.time_zone() == "Europe/Berlin"
    assert 'name="time_zone"' not in browser.get(reverse("practice")).content.decode()


def test_eve_says_in_which_country_her_practice_is(cast: Cast) -> None:
    elsewhere = Clinic.objects.create(name="Hill Practice", country="DE")
    browser = browser_of(cast.eve)
    assert browser.post(reverse("practice-country"), {"country": "FR"}).status_code == 303
    assert Clinic.objects.get(pk=cast.clinic.pk).country == "FR"
    assert Clinic.objects.get(pk=cast.clinic.pk).name == cast.clinic.name
    assert Clinic.objects.get(pk=elsewhere.pk).country == "DE"
    assert browser.get(reverse("practice")).context["country_form"]["country"].value() == "FR"


@pytest.mark.parametrize("country", ["", "XX", "<b>"])
def test_a_country_of_which_there_are_no_lines_is_none(cast: Cast, country: str) -> None:
    answer = browser_of(cast.eve).post(reverse("practice-country"), {"country": country})
    assert answer.status_code == 422
    assert Clinic.objects.get(pk=cast.clinic.pk).country == ""


def test_a_clock_is_found_by_its_place_under_its_part_of_the_world(cast: Cast) -> None:
    page = browser_of(cast.eve).get(reverse("practice")).content.decode()
    _before, _heading, america = page.partition('<optgroup label="America">')
    assert (
        "Buenos Aires, Argentina, UTC\N{MINUS SIGN}3</option>"
        in america.partition("</optgroup>")[0]
    )
    assert '<option value="Asia/Kolkata">Kolkata, UTC+5:30</option>' in page
    assert '<option value="UTC"' in page
    assert len(page) < 60_000
