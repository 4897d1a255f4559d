"""One person, several hats: what they may follows from the one that they wear, and it says so."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from relating.journal import queries
from relating.journal.models import Trail
from relating.people import gate
from relating.people.gate import Hidden, Viewer
from relating.people.models import Membership, Relation, User
from relating.web.page.resend import writer_token
from tests.cast import LONG_AGO, Cast, browser_of, page_of

OPENS = {
    "counsellor": ("caseload", "week", "calendar"),
    "supervisor": ("supervision",),
    "administrator": ("practice", "practice-words-home"),
}


def give(cast: Cast, *roles: str) -> None:
    place = {"clinic": cast.clinic, "user_id": cast.ben.id, "began": LONG_AGO}
    for role in roles:
        Membership.objects.create(role=role, **place)


def opened(browser: Client, *names: str) -> set[str]:
    return {name for name in names if browser.get(reverse(name)).status_code == 200}


def test_each_hat_opens_what_is_its_own_and_nothing_else(cast: Cast) -> None:
    give(cast, "supervisor", "administrator")
    browser = browser_of(cast.ben)
    every = [name for names in OPENS.values() for name in names]
    case = reverse("case", args=[cast.case])
    assert opened(browser, *every) == set(OPENS["counsellor"])
    for hat in ("administrator", "supervisor", "counsellor"):
        assert browser.post(reverse("hat"), {"hat": hat}).status_code == 303
        assert opened(browser, *every) == set(OPENS[hat])
        assert (browser.get(case).status_code == 200) is (hat == "counsellor")
        page = browser.get(reverse(OPENS[hat][0])).content.decode()
        assert f"You are here as</span> {hat.capitalize()}" in page
    assert "You are here as</span> Counsellor" in browser.get(case).content.decode()


def test_a_hat_that_one_does_not_have_is_not_put_on(cast: Cast) -> None:
    give(cast, "supervisor")
    browser = browser_of(cast.ben)
    for hat in ("administrator", "client", ""):
        assert browser.post(reverse("hat"), {"hat": hat})["Location"] == reverse("hat")
    assert browser.session["hat"] == "counsellor"
    assert opened(browser, "practice") == set()
    assert browser_of(cast.ana).get(reverse("hat")).status_code == 404
    session = browser.session
    session["hat"] = "administrator"
    session.save()
    assert opened(browser, "practice", "supervision", "caseload") == {"caseload"}


def test_what_belongs_to_another_hat_says_which_is_worn_and_keeps_what_was_sent(cast: Cast) -> None:
    give(cast, "supervisor")
    browser = browser_of(cast.ben)
    address = reverse("after", args=[cast.case])
    writer = writer_token(User.objects.get(pk=cast.ben.id))
    browser.post(reverse("hat"), {"hat": "supervisor"})
    for gone in (browser.post(address, {"writer": writer}), browser.get(f"/cases/{uuid4()}/")):
        assert gone.status_code == 404
        assert "You are here as Supervisor." in gone.content.decode()
    assert browser.post(reverse("hat"), {"hat": "counsellor"})["Location"] == address
    assert "You are here as" not in browser_of(cast.ana).get(reverse("caseload")).content.decode()


def test_a_hat_that_is_given_does_not_take_the_place_of_the_one_that_is_worn(cast: Cast) -> None:
    browser = browser_of(cast.eve)
    Membership.objects.create(
        clinic=cast.clinic, user_id=cast.eve.id, role="counsellor", began=LONG_AGO
    )
    assert opened(browser, "practice", "caseload") == {"practice"}
    assert "You are here as</span> Administrator" in browser.get("/practice/").content.decode()


def test_whoever_has_one_hat_meets_no_switch(cast: Cast) -> None:
    assert "You are here as" not in page_of(cast.ben, "caseload")
    assert "You are here as" not in page_of(cast.eve, "practice")
    assert "You are here as" not in page_of(cast.dov, "supervision")


def test_a_hat_whose_work_has_ended_is_worn_no_more(cast: Cast) -> None:
    give(cast, "administrator")
    browser = browser_of(cast.ben)
    browser.post(reverse("hat"), {"hat": "administrator"})
    Membership.objects.filter(user=cast.ben.id, role="administrator").update(ended=LONG_AGO)
    assert opened(browser, "practice", "caseload") == {"caseload"}
    assert browser.get(reverse("case", args=[cast.case])).status_code == 200


def test_a_supervisors_hat_opens_no_case_and_a_client_is_one_under_any(cast: Cast) -> None:
    give(cast, "supervisor")
    ben = Viewer(cast.ben.id, "Ben", "supervisor")
    with pytest.raises(Hidden):
        queries.open_case(ben, cast.case)
    assert gate.standings(ben, "counsellor") == []
    assert gate.standing(Viewer(cast.ana.id, "Ana", ""), cast.case).role == "client"
    assert gate.standing(Viewer(cast.ana.id, "Ana", "administrator"), cast.case).role == "client"
    Relation.objects.create(case_id=cast.other_case, user_id=cast.ben.id, role="supervisor")
    assert gate.supervising(ben, cast.other_case).role == "supervisor"
    with pytest.raises(Hidden):
        gate.supervising(Viewer(cast.ben.id, "Ben", ""), cast.other_case)
    assert gate.supervising(cast.ben, cast.other_case).role == "supervisor"


def test_eve_lets_somebody_be_something_else_as_well(cast: Cast) -> None:
    address = reverse("member-hats", args=[cast.ben.id])
    browser = browser_of(cast.eve)
    for role in ("supervisor", "supervisor"):
        assert browser.post(address, {"role": role}).status_code == 303
    held = Membership.objects.filter(user=cast.ben.id).values_list("role", flat=True)
    assert sorted(held) == ["counsellor", "supervisor"]
    assert browser.post(address, {"role": "client"}).status_code == 404
    stranger = reverse("member-hats", args=[cast.ana.id])
    assert browser.post(stranger, {"role": "supervisor"}).status_code == 404
    assert browser_of(cast.ben).post(address, {"role": "administrator"}).status_code == 404
    assert "Supervisor" in page_of(cast.ben, "hat")


def test_eve_takes_a_hat_away_but_never_the_last_one_her_own_or_one_that_cases_need(
    cast: Cast,
) -> None:
    address = reverse("member-hats", args=[cast.ben.id])
    browser = browser_of(cast.eve)
    assert browser.post(address, {"gone": "counsellor"}).status_code == 404
    give(cast, "supervisor")
    own = reverse("member-hats", args=[cast.eve.id])
    browser.post(own, {"role": "supervisor"})
    page = browser.get(reverse("practice")).content.decode()
    assert page.count("No longer supervisor") == 2
    assert "No longer administrator" not in page
    needed = browser.post(address, {"gone": "counsellor"})
    assert needed.status_code == 409
    assert "Ben is still needed" in needed.content.decode()
    for gone in ("administrator", "client", ""):
        assert browser.post(address, {"gone": gone}).status_code == 404
    assert browser.post(own, {"gone": "administrator"}).status_code == 404
    assert browser_of(cast.ben).post(address, {"gone": "supervisor"}).status_code == 404
    worn = browser_of(cast.ben)
    worn.post(reverse("hat"), {"hat": "supervisor"})
    assert opened(worn, "supervision") == {"supervision"}
    assert browser.post(address, {"gone": "supervisor"}).status_code == 303
    assert opened(worn, "supervision", "caseload") == {"caseload"}
    assert browser.post(own, {"gone": "supervisor"}).status_code == 303
    current = Membership.objects.filter(ended=None, user__in=[cast.ben.id, cast.eve.id])
    assert sorted(current.values_list("role", flat=True)) == ["administrator", "counsellor"]
    assert Trail.objects.filter(act="took", kind="membership").count() == 2


def test_what_was_sent_under_another_hat_says_that_it_is_not_saved_yet(cast: Cast) -> None:
    give(cast, "supervisor")
    browser = browser_of(cast.ben)
    address = reverse("note-new", args=[cast.case])
    writer = writer_token(User.objects.get(pk=cast.ben.id))
    browser.post(reverse("hat"), {"hat": "supervisor"})
    browser.post(address, {"writer": writer, "text": "She laughed."})
    browser.post(reverse("hat"), {"hat": "counsellor"})
    page = browser.get(address).content.decode()
    assert "She laughed." in page
    assert "It is not saved yet." in page
    assert "It is not saved yet." not in browser.get(address).content.decode()
