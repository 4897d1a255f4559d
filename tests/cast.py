"""The cast: Ana (client), Ben (counsellor), Cleo (stranger), Dov (supervisor), Eve (administrator).

`clinic` is their practice. Cleo is a counsellor there with a case and a client (Carl) of her own.
Everybody signs in under their name with `PASSPHRASE`.
"""

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace
from pytest_django import DjangoDbBlocker

from relating.case import Agreement, Content, Episode, Person, Session
from relating.case.entries.agreement import LINES, Yes
from relating.journal import actions, ids
from relating.journal.actions.acting import acting, insert
from relating.journal.sealing import PURPOSES, row_of
from relating.people import gate
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Clinic, Membership, Relation, User
from relating.vault import keys
from tests.put_back import Once, once

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

# What the test browser gets. Only the stubs of Django have a name for it.
Response: TypeAlias = "_MonkeyPatchedWSGIResponse"

PASSPHRASE = "four quiet herons walk"
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
THEN = datetime(2026, 2, 3, 18, 20, tzinfo=UTC)
_HASH: list[str] = []


@dataclass(frozen=True)
class Cast:
    """The people, as viewers, and the two cases."""

    clinic: Clinic
    ana: Viewer
    ben: Viewer
    cleo: Viewer
    carl: Viewer
    dov: Viewer
    eve: Viewer
    case: UUID
    other_case: UUID


def user(name: str) -> User:
    """A user who signs in with `PASSPHRASE`; it is hashed once a run, because that is slow."""
    if not _HASH:
        _HASH.append(make_password(PASSPHRASE))
    return User.objects.create(username=name.lower(), called=name, password=_HASH[0])


def member(clinic: Clinic, name: str, role: str) -> Viewer:
    """Somebody who works in the practice."""
    made = user(name)
    Membership.objects.create(clinic=clinic, user=made, role=role, began=LONG_AGO)
    return viewer_of(made)


def case_of(counsellor: Viewer, client: Viewer, label: str) -> UUID:
    """A case of these two."""
    case = actions.open_new_case(counsellor, label, date(2026, 1, 12))
    Relation.objects.create(case_id=case, user_id=client.id, role="client", began=LONG_AGO)
    return case


def agree(case: UUID, *two: Viewer, sent: bool = False) -> None:
    """The two of a case say yes to all that stands at the beginning."""
    for who, author in zip(two, ("client", "counsellor"), strict=True):
        said = Agreement(
            id=uuid4(),
            author="client" if author == "client" else "counsellor",
            visibility="shared",
            recorded_at=THEN,
            yes=tuple(Yes(line=line) for line in LINES),
            sent=sent,
        )
        actions.record(who, case, said)


def everybody() -> Cast:
    """The practice and whoever belongs to it."""
    clinic = Clinic.objects.create(name="Harbour Street Practice")
    ben, cleo = member(clinic, "Ben", "counsellor"), member(clinic, "Cleo", "counsellor")
    dov, eve = member(clinic, "Dov", "supervisor"), member(clinic, "Eve", "administrator")
    ana, carl = viewer_of(user("Ana")), viewer_of(user("Carl"))
    case, other = case_of(ben, ana, "Ana"), case_of(cleo, carl, "Carl")
    return Cast(clinic, ana, ben, cleo, carl, dov, eve, case, other)


@pytest.fixture(scope="session")
def cast_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Once[Cast] | None:
    """The cast as it is put back: to make it took longer than most of what tests do with it."""
    with django_db_blocker.unblock():
        return once(everybody)


@pytest.fixture
def cast(cast_once: Once[Cast] | None, db: None) -> Cast:
    if cast_once is None:
        return everybody()
    made = cast_once.again()
    return dataclasses.replace(made, clinic=Clinic.objects.get(pk=made.clinic.pk))


def person(alias: str = "Mara", /, **more: object) -> Person:
    """Somebody in Ana's life; private to her unless said otherwise."""
    mara = Person(id=str(uuid4()), alias=alias, role="boss", visibility="private")
    return replace(mara, **more)


def episode(story: str = "She asked. I said of course.", /, **more: object) -> Episode:
    """Something that happened to Ana; private to her unless said otherwise."""
    asked = Episode(
        id=uuid4(),
        author="client",
        visibility="private",
        place="life",
        at=THEN,
        recorded_at=THEN,
        story=story,
    )
    return replace(asked, **more)


def session(at: datetime = THEN, /, **more: object) -> Session:
    """An hour of Ana's and Ben's, noted by him; it was held unless said otherwise."""
    held = Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=at,
        at=at,
        state="held",
    )
    return replace(held, **more)


def browser_of(viewer: Viewer) -> Client:
    """Django's test browser, signed in as this person."""
    client = Client()
    client.force_login(User.objects.get(pk=viewer.id))
    return client


def page_of(viewer: Viewer, name: str, *ids: UUID, query: str = "") -> str:
    """What somebody is shown at an address that answers them with a page."""
    answer = browser_of(viewer).get(reverse(name, args=ids) + query)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def tell(cast: Cast, story: str = "She asked. I said of course.", /, **more: object) -> Episode:
    """Ana tells of something that happened; private to her unless said otherwise."""
    told = episode(story, **more)
    actions.record(cast.ana, cast.case, told)
    return told


def record_at_once(writer: Viewer, case: UUID, *told: Content) -> None:
    """Much that somebody tells, in one act: what is reckoned after each is reckoned once."""
    with acting(writer, case) as work:
        for each in told:
            insert(work, row_of(work.ring, case, each, writer.id, 1), each)


def id_from(viewer: Viewer, case: UUID, token: object) -> UUID:
    """The id of the entry that a form of this viewer's writes which was sent with a token."""
    at = gate.standing(viewer, case)
    return ids.ids_of(at, keys.ring(case, PURPOSES)).of_token(UUID(str(token)))


def row_in(case: UUID, content: Content) -> UUID:
    """The id of the row that holds a content of a case."""
    return ids.row_id(keys.ring(case, (ids.SHARED,))[ids.SHARED], content)
