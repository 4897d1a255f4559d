"""A prepared query gives what the mapper gives, for other values each time; it is compiled once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

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
