"""Episodes as rows of a list."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from relating.case import Episode
from relating.engine.danger import is_of_danger
from relating.journal.queries import OpenCase
from relating.web.page.pieces import Row
from relating.web.voice.names import (
    first_words,
    hour_of,
    readers,
    told_twice,
    when_of,
    whom,
    without_words,
)
from relating.web.voice.ways import way_shown


def row_of(episode: Episode, case: OpenCase, now: datetime, at: str | None = None) -> Row:
    """An episode as a row of a list: whom with, when (`at`, where a list says it), who reads it."""
    said = when_of(episode, case, now) if at is None else at
    meta = (whom(episode, case), said, readers(episode, case), told_twice(episode, case))
    return Row(
        url=reverse("episode", args=[episode.id]),
        place=episode.place,
        way=way_shown(episode, case),
        words=first_words(episode) if case.back_then or episode.place != "past" else "",
        instead=instead(episode, case),
        meta=tuple(part for part in meta if part),
    )


def instead(episode: Episode, case: OpenCase) -> str:
    """What stands where a row shows no words: of back then they lie folded, unless the two look at
    it; what the counsellor told of it until the client opens it."""
    if episode.id in case.folded:
        return _("Not opened yet")
    if episode.place == "past" and not case.back_then and not is_of_danger(episode):
        return _("A memory")
    return without_words(episode, case)


def rows_of(episodes: Iterable[Episode], case: OpenCase, now: datetime) -> tuple[Row, ...]:
    """Episodes as rows, in the order given."""
    return tuple(row_of(episode, case, now) for episode in episodes)


def rows_at_first(episodes: Iterable[Episode], case: OpenCase, now: datetime) -> tuple[Row, ...]:
    """Episodes as rows of a page that is met first: what is of back then without its words."""
    told = ((each, row_of(each, case, now)) for each in episodes)
    return tuple(
        replace(row, words="", instead=row.instead if each.id in case.folded else _("A memory"))
        if each.place == "past"
        else row
        for each, row in told
    )


def rows_with(episodes: Iterable[Episode], case: OpenCase, now: datetime) -> tuple[Row, ...]:
    """Episodes as rows on the page of the person they were with, where nobody need be named."""
    named = ((row_of(each, case, now), whom(each, case)) for each in episodes)
    return tuple(replace(row, meta=row.meta[1:]) if who else row for row, who in named)


def rows_in_day(episodes: Iterable[Episode], case: OpenCase, now: datetime) -> tuple[Row, ...]:
    """Episodes as rows under the heading of their day, where the hour says when."""
    return tuple(row_of(each, case, now, hour_of(each, case, now)) for each in episodes)
