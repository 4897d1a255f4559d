"""Worth and care on the page of a way: what her worth hangs on, what is kind, how it is after."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from relating.case import Episode
from relating.engine.halves import KIND, SELFISH
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.page.rows import row_of


class Part(Protocol):
    """One part as it stands on the page."""

    @property
    def is_empty(self) -> bool: ...


Said = TypeVar("Said", bound=Part)
AT_FIRST = 5
"""So many of the times at which she was kind to herself stand there, the newest."""


@dataclass(frozen=True, slots=True)
class Care(Generic[Said]):
    """What she says of it, and times of the way at which she was kind to herself. Never how many:
    neither worth nor care is counted on a page."""

    said: tuple[Said, ...]
    times: tuple[Row, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there yet."""
        return not self.times and all(each.is_empty for each in self.said)


def care(
    said: Sequence[Said], known: Collection[UUID], case: OpenCase, now: datetime
) -> Care[Said]:
    """Worth and care of a way; `known` are its times."""
    kind = [each for each in case.counted if each.id in known and is_kind(each)]
    return Care(tuple(said), tuple(row(each, case, now) for each in kind[:AT_FIRST]))


def is_kind(told: Episode) -> bool:
    """Whether she was kind to herself then, also where she felt selfish for it."""
    return not KIND.isdisjoint(told.self_treatment or ())


def row(told: Episode, case: OpenCase, now: datetime) -> Row:
    """A time, and that she felt selfish, where she said so."""
    found = row_of(told, case, now)
    if SELFISH not in (told.self_treatment or ()):
        return found
    return replace(found, meta=(*found.meta, _("felt selfish for it")))
