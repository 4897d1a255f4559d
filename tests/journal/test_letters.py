"""Letters: received once, recorded or kept for the client, and nobody else's."""

import os
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from relating.journal import actions, inbox
from relating.journal.models import Letter
from relating.people import devices
from relating.people.gate import Hidden, Viewer
from relating.people.models import Device
from relating.vault.inbox import sealed_for
from relating.vault.seal import Tampered
from tests.cast import Cast, episode, id_from

pytestmark = pytest.mark.django_db(databases="__all__")


def device(viewer: Viewer, case: UUID) -> Device:
    _, token = actions.add_device(viewer, case, "Android")
    return devices.of_token(token)


def sealed(
    viewer: Viewer, case: UUID, token: UUID, plain: bytes = b'{"path":"","sent":""}'
) -> bytes:
    key = inbox.public_key(viewer, case)
    return sealed_for(key, plain, os.urandom(12), inbox.bound_in(token))


def send(at: Device, viewer: Viewer, token: UUID, *, fits: bool = False, entry: str = "") -> None:
    plain = f'{{"path":"/","sent":"id={entry}"}}'.encode()
    letter = sealed(viewer, at.case_id, token, plain)
    made = id_from(viewer, at.case_id, entry) if entry else None
    actions.receive(at, token, letter, lambda _written, _ids: inbox.Came(taken=fits, entry=made))


def waiting(viewer: Viewer, case: UUID) -> list[inbox.Waiting]:
    return inbox.waiting(viewer, case)


def test_a_letter_is_received_once_and_another_under_its_id_is_not(cast: Cast) -> None:
    at, token, asked = device(cast.ana, cast.case), uuid4(), []
    letter = sealed(cast.ana, cast.case, token)

    def record(written: inbox.Written, _ids: object) -> inbox.Came:
        asked.append(written)
        return inbox.Came(taken=True, entry=None)

    actions.receive(at, token, letter, record)
    actions.receive(at, token, letter, record)
    assert len(asked) == 1
    with pytest.raises(actions.NotTheSame):
        actions.receive(at, token, sealed(cast.ana, cast.case, token), record)
    with pytest.raises(Tampered):
        actions.receive(at, uuid4(), letter, record)
    assert waiting(cast.ana, cast.case) == []


def test_the_same_id_in_another_case_is_another_letter(cast: Cast) -> None:
    token = uuid4()
    send(device(cast.ana, cast.case), cast.ana, token)
    send(device(cast.carl, cast.other_case), cast.carl, token)
    assert len(waiting(cast.ana, cast.case)) == len(waiting(cast.carl, cast.other_case)) == 1


def test_so_much_is_received_in_a_day_and_in_each_case(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "MOST_A_DAY", 1)
    hers, his = device(cast.ana, cast.case), device(cast.carl, cast.other_case)
    send(hers, cast.ana, uuid4())
    send(his, cast.carl, uuid4())
    with pytest.raises(actions.TooMany):
        send(hers, cast.ana, uuid4())
    Letter.objects.update(received_at=timezone.now() - timedelta(days=2))
    send(hers, cast.ana, uuid4())


def test_what_was_recorded_waits_no_more_and_the_rest_does(cast: Cast) -> None:
    at, form = device(cast.ana, cast.case), uuid4()
    send(at, cast.ana, uuid4(), entry=str(form))
    send(at, cast.ana, uuid4(), entry=str(uuid4()))
    made = episode("Told", id=id_from(cast.ana, cast.case, form))
    actions.record(cast.ana, cast.case, made)
    assert len(waiting(cast.ana, cast.case)) == 1


def test_she_lets_go_of_one_and_nobody_else_does(cast: Cast) -> None:
    at = device(cast.ana, cast.case)
    send(at, cast.ana, uuid4())
    send(at, cast.ana, uuid4())
    first, second = waiting(cast.ana, cast.case)
    for who, case in ((cast.carl, cast.other_case), (cast.ben, cast.case), (cast.carl, cast.case)):
        with pytest.raises(Hidden):
            actions.let_go(who, case, first.id)
    actions.let_go(cast.ana, cast.case, first.id)
    with pytest.raises(Hidden):
        actions.let_go(cast.ana, cast.case, first.id)
    assert [each.id for each in waiting(cast.ana, cast.case)] == [second.id]


def test_only_the_device_that_sent_has_sent(cast: Cast) -> None:
    at, other = device(cast.ana, cast.case), device(cast.ana, cast.case)
    send(at, cast.ana, uuid4(), fits=True)
    sent = Device.objects.exclude(sent_at=None).values_list("pk", flat=True)
    assert [*sent] == [at.pk] != [other.pk]


def test_she_closes_her_own_device_of_this_case_and_no_other(cast: Cast) -> None:
    own, kept = device(cast.ana, cast.case), device(cast.ana, cast.case)
    made = {"digest": "a", "user_id": cast.carl.id, "case_id": cast.case}
    of_another = Device.objects.create(**made)
    elsewhere = Device.objects.create(digest="b", user_id=cast.ana.id, case_id=cast.other_case)
    for each in (of_another.pk, elsewhere.pk, uuid4()):
        with pytest.raises(Hidden):
            actions.close_device(cast.ana, cast.case, each)
    with pytest.raises(Hidden):
        actions.close_device(cast.ben, cast.case, own.pk)
    actions.close_device(cast.ana, cast.case, own.pk)
    left = {of_another.pk, elsewhere.pk, kept.pk}
    assert set(Device.objects.values_list("pk", flat=True)) == left
    assert not devices.stands(str(own.pk))
    assert devices.stands(str(kept.pk))


def test_an_erased_case_takes_its_devices_and_letters_along(cast: Cast) -> None:
    send(device(cast.ana, cast.case), cast.ana, uuid4())
    send(device(cast.carl, cast.other_case), cast.carl, uuid4())
    actions.erase_case(cast.case)
    assert [each.case_id for each in Letter.objects.all()] == [cast.other_case]
    assert [each.case_id for each in Device.objects.all()] == [cast.other_case]


def test_nobody_but_the_client_has_an_inbox(cast: Cast) -> None:
    for who in (cast.ben, cast.carl, cast.cleo, cast.dov, cast.eve):
        for ask in (inbox.public_key, inbox.waiting, devices.of_client):
            with pytest.raises(Hidden):
                ask(who, cast.case)
        with pytest.raises(Hidden):
            actions.add_device(who, cast.case, "")
