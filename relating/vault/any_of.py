"""Any number of ids in one query: SQLite takes so many values, but a text of any length."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Value
from django.db.models.sql.compiler import SQLCompiler

from relating.vault import sql


class AnyOf(Func):
    """The ids that are listed in a text; each database reads lists in its own words."""

    template = sql.LISTED

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """As a server reads it."""
        made, values = self.as_sql(compiler, connection, template=sql.LISTED_ON_A_SERVER, **more)
        return made, tuple(values)


def any_of(ids: Iterable[UUID]) -> Func:
    """These ids, for a filter such as `case_id__in`."""
    return AnyOf(Value(json.dumps([each.hex for each in ids])))
