"""What a phone kept of answers and pulses: hers, once, and it changes nothing that is there."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from relating.case import Answer, Feedback, Note, Pulse
from relating.journal import actions, inbox, queries
from relating.people.gate import Viewer
from tests.cast import THEN, Cast, agree, browser_of, case_of, episode, person, session
from tests.web.phone.conftest import Phone

pytestmark = pytest.mark.django_db(databases="__all__")
FITS = {"resonance": "fits", "words": "I heard it too.", "discomfort": "3"}


def said(ben: Viewer, case: UUID, **more: Any) -> Feedback:
    """Something that the counsellor said in the hour."""
    told = Feedback(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=THEN,
        saw="You looked at the door.",
        **({"said_at": THEN} | more),
    )
    actions.record(ben, case, told)
    return told


def of(path: str, **sent: str) -> dict[str, Any]:
    return {"path": path, "sent": urlencode(sent), "zone": "Europe/London"}


def to(feedback: Feedback, **sent: str) -> dict[str, Any]:
    return of(reverse("feedback-answer", args=[feedback.id]), **sent)


def answers(viewer: Viewer, case: UUID) -> list[tuple[str | None, str]]:
    return [(each.resonance, each.words) for each in queries.open_case(viewer, case).all(Answer)]


def waiting(cast: Cast) -> list[inbox.Waiting]:
    return inbox.waiting(cast.ana, cast.case)


def test_an_answer_comes_in_once_as_hers_whoever_is_signed_in(phone: Phone, cast: Cast) -> None:
    letter = phone.letter(to(said(cast.ben, cast.case), **FITS))
    again = phone.letter(to(queries.open_case(cast.ben, cast.case).all(Feedback)[0], **FITS))
    # The page sent it and its answer was lost: the same once more under another id.
    assert [phone.send(each).status_code for each in (letter, letter, again)] == [200, 200, 200]
    assert answers(cast.ben, cast.case) == [("fits", "I heard it too.")]
    assert waiting(cast) == []


def test_a_pulse_comes_in_once_and_a_line_to_keep_stays_with_her(phone: Phone, cast: Cast) -> None:
    agree(cast.case, cast.ana, cast.ben)
    hour = session()
    actions.record(cast.ben, cast.case, hour)
    five = {"safe": "8", "not_right": "The clock.", "not_right_for": "keep", "visibility": "shared"}
    written = of(reverse("pulse", args=[hour.id]), **five)
    for letter in (phone.letter(written), phone.letter(written)):
        assert phone.send(letter).status_code == 200
    (pulse,) = queries.open_case(cast.ben, cast.case).all(Pulse)
    assert (pulse.safe, pulse.not_right, pulse.author) == (8, "", "client")
    assert [each.text for each in queries.open_case(cast.ana, cast.case).all(Note)] == [
        "The clock."
    ]
    assert waiting(cast) == []
    phone.send(phone.letter(of(reverse("pulse", args=[hour.id]), safe="2", visibility="shared")))
    (pulse,) = queries.open_case(cast.ben, cast.case).all(Pulse)
    assert pulse.safe == 8
    assert len(waiting(cast)) == 1


def test_what_she_answered_meanwhile_stays_and_the_other_is_hers_to_look_at(
    phone: Phone, cast: Cast
) -> None:
    feedback = said(cast.ben, cast.case)
    address = reverse("feedback-answer", args=[feedback.id])
    phone.browser.post(address, {"resonance": "not_really", "words": "No."})
    assert phone.send(phone.letter(to(feedback, **FITS))).status_code == 200
    assert answers(cast.ben, cast.case) == [("not_really", "No.")]
    (letter,) = waiting(cast)
    letters = reverse("letters", args=[cast.case])
    page = phone.browser.get(letters).content.decode()
    assert "An answer to feedback" in page
    assert "I heard it too." in page
    looked = phone.browser.post(letters, {"letter": letter.id})
    assert looked["Location"] == address
    assert "I heard it too." in phone.browser.get(address).content.decode()
    assert len(waiting(cast)) == 1
    phone.browser.post(address, FITS)
    assert answers(cast.ben, cast.case) == [("fits", "I heard it too.")]
    assert waiting(cast) == []


def test_what_she_took_back_meanwhile_stays_taken_back(phone: Phone, cast: Cast) -> None:
    feedback = said(cast.ben, cast.case)
    phone.browser.post(reverse("feedback-answer", args=[feedback.id]), FITS)
    phone.browser.post(reverse("feedback-answer", args=[feedback.id]), {"withdraw": "1"})
    assert phone.send(phone.letter(to(feedback, **FITS))).status_code == 200
    assert answers(cast.ana, cast.case) == []


@pytest.mark.parametrize(
    "more", [{"withdraw": "1"}, {"resonance": "of_tomorrow"}, {"discomfort": "11"}, {"new": "x"}]
)
def test_what_the_form_does_not_know_waits(phone: Phone, cast: Cast, more: dict[str, str]) -> None:
    feedback = said(cast.ben, cast.case)
    assert phone.send(phone.letter(to(feedback, **{**FITS, **more}))).status_code == 200
    assert answers(cast.ana, cast.case) == []
    assert len(waiting(cast)) == 1


def test_an_answer_to_what_is_gone_waits_with_its_words(phone: Phone, cast: Cast) -> None:
    feedback = said(cast.ben, cast.case)
    letter = phone.letter(to(feedback, **FITS))
    actions.delete(cast.ben, feedback.id)
    assert phone.send(letter).status_code == 200
    (waits,) = waiting(cast)
    answer = phone.browser.post(reverse("letters", args=[cast.case]), {"letter": waits.id})
    assert answer["Location"] == reverse("episode-new", args=[cast.case])
    assert "I heard it too." in phone.browser.get(answer["Location"]).content.decode()


def test_nothing_of_another_case_is_answered_nor_what_was_not_said(
    phone: Phone, carls: Phone, cast: Cast
) -> None:
    theirs = said(cast.cleo, cast.other_case)
    other = said(cast.cleo, case_of(cast.cleo, cast.ana, "Ana again"))
    unsaid = Feedback(id=uuid4(), author="counsellor", visibility="private", recorded_at=THEN)
    actions.record(cast.ben, cast.case, unsaid)
    for feedback in (theirs, other, unsaid):
        assert phone.send(phone.letter(to(feedback, **FITS))).status_code == 200
    assert len(waiting(cast)) == 3
    assert answers(cast.carl, cast.other_case) == answers(cast.ana, cast.case) == []


def test_on_the_shelf_lies_what_waits_for_her_and_nothing_of_somebody_unsafe(cast: Cast) -> None:
    def asked() -> list[dict[str, str]]:
        answer = browser_of(cast.ana).get(reverse("phone-shelf", args=[cast.case]))
        found: list[dict[str, str]] = answer.json()["asked"]
        return found

    agree(cast.case, cast.ana, cast.ben)
    assert asked() == []
    hour = session(timezone.now().replace(microsecond=0))
    actions.record(cast.ben, cast.case, hour)
    feedback = said(cast.ben, cast.case)
    answer, pulse = asked()
    assert answer["path"] == reverse("feedback-answer", args=[feedback.id])
    assert "You looked at the door." in answer["page"]
    assert pulse["path"] == reverse("pulse", args=[hour.id])
    assert "csrf" not in answer["page"] + pulse["page"]
    rob = person("Rob", unsafe=True)
    actions.record(cast.ana, cast.case, rob)
    told = episode("He stood there.", person=rob.id, visibility="shared")
    actions.record(cast.ana, cast.case, told)
    said(cast.ben, cast.case, about=(told.id,), said_at=THEN + timedelta(hours=1))
    assert [each["path"] for each in asked()] == [pulse["path"]]
    phone = browser_of(cast.ana)
    phone.post(pulse["path"], {"safe": "8", "visibility": "private"})
    assert asked() == []
