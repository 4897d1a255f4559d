"""A prepared query gives what the mapper gives, for other values each time; it is compiled once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from relating.journal.models import Trail
from relating.people.models import Relation, User
from relating.vault import keys, prepared
from relating.vault.models import WrappedKey
from tests.cast import LONG_AGO, Cast

SOON = timedelta(days=1)


@prepared.prepared
def began(case_id: UUID, role: str, since: datetime) -> QuerySet[Relation, tuple[Any, ...]]:
    found = Relation.objects.filter(case_id=case_id, role=role, began__gt=since)
    return found.order_by("user__called").values_list("user_id", "user__called", "began", "ended")


def plainly(case_id: UUID, role: str, since: datetime) -> list[tuple[Any, ...]]:
    """The same, asked of the mapper."""
    found = Relation.objects.filter(case_id=case_id, role=role, began__gt=since)
    return list(
        found.order_by("user__called").values_list("user_id", "user__called", "began", "ended")
    )


def test_it_gives_what_the_mapper_gives_for_other_values_each_time(cast: Cast) -> None:
    for case in (cast.case, cast.other_case, uuid4()):
        for role in ("client", "counsellor", "nobody's"):
            for since in (LONG_AGO, LONG_AGO - SOON, LONG_AGO + SOON):
                assert began(case, role, since) == plainly(case, role, since)
    assert [name for _id, name, *_times in began(cast.case, "client", LONG_AGO - SOON)] == ["Ana"]


def test_it_is_compiled_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    began(cast.case, "client", LONG_AGO)
    monkeypatch.setattr(prepared, "compile_", None)
    with CaptureQueriesContext(connections["default"]) as asked:
        began(cast.other_case, "client", LONG_AGO)
    assert len(asked) == 1


def test_it_asks_the_database_where_the_rows_are(cast: Cast) -> None:
    @prepared.prepared
    def wrapped(scope: UUID) -> QuerySet[WrappedKey, tuple[str]]:
        return WrappedKey.objects.filter(scope=scope).values_list("purpose")

    assert {purpose for (purpose,) in wrapped(cast.case)} == set(keys.ring(cast.case, ALL))


ALL = ("shared", "client", "notes", "inbox")


def test_a_value_that_the_query_changes_is_refused(cast: Cast) -> None:
    @prepared.prepared
    def called(name: str) -> QuerySet[User, tuple[str]]:
        return User.objects.filter(called__contains=name).values_list("called")

    with pytest.raises(TypeError, match="not in the query as it is"):
        called("Ana")


def test_a_value_of_another_kind_is_refused(cast: Cast) -> None:
    @prepared.prepared
    def of(role: int) -> QuerySet[Relation, tuple[str]]:
        return Relation.objects.filter(user__called=role).values_list("role")

    with pytest.raises(TypeError, match="int cannot be among the values"):
        of(1)


def test_no_two_values_stand_for_the_same_place(cast: Cast) -> None:
    @prepared.prepared
    def either(one: UUID, other: UUID) -> QuerySet[User, tuple[str]]:
        found = User.objects.filter(pk__in=[one, other]).order_by("called")
        return found.values_list("called")

    assert either(cast.ana.id, cast.ben.id) == [("Ana",), ("Ben",)]
    assert either(cast.cleo.id, cast.cleo.id) == [("Cleo",)]


def test_a_row_is_written_as_the_mapper_writes_it(cast: Cast) -> None:
    now = LONG_AGO + SOON
    noted = {"at": now, "actor": cast.ana.id, "case": cast.case, "act": "read", "entries": b"12"}
    plainly = Trail.objects.create(**noted)
    key = prepared.row_written(Trail, **noted)
    assert key == plainly.seq + 1
    one, other = (Trail.objects.filter(seq=seq).values().get() for seq in (plainly.seq, key))
    assert one | {"seq": key} == other
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.row_written(Trail, at=None, act="read")
    assert Trail.objects.filter(seq__gt=key).count() == 0


def test_a_row_whose_key_is_given_is_written_once(cast: Cast) -> None:
    id = uuid4()
    prepared.row_written(User, id=id, username="Mara", password="!")
    assert User.objects.get(pk=id).username == "Mara"
    with pytest.raises(IntegrityError), transaction.atomic():
        prepared.row_written(User, id=id, username="somebody else", password="!")
    with pytest.raises(User.DoesNotExist):
        User.objects.get(pk=uuid4())
