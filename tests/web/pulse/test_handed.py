"""The pulse on a handed form: Ben hands it over, Ana answers without signing in."""

import re
import time
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Note, Pulse
from relating.journal import actions, lines, queries
from relating.journal.models import Entry
from relating.people.gate import Viewer
from relating.people.models import Membership, Relation, User
from relating.web.page import resend
from tests.cast import PASSPHRASE, Cast, browser_of, case_of
from tests.sure import there
from tests.web.pulse.test_pulse import LINE, PLAIN, hour, page, send

CHANGES = (
    r'data-draft-key="[^"]*"',
    r'name="csrfmiddlewaretoken" value="[^"]*"',
    r'name="writer" value="[^"]*"',
    r'name="(\w+-)?id" value="[^"]*"',
    r'<input type="time"[^>]*>',
    r'<svg class="code".*?</svg>',
)
"""What differs from one loading of a page to the next, whoever looks."""


def handed(cast: Cast, session: UUID) -> str:
    """The address of the form, as Ben's browser is sent there."""
    answer = browser_of(cast.ben).post(reverse("pulse-here", args=[session]))
    assert answer.status_code == 303
    return str(answer["Location"])


def steady(text: str) -> str:
    for each in CHANGES:
        text = re.sub(each, "", text, flags=re.DOTALL)
    return text


def answer(address: str, **given: str) -> str:
    """What somebody who is not signed in is answered when they send the form."""
    sent = Client().post(address, {"visibility": "private", **given})
    assert sent.status_code == 200
    return steady(sent.content.decode())


def bens_pages(cast: Cast, session: UUID) -> list[str]:
    pages = [page(cast.ben, name, session) for name in ("session", "pulse", "pulse-here")]
    of_case = ("case", "alliance", "seen", "after", "prepare", "deleted")
    pages += [page(cast.ben, name, cast.case) for name in of_case]
    home = browser_of(cast.ben).get(reverse("caseload"))
    return [steady(each) for each in (*pages, home.content.decode())]


def pulses(cast: Cast, viewer: Viewer) -> list[Pulse]:
    return list(queries.open_case(viewer, cast.case).all(Pulse))


def test_ben_comes_back_to_the_hour_and_nobody_else_does(cast: Cast) -> None:
    session = hour(cast)
    address = handed(cast, session)
    back = reverse("session-after", args=[session])
    for name, leads in (("Ben", True), ("Ana", False)):
        browser = Client()
        browser.get(address)
        given = {"login": name, "password": PASSPHRASE}
        answer = browser.post(reverse("sign-in"), given)
        assert answer.status_code == 302
        assert (answer["Location"] == back) is leads
        assert resend.BACK not in browser.session


def test_ana_answers_on_bens_device_and_sends_it(cast: Cast) -> None:
    session = hour(cast)
    address = handed(cast, session)
    form = Client().get(address)
    assert form.status_code == 200
    shown = form.content.decode()
    assert PLAIN in shown
    assert "Ana" not in shown
    assert "Ben" not in shown
    thanks = answer(address, safe="8", not_right=LINE, not_right_for="talk", visibility="shared")
    assert "It is sent." in thanks
    assert LINE not in thanks
    for viewer in (cast.ana, cast.ben):
        (given,) = pulses(cast, viewer)
        assert (given.safe, given.understood, given.not_right) == (8, None, LINE)
        assert (given.author, given.visibility, given.session) == ("client", "shared", session)
    assert LINE in page(cast.ben, "pulse", session)
    row = Entry.objects.get(kind="pulse")
    assert row.by_id == cast.ana.id


def test_between_sealing_and_sending_nothing_is_chosen_for_her(cast: Cast) -> None:
    session = hour(cast)
    for viewer, address in (
        (None, handed(cast, session)),
        (cast.ana, reverse("pulse", args=[session])),
    ):
        browser = browser_of(viewer) if viewer else Client()
        shown = browser.get(address).content.decode()
        choices = re.findall(r'<input type="radio" name="visibility"[^>]*>', shown)
        assert len(choices) == 2
        assert not any("checked" in each for each in choices)
        asked = browser.post(address, {"safe": "8", "not_right": LINE})
        assert asked.status_code == 422
        assert LINE in asked.content.decode()
        assert "Choose one: keep it sealed, or send it." in asked.content.decode()
    assert not Entry.objects.filter(kind="pulse").exists()


def test_what_is_on_bens_screen_before_he_hands_it_over_is_hers_to_see(cast: Cast) -> None:
    other = case_of(cast.ben, cast.carl, "Quentin")
    session = hour(cast)
    shown = page(cast.ben, "pulse-here", session)
    assert "Hand over this device" in shown
    assert "Quentin" not in shown
    assert str(other) not in shown
    for name in ("session-after", "pulse"):
        assert reverse("pulse-here", args=[session]) in page(cast.ben, name, session)


def test_a_sealed_one_is_anas_and_she_sends_it_from_her_own_page(cast: Cast) -> None:
    session = hour(cast)
    assert "It is sealed," in answer(handed(cast, session), safe="3")
    assert pulses(cast, cast.ben) == []
    (given,) = pulses(cast, cast.ana)
    assert (given.safe, given.visibility) == (3, "private")
    assert send(cast.ana, session, safe="4", visibility="shared") == 303
    (sent,) = pulses(cast, cast.ben)
    assert (sent.id, sent.safe) == (given.id, 4)


def test_ben_sees_the_same_bytes_whether_there_is_a_sealed_one_or_not(cast: Cast) -> None:
    session = hour(cast)
    address = handed(cast, session)
    before = bens_pages(cast, session)
    trail = lines.read_trail(cast.ben, cast.case)
    answer(address, safe="0", not_right=LINE, not_right_for="keep")
    assert Entry.objects.filter(kind="pulse", author="client").count() == 1
    assert bens_pages(cast, session) == before
    told = [line for line in lines.read_trail(cast.ben, cast.case) if line.act != "read"]
    assert told == [line for line in trail if line.act != "read"]
    assert "Ben handed over the form for a pulse" in page(cast.ana, "seen", cast.case)


def test_the_form_says_the_same_whether_she_answered_before_or_not(cast: Cast) -> None:
    first, second = hour(cast), hour(cast, days=3)
    send(cast.ana, first, safe="9", not_right=LINE)
    forms = [steady(Client().get(handed(cast, each)).content.decode()) for each in (first, second)]
    assert forms[0] == forms[1]
    answers = [answer(handed(cast, each), safe="2") for each in (first, second)]
    assert answers[0] == answers[1]
    found = {each.session: each.safe for each in pulses(cast, cast.ana)}
    assert found == {first: 9, second: 2}


def test_a_pulse_that_came_under_another_id_is_found_too(cast: Cast) -> None:
    session = hour(cast)
    older = Pulse(
        id=UUID(int=7),
        author="client",
        visibility="private",
        recorded_at=timezone.now(),
        session=session,
        safe=6,
    )
    actions.record(cast.ana, cast.case, older)
    answer(handed(cast, session), safe="1")
    assert [each.safe for each in pulses(cast, cast.ana)] == [6]


def test_what_is_sent_arrives_whether_she_sealed_one_before_or_not(cast: Cast) -> None:
    first, second = hour(cast), hour(cast, days=3)
    send(cast.ana, first, safe="9", not_right=LINE)
    for each in (first, second):
        answer(handed(cast, each), safe="2", visibility="shared")
    assert {each.session: each.safe for each in pulses(cast, cast.ben)} == {first: 2, second: 2}
    assert sorted(there(each.safe) for each in pulses(cast, cast.ana)) == [2, 2, 9]


def test_sent_twice_it_is_there_once(cast: Cast) -> None:
    session = hour(cast)
    address = handed(cast, session)
    first = answer(address, safe="5", visibility="shared")
    assert answer(address, safe="5", visibility="shared") == first
    answer(address, safe="1", visibility="shared")
    (given,) = pulses(cast, cast.ben)
    assert (given.safe, Entry.objects.get(pk=given.id).version) == (5, 1)
    assert [line.act for line in lines.read_trail(cast.ana, cast.case)].count("given") == 1


def test_a_kept_line_stays_hers_when_the_rest_is_sent(cast: Cast) -> None:
    session = hour(cast)
    answer(handed(cast, session), not_right=LINE, not_right_for="keep", visibility="shared")
    (sent,) = pulses(cast, cast.ben)
    assert sent.not_right == ""
    assert queries.open_case(cast.ben, cast.case).all(Note) == ()
    (kept,) = queries.open_case(cast.ana, cast.case).all(Note)
    assert (kept.text, kept.visibility) == (LINE, "private")
    assert LINE in page(cast.ana, "pulse", session)


def test_without_a_client_who_can_sign_in_nothing_is_sealed(cast: Cast) -> None:
    session = hour(cast)
    Relation.objects.filter(user_id=cast.ana.id).delete()
    address = handed(cast, session)
    shown = Client().get(address).content.decode()
    assert "Keep it sealed" not in shown
    assert "keep it to myself" not in shown
    refused = Client().post(address, {"visibility": "private", "safe": "5"})
    assert refused.status_code == 422
    answer(address, safe="5", visibility="shared")
    (given,) = pulses(cast, cast.ben)
    assert (given.safe, Entry.objects.get(kind="pulse").by_id) == (5, None)


def test_after_half_an_hour_it_does_not_open_but_what_was_begun_can_be_sent(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = handed(cast, hour(cast))
    now = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 31 * 60)
    late = Client().get(address)
    assert late.status_code == 404
    assert "This form is not open any more" in late.content.decode()
    assert Client().post(address, {"visibility": "private"}).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: now + 61 * 60)
    assert Client().post(address, {"visibility": "private"}).status_code == 404


@pytest.mark.parametrize("gone", ["relation", "membership", "account", "hour"])
def test_it_is_closed_as_soon_as_ben_or_the_hour_is_gone(cast: Cast, gone: str) -> None:
    session = hour(cast)
    address = handed(cast, session)
    now = timezone.now()
    match gone:
        case "relation":
            Relation.objects.filter(user_id=cast.ben.id).update(ended=now)
        case "membership":
            Membership.objects.filter(user_id=cast.ben.id).update(ended=now)
        case "account":
            User.objects.filter(pk=cast.ben.id).update(is_active=False)
        case _:
            actions.delete(cast.ben, session)
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"visibility": "shared"}).status_code == 404
    assert not Entry.objects.filter(kind="pulse").exists()


def test_a_link_that_was_altered_opens_nothing(cast: Cast) -> None:
    address = handed(cast, hour(cast))
    for wrong in (address[:-3] + "xx/", reverse("pulse-given", args=["nothing"])):
        assert Client().get(wrong).status_code == 404


def test_after_handing_over_bens_browser_is_signed_out(cast: Cast) -> None:
    session = hour(cast)
    browser = browser_of(cast.ben)
    over = browser.post(reverse("pulse-here", args=[session]))
    assert over["Clear-Site-Data"] == '"cache", "cookies"'
    assert over["Cache-Control"] == "no-store, private"
    assert browser.get(over["Location"]).status_code == 200
    for name, given in (("case", cast.case), ("session", session), ("pulse-here", session)):
        asked = browser.get(reverse(name, args=[given]))
        assert (asked.status_code, "/sign-in/" in asked["Location"]) == (302, True)


def test_only_ben_hands_it_over_and_only_for_an_hour_that_was(cast: Cast) -> None:
    session, coming = hour(cast), hour(cast, days=-2, state="planned")
    for viewer in (cast.ana, cast.cleo, cast.carl, cast.dov, cast.eve):
        browser = browser_of(viewer)
        assert browser.get(reverse("pulse-here", args=[session])).status_code == 404
        assert browser.post(reverse("pulse-here", args=[session])).status_code == 404
    assert browser_of(cast.ben).post(reverse("pulse-here", args=[coming])).status_code == 404
    offered = "on this device"
    for name in ("session", "pulse"):
        assert offered in page(cast.ben, name, session)
        assert offered not in page(cast.ana, name, session)


def test_a_wrong_number_loses_nothing_that_was_written(cast: Cast) -> None:
    wrong = Client().post(
        handed(cast, hour(cast)), {"visibility": "private", "safe": "11", "not_right": LINE}
    )
    assert wrong.status_code == 422
    assert LINE in wrong.content.decode()
    assert not Entry.objects.filter(kind="pulse").exists()
