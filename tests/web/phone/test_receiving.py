"""What a phone kept comes in by its token alone: once, as hers, through the form's own code."""

import base64
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relating.case import Episode, write
from relating.case.fields import LONGEST_STORY
from relating.journal import actions, inbox, queries
from relating.journal.models import Entry, Letter
from relating.people import devices
from relating.people.gate import Hidden
from relating.people.models import Device, Relation, User
from relating.web.phone import replay
from tests.access.table import parameters, patterns
from tests.cast import Cast, browser_of, person
from tests.web.ending.saying import stopped
from tests.web.phone.conftest import STORY, Phone

pytestmark = pytest.mark.django_db(databases="__all__")


def told(cast: Cast) -> tuple[Episode, ...]:
    return queries.open_case(cast.ana, cast.case).episodes


def waiting(cast: Cast) -> list[inbox.Waiting]:
    return inbox.waiting(cast.ana, cast.case)


def test_what_was_written_is_hers_and_private(phone: Phone, cast: Cast) -> None:
    letter = phone.letter(phone.written(feelings=["ashamed"], old_ways=["pleasing"]))
    answer = phone.send(letter)
    assert (answer.status_code, answer.json()) == (200, {"received": letter["id"]})
    (found,) = told(cast)
    assert (found.story, found.visibility, found.author) == (STORY, "private", "client")
    assert [each.code for each in found.feelings or ()] == ["ashamed"]
    assert queries.open_case(cast.ben, cast.case).episodes == ()
    assert waiting(cast) == []


def test_what_is_sent_again_is_received_and_there_once(phone: Phone, cast: Cast) -> None:
    letter = phone.letter(phone.written())
    assert [phone.send(letter).status_code for _ in range(3)] == [200, 200, 200]
    assert len(told(cast)) == 1


def test_the_same_form_in_two_letters_is_one_entry(phone: Phone, cast: Cast) -> None:
    """The page sent it, the answer was lost, and the phone kept it as well."""
    written = phone.written()
    assert phone.send(phone.letter(written)).status_code == 200
    assert phone.send(phone.letter(written)).status_code == 200
    assert len(told(cast)) == 1
    assert waiting(cast) == []


def test_under_the_id_of_another_nothing_is_taken(phone: Phone, cast: Cast) -> None:
    letter = phone.letter(phone.written())
    other = phone.letter(phone.written(story="Another"))
    phone.send(letter)
    assert phone.send(other | {"id": letter["id"]}).status_code == 409
    assert [each.story for each in told(cast)] == [STORY]


def test_a_name_that_one_person_has_is_that_person(phone: Phone, cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    phone.sends(person="new", new_alias="mara ")
    (found,) = told(cast)
    assert found.person == mara.id


def test_a_name_that_nobody_has_is_somebody_new(phone: Phone, cast: Cast) -> None:
    phone.sends(person="new", new_alias="Mara")
    (found,) = told(cast)
    people = queries.open_case(cast.ana, cast.case).people
    assert people[str(found.person)].alias == "Mara"


@pytest.mark.parametrize(
    "more",
    [
        {"feelings": ["no-such-word"]},
        {"place": "elsewhere"},
        {"date": "not a day"},
        {"id": "none"},
        {"an_answer_of_tomorrow": "yes"},
        {"story": "x" * (LONGEST_STORY + 1)},
    ],
)
def test_what_does_not_fit_waits_for_her_and_is_received(
    phone: Phone, cast: Cast, more: dict[str, Any]
) -> None:
    assert phone.sends(**more).status_code == 200
    assert told(cast) == ()
    assert len(waiting(cast)) == 1
    today = phone.browser.get(reverse("case", args=[cast.case])).content.decode()
    assert "Please look at this" in today
    page = phone.browser.get(reverse("letters", args=[cast.case])).content.decode()
    assert str(more.get("story", STORY)) in page


@pytest.mark.parametrize("plain", [b"no form of ours", b'{"path": "/"}', b"\xff\xfe"])
def test_what_is_no_form_of_ours_waits_too(phone: Phone, cast: Cast, plain: bytes) -> None:
    assert phone.send(phone.letter(plain)).status_code == 200
    (found,) = waiting(cast)
    assert found.written.sent == plain.decode("utf-8", "replace")
    assert phone.browser.get(reverse("letters", args=[cast.case])).status_code == 200


def test_a_form_of_another_case_waits(phone: Phone, cast: Cast) -> None:
    written = phone.written() | {"path": reverse("episode-new", args=[uuid4()])}
    assert phone.send(phone.letter(written)).status_code == 200
    assert len(waiting(cast)) == 1


def test_there_is_no_form_but_three_through_which_a_letter_comes_in(
    phone: Phone, cast: Cast
) -> None:
    ids = {"case_id": cast.case, "entry_id": uuid4(), "user": uuid4(), "key": uuid4()}
    ids |= {"link": uuid4()}
    said = {"token": "t", "name": "behaviour", "act": "share", "part": "spared", "about": "spared"}
    said |= {"day": "2026-03-03", "leaf": "letter"}
    through = {
        name
        for name in patterns()
        for where in [reverse(name, kwargs={each: (said | ids)[each] for each in parameters(name)})]
        if replay.meant(inbox.Written(where, ""), cast.ana, cast.case)
    }
    assert through == {"episode-new"}
    assert replay.KNOWN.keys() == {"episode-new", "feedback-answer", "pulse"}


def test_what_waits_is_no_entry_yet_and_becomes_one_by_her_alone(phone: Phone, cast: Cast) -> None:
    before = set(Entry.objects.values_list("pk", flat=True))
    phone.sends(date="not a day")
    path = reverse("person-new", args=[cast.case])
    phone.send(phone.letter(phone.written() | {"path": path}))
    assert len(waiting(cast)) == 2
    assert set(Entry.objects.values_list("pk", flat=True)) == before
    for viewer in (cast.ana, cast.ben):
        assert STORY.encode() not in write(actions.export_case(viewer, cast.case))


def test_she_looks_at_it_in_its_form_and_once_it_is_saved_it_waits_no_more(
    phone: Phone, cast: Cast
) -> None:
    phone.sends(date="not a day")
    (letter,) = waiting(cast)
    answer = phone.browser.post(reverse("letters", args=[cast.case]), {"letter": letter.id})
    assert answer.status_code == 303
    page = phone.browser.get(answer["Location"])
    assert STORY in page.content.decode()
    sent = page.context["form"].data.dict() | {"date": "2026-03-01", "time": "12:00"}
    saved = phone.browser.post(
        answer["Location"], sent | {"looked_at": "date=2026-03-01&time=12%3A00"}
    )
    assert saved.status_code == 303
    assert [each.story for each in told(cast)] == [STORY]
    assert waiting(cast) == []
    assert not Letter.objects.filter(waiting__isnull=False).exists()


def test_she_lets_go_of_it(phone: Phone, cast: Cast) -> None:
    phone.sends(date="not a day")
    (letter,) = waiting(cast)
    address = reverse("letters", args=[cast.case])
    sent = {"letter": letter.id, "act": "let-go"}
    assert phone.browser.post(address, sent).status_code == 303
    assert phone.browser.post(address, sent)["Location"] == address  # a double tap
    assert waiting(cast) == []


def test_what_waits_is_sealed_and_tells_nothing(phone: Phone, cast: Cast) -> None:
    phone.sends(date="not a day")
    row = Letter.objects.get()
    assert STORY.encode() not in bytes(row.waiting or b"")
    assert queries.open_case(cast.ben, cast.case).episodes == ()


def test_an_altered_letter_is_not_taken_and_one_for_another_inbox_neither(
    phone: Phone, cast: Cast
) -> None:
    letter = phone.letter(phone.written())
    sealed = bytearray(base64.b64decode(letter["sealed"]))
    for place in (0, 1, 40, 70, 90, len(sealed) - 1):
        altered = bytearray(sealed)
        altered[place] ^= 1
        sent = letter | {"sealed": base64.b64encode(altered).decode()}
        assert phone.send(sent).status_code == 422, place
    assert phone.send(letter | {"id": str(uuid4())}).status_code == 422
    assert phone.send({"id": "none"}).status_code == 422
    assert phone.send(letter | {"sealed": "A" * 2_400_000}).status_code == 422
    assert not Letter.objects.exists()
    assert phone.send(letter).status_code == 200


def test_the_token_does_one_thing(phone: Phone, cast: Cast) -> None:
    headers = {"authorization": f"Bearer {phone.given['token']}"}
    page = Client().get(reverse("case", args=[cast.case]), headers=headers)
    assert page.status_code == 302
    assert phone.send(phone.letter(phone.written()), token="").status_code == 404
    assert phone.send(phone.letter(phone.written()), token="guessed").status_code == 404
    assert phone.given["token"] not in str(list(Device.objects.values()))


def test_no_cookie_is_looked_at(phone: Phone, cast: Cast) -> None:
    answer = phone.browser.post("/inbox/", phone.letter(phone.written()), "application/json")
    assert answer.status_code == 404


def test_nothing_comes_in_once_she_is_no_longer_the_client(phone: Phone, cast: Cast) -> None:
    Relation.objects.filter(user_id=cast.ana.id).update(ended=timezone.now() - timedelta(days=1))
    assert phone.sends().status_code == 404
    assert not Letter.objects.exists()


def test_nothing_comes_in_for_whoever_may_not_sign_in(phone: Phone, cast: Cast) -> None:
    User.objects.filter(pk=cast.ana.id).update(is_active=False)
    assert phone.sends().status_code == 404


def test_more_than_a_person_writes_is_not_taken(
    phone: Phone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_A_DAY", 2)
    assert [phone.sends().status_code for _ in range(3)] == [200, 200, 429]
    Letter.objects.update(received_at=timezone.now() - timedelta(days=2))
    assert phone.sends().status_code == 200


def test_where_nothing_can_be_stored_it_is_not_received(
    phone: Phone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("database or disk is full")

    letter = phone.letter(phone.written())
    with monkeypatch.context() as broken:
        broken.setattr(replay, "as_if_sent", full)
        assert phone.send(letter).status_code == 503
    assert not Letter.objects.exists()
    assert phone.send(letter).status_code == 200
    assert len(told(cast)) == 1


def test_a_mistake_of_the_program_loses_nothing(
    phone: Phone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise AssertionError("a mistake")

    monkeypatch.setattr(actions, "tell", broken)
    assert phone.sends().status_code == 200
    assert len(waiting(cast)) == 1


@pytest.mark.parametrize("address", ["write", "episode-new"])
def test_whatever_the_pages_send_the_form_knows(phone: Phone, cast: Cast, address: str) -> None:
    where = reverse(address, args=[cast.case] if address == "episode-new" else [])
    page = phone.browser.get(where).content.decode()
    names = set(re.findall(r'<(?:input|textarea|select|button)[^>]* name="([^"]+)"', page))
    assert "story" in names
    assert [
        each for each in names if replay.passed_over(QueryDict(f"{each}=1"), "episode-new")
    ] == []


def test_a_letter_of_one_case_says_nothing_of_another(
    phone: Phone, carls: Phone, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_A_DAY", 1)
    letter = phone.letter(phone.written(date="not a day"))
    assert phone.send(letter).status_code == 200
    assert carls.sends(date="not a day").status_code == 200
    assert carls.send(letter).status_code == 429  # the same id is another's here
    assert len(waiting(cast)) == 1
    assert len(inbox.waiting(cast.carl, cast.other_case)) == 1


def test_only_what_was_recorded_waits_no_more(phone: Phone, carls: Phone, cast: Cast) -> None:
    phone.sends(date="not a day")
    carls.sends(date="not a day")
    phone.sends(story="Another")
    assert [each.story for each in told(cast)] == ["Another"]
    (letter,) = waiting(cast)
    other = {"letter": letter.id, "act": "let-go"}
    assert carls.browser.post(reverse("letters", args=[cast.other_case]), other).status_code == 303
    assert len(waiting(cast)) == 1
    phone.browser.post(reverse("letters", args=[cast.case]), other)
    assert len(inbox.waiting(cast.carl, cast.other_case)) == 1


def test_what_waits_is_nobody_elses(phone: Phone, cast: Cast) -> None:
    phone.sends(date="not a day")
    for other in (cast.ben, cast.carl, cast.cleo, cast.eve):
        with pytest.raises(Hidden):
            inbox.waiting(other, cast.case)
        with pytest.raises(Hidden):
            inbox.public_key(other, cast.case)
        with pytest.raises(Hidden):
            actions.add_device(other, cast.case, "")
        with pytest.raises(Hidden):
            actions.let_go(other, cast.case, waiting(cast)[0].id)
        with pytest.raises(Hidden):
            devices.of_client(other, cast.case)


def test_what_a_phone_kept_until_it_had_ended_waits_and_can_be_read(
    phone: Phone, cast: Cast
) -> None:
    letter = phone.letter(phone.written())
    stopped(cast, cast.ana)
    assert phone.send(letter).status_code == 200
    assert told(cast) == ()
    (kept,) = waiting(cast)
    ana = browser_of(cast.ana)
    look = {"letter": str(kept.id), "act": "look"}
    page = ana.post(reverse("letters", args=[cast.case]), look, follow=True).content.decode()
    assert "What you wrote is here again." in page
    assert "You ended it on" in page
    assert re.search(rf"data-left-text[^>]*>[^<]*{re.escape(STORY)}", page)
    assert len(waiting(cast)) == 1
