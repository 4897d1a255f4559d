"""The second net: a server lets through rows of the cases of who looks; it adds, never alters."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q

from relating.journal import actions, queries, rows, trail
from relating.journal.models import (
    CaseloadRow,
    Entry,
    Gathered,
    Letter,
    Sum,
    Trail,
    Version,
)
from relating.journal.sealing import Row
from relating.people.gate import Standing
from relating.people.models import Relation
from relating.vault import sql
from relating.vault.any_of import any_of
from relating.vault.looking import NOBODY, looking
from relating.vault.models import WrappedKey
from relating.vault.postgresql.base import DatabaseWrapper
from tests.cast import Cast, episode
from tests.cluster import APPLICATION
from tests.servers import on_a_server

pytestmark = on_a_server
TABLES = (Entry, Version, Sum, Letter, Trail)


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Both cases have an entry with two versions, and lines."""
    for viewer, case in ((cast.ana, cast.case), (cast.carl, cast.other_case)):
        with looking(viewer.id):
            first = episode("One", visibility="shared")
            actions.record(viewer, case, first)
            actions.unshare(viewer, first.id)
    return cast


@contextmanager
def as_the_application() -> Iterator[None]:
    """For a while in the role of whoever serves, which owns nothing."""
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(sql.GRANTS.format(role=APPLICATION))
        cursor.execute(sql.GRANTS_OF_THE_JOURNAL.format(role=APPLICATION))
        cursor.execute(f"SET LOCAL ROLE {APPLICATION}")
        yield
        cursor.execute("RESET ROLE")


def test_a_query_without_any_filter_finds_rows_of_ones_own_cases_alone(told: Cast) -> None:
    for viewer, case in (
        (told.ana, told.case),
        (told.ben, told.case),
        (told.cleo, told.other_case),
    ):
        with looking(viewer.id):
            assert set(Entry.objects.values_list("case_id", flat=True)) == {case}
            assert set(Version.objects.values_list("case_id", flat=True)) == {case}
            assert set(Sum.objects.values_list("case_id", flat=True)) == {case}
            assert set(Trail.objects.values_list("case", flat=True)) <= {case, None}
    for who in (NOBODY, uuid4(), told.eve.id, "nobody"):
        with looking(who):
            assert [table.objects.exclude(**without(table)).count() for table in TABLES] == [0] * 5


def without(table: object) -> dict[str, object]:
    """What is of no case: only of lines is there any."""
    return {"case": None} if table is Trail else {}


def test_a_filter_that_was_forgotten_shows_nothing_of_a_strangers_case(
    told: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unfiltered(at: Standing, which: Q) -> list[Row]:
        return rows.fetched(Entry.objects.filter(which, deleted_at=None))

    monkeypatch.setattr(rows, "seen", unfiltered)
    with looking(told.ana.id):
        opened = queries.open_around(told.ana, told.case)
        assert {row.case_id for row in opened.rows.values()} == {told.case}
    every = rows.seen(Standing(told.ana, told.case, told.case, "client"), Q())
    assert {row.case_id for row in every} > {told.case}


@pytest.mark.django_db
def test_every_table_of_the_journal_with_a_case_is_guarded_and_for_its_owner_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.columns"
            " WHERE column_name IN ('case', 'case_id') AND table_name LIKE 'journal_%'"
        )
        with_case = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
        assert {name for (name,) in cursor.fetchall()} == with_case
        cursor.execute(sql.IS_ABOVE)
        assert cursor.fetchone() == (False,)
    assert {table._meta.db_table for table in TABLES} <= with_case


RULES = """
SELECT class.relname, constrained.conname, constrained.contype = 'f',
  (SELECT array_agg(attname::text ORDER BY place) FROM unnest(constrained.conkey)
   WITH ORDINALITY AS each (number, place) JOIN pg_attribute
   ON attrelid = constrained.conrelid AND attnum = each.number),
  coalesce((SELECT relname FROM pg_class AS other WHERE other.oid = constrained.confrelid), '')
FROM pg_constraint AS constrained JOIN pg_class AS class ON class.oid = constrained.conrelid
WHERE constrained.contype IN ('p', 'u', 'f') AND class.relnamespace = 'public'::regnamespace
"""
"""Each key, unique rule and reference: of which table, its columns, to which table."""
UNIQUE_INDEXES = """
SELECT class.relname, named.relname, false,
  ARRAY[pg_get_indexdef(indexrelid, 1, true)]::text[], ''
FROM pg_index JOIN pg_class AS class ON class.oid = indrelid
JOIN pg_class AS named ON named.oid = indexrelid
WHERE indisunique AND class.relnamespace = 'public'::regnamespace
"""
"""Each unique index too, of which some have no rule: by its first column."""


@pytest.mark.django_db
def test_a_list_of_ids_is_expected_to_be_as_long_as_it_is() -> None:
    for number in (1, 7):
        plan = Entry.objects.filter(case_id__in=any_of(uuid4() for _ in range(number))).explain()
        read = [each for each in plan.splitlines() if "ProjectSet" in each]
        assert any(f"rows={number} " in each for each in read), plan


SPREAD = {"case_id", "scope"}
"""By the case rows are spread; the key store calls it scope."""
SPREAD_OUT = (Entry, Version, Sum, Gathered, CaseloadRow, Letter, Relation, WrappedKey)
COPIED = {
    *("people_user", "people_clinic", "people_membership", "people_calendarfeed"),
    *("people_draftkey", "people_identity", "people_case", "journal_layer", "journal_clock"),
    *("vault_identity", "vault_checkvalue", "vault_shredded"),
}
"""Of no case, or the case itself: each server has a copy."""
BY_A_SECRET = {"people_device", "people_invitation"}
"""Found by the digest of a secret before anybody knows the case: copied too."""
IN_ONE_ORDER = {"journal_trail"}
"""Its lines have one order, of no case too: by their number the newest line is known."""
NOT_OURS = "django_", "back_off", "account_", "auth_"


@pytest.mark.django_db(databases=["default", "keys"])
def test_each_key_begins_with_the_case_and_rows_of_a_case_refer_through_it() -> None:
    seen = set()
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            cursor.execute(RULES)
            rules = cursor.fetchall()
            cursor.execute(UNIQUE_INDEXES)
            rules += cursor.fetchall()
        for table, name, refers, columns, to in rules:
            if table in COPIED | BY_A_SECRET | IN_ONE_ORDER or table.startswith(NOT_OURS):
                continue
            seen.add(table)
            spread = not refers or to not in COPIED
            assert not spread or columns[0] in SPREAD, f"{table} {name}: {columns}"
    assert seen == {table._meta.db_table for table in SPREAD_OUT}


def test_a_connection_never_carries_one_person_to_the_next(told: Cast) -> None:
    own = connections["default"].settings_dict
    pool = {"min_size": 1, "max_size": 1, "timeout": 5}
    pooled = DatabaseWrapper(own | {"OPTIONS": own["OPTIONS"] | {"pool": pool}}, alias="default")
    backends = set()
    try:
        for who in (told.ana.id, NOBODY, told.cleo.id, NOBODY):
            with looking(who), pooled.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid(), current_setting('relating.viewer', true)")
                backend, said = cursor.fetchone()
                backends.add(backend)
                assert (said or "") == str(who)
            with looking(NOBODY), pooled.cursor() as cursor:
                cursor.execute("SELECT current_setting('relating.viewer', true)")
                assert not cursor.fetchone()[0]
            pooled.close()
        assert len(backends) == 1
    finally:
        pooled.close_pool()


def test_whoever_serves_adds_lines_and_versions_and_alters_none(told: Cast) -> None:
    with as_the_application():
        for table in ("journal_trail", "journal_version"):
            refused(f"DELETE FROM {table}")
        refused("UPDATE journal_trail SET actor = NULL")
        refused("UPDATE journal_version SET sealed = ''")
        refused("DELETE FROM journal_entry")
        with looking(told.ana.id):
            another = episode("Two")
            actions.record(told.ana, told.case, another)
            actions.share(told.ana, another.id)
        assert Version.objects.filter(entry_id=another.id).count() == 1


def refused(words: str) -> None:
    """Whoever serves may not do this."""
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(words)


def test_what_goes_for_good_goes_by_the_owners_function_and_leaves_its_line(told: Cast) -> None:
    with as_the_application(), looking(told.ana.id):
        another = episode("Two")
        actions.record(told.ana, told.case, another)
        assert erased_by_hand(another.id, told.ana.id) == 0, "it was not deleted"
        actions.delete(told.ana, another.id)
        with looking(told.cleo.id):
            assert erased_by_hand(another.id, told.cleo.id) == 0, "it is a stranger's"
        assert Entry.objects.filter(pk=another.id).exists()
        actions.erase(told.ana, another.id)
        assert not Entry.objects.filter(pk=another.id).exists()
        assert not Version.objects.filter(entry_id=another.id).exists()
        line = Trail.objects.get(entry=another.id, act="erased")
        assert (line.actor, line.case, line.seq) == (told.ana.id, told.case, trail.ends_at())


def erased_by_hand(entry: UUID, actor: UUID) -> int:
    """How many entries the function erases when it is asked directly."""
    with connection.cursor() as cursor:
        cursor.execute(sql.ERASE, [[entry], None, actor, "2026-03-03T14:20:00Z"])
        return int(cursor.fetchone()[0])
