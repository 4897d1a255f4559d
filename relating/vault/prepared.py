"""Prepared queries: what is asked on every page is compiled once, and only its values change.

To compile a query takes Django several times as long as SQLite takes to answer it.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery
from django.db.transaction import mark_for_rollback_on_error

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class Statement(NamedTuple):
    """A compiled query: its parameters are constants, or the places of values (`places`)."""

    database: str
    sql: str
    constants: tuple[Any, ...]
    places: dict[int, int]
    converted: Callable[[list[Any]], Iterable[Any]]


def prepared(build: Callable[Asked, QuerySet[Any, Found]]) -> Callable[Asked, list[Found]]:
    """Let a function that makes a `values_list` return its rows, and be compiled once.

    Its arguments are ids, times and texts, given by position; each must be among the values of the
    query as it is. Nothing else about the query may depend on them.
    """

    @wraps(build)
    def ask(*values: Asked.args, **none: Asked.kwargs) -> list[Found]:
        statement = _statements.get(build)
        if statement is None:
            statement = _statements[build] = compile_(build, values)
        return answered(statement, values)

    return ask


_statements: dict[Callable[..., Any], Statement] = {}


def forget() -> None:
    """Compile every query anew when it is next asked: for tests that plant a fault in one."""
    _statements.clear()
    _insertions.clear()


def compile_(build: Callable[..., QuerySet[Any, Any]], values: tuple[Any, ...]) -> Statement:
    """Compile a query with a value in each place that nothing else has."""
    marked = [mark(type(value), place) for place, value in enumerate(values)]
    query = build(*marked)
    connection = connections[query.db]
    compiler = query.query.get_compiler(query.db)
    sql, constants = compiler.as_sql()
    known = {adapted(each, connection): place for place, each in enumerate(marked)}
    places = {at: known[each] for at, each in enumerate(constants) if hashable_in(each, known)}
    if set(places.values()) != set(known.values()):
        raise TypeError(f"{build.__name__}: a value is not in the query as it is")
    converters = compiler.get_converters([each[0] for each in compiler.select])

    def converted(rows: list[Any]) -> Iterable[Any]:
        return map(tuple, compiler.apply_converters(rows, converters)) if converters else rows

    return Statement(query.db, sql, tuple(constants), places, converted)


def answered(statement: Statement, values: tuple[Any, ...]) -> list[Any]:
    """The rows of a query with these values."""
    connection = connections[statement.database]
    given = list(statement.constants)
    for at, place in statement.places.items():
        given[at] = adapted(values[place], connection)
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, given)
        return list(statement.converted(cursor.fetchall()))


def row_written(model: type[Model], **values: Any) -> Any:
    """Write one row of a model; return its key where the database gives that, else None."""
    statement = _insertions.get(model)
    if statement is None:
        statement = _insertions[model] = insertion(model)
    if unknown := values.keys() - {each.attname for each in statement.fields}:
        raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
    connection = connections[statement.database]
    given = [
        each.get_db_prep_save(
            values[each.attname] if each.attname in values else each.get_default(), connection
        )
        for each in statement.fields
    ]
    with mark_for_rollback_on_error(using=statement.database), connection.cursor() as cursor:
        cursor.execute(statement.sql, given)
        return cursor.fetchone()[0] if statement.tells_key else None


class Insertion(NamedTuple):
    """A compiled statement that writes one row: the values of these fields, in this order."""

    database: str
    sql: str
    fields: tuple[Any, ...]
    tells_key: bool


_insertions: dict[type[Model], Insertion] = {}


def insertion(model: type[Model]) -> Insertion:
    """Compile what writes a row of a model, and tells its key where that is the database's."""
    database, own = router.db_for_write(model), model._meta.auto_field
    fields = [each for each in model._meta.concrete_fields if each is not own]
    query = InsertQuery(model)
    query.insert_values(fields, [model()])
    compiler = query.get_compiler(database)
    compiler.returning_fields = [own] if own else None
    ((sql, _),) = compiler.as_sql()
    return Insertion(database, sql, tuple(fields), tells_key=own is not None)


def mark(kind: type, place: int) -> Any:
    """A value of this kind that stands for an argument, and for nothing else.

    Raises:
        TypeError: of this kind there is none.
    """
    if kind is UUID:
        return UUID(int=(1 << 127) + place)
    if kind is datetime:
        return datetime(1, 1, 1, tzinfo=UTC) + timedelta(days=place)
    if kind is str:
        return f"the text in place {place}"
    raise TypeError(f"{kind.__name__} cannot be among the values of a prepared query")


def adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as this database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value


def hashable_in(value: Any, known: dict[Any, int]) -> bool:
    """Whether a parameter stands for an argument; one that cannot be a key does not."""
    return value.__hash__ is not None and value in known
