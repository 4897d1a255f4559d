"""How often the disk is flushed: each commit is one, and on a slow disk nothing costs as much."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relating.case import Pulse
from relating.journal import actions, queries, trail
from relating.journal.models import Trail
from tests.cast import THEN, Cast, browser_of, row_in
from tests.servers import statement
from tests.web.episodes.telling import answers_of, page_of

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = ("INSERT", "UPDATE", "DELETE")


def flushes(asked: CaptureQueriesContext) -> list[str]:
    """The tables written to, one entry for each commit of a change."""
    found: list[str] = []
    within: list[str] | None = None
    for each in asked:
        word, *_ = told = statement(each["sql"]).split('"')
        if word.startswith("BEGIN"):
            within = []
        elif word.startswith("COMMIT") and within is not None:
            found += ["+".join(within)] if within else []
            within = None
        elif word.startswith(WRITES):
            (found if within is None else within).append(told[1])
    return found


def test_an_episode_is_stored_with_two_flushes_and_seen_with_one(cast: Cast) -> None:
    ana = browser_of(cast.ana)
    sent = answers_of(page_of(ana, cast.case), story="She asked.")
    with CaptureQueriesContext(connection) as asked:
        stored = ana.post(reverse("episode-new", args=[cast.case]), sent)
    assert flushes(asked) == [
        "journal_trail",
        "journal_entry+journal_sum+journal_trail",
    ]
    with CaptureQueriesContext(connection) as asked:
        ana.get(stored.headers["Location"])
    assert flushes(asked) == ["journal_trail"]


def test_storing_opens_what_an_episode_can_name_and_nothing_else(cast: Cast) -> None:
    pulse = Pulse(
        id=uuid4(), author="counsellor", visibility="shared", recorded_at=THEN, understood=7
    )
    actions.record(cast.ben, cast.case, pulse)
    ana = browser_of(cast.ana)
    sent = answers_of(page_of(ana, cast.case), story="She asked.")
    assert pulse.id in read_last(cast)
    ana.post(reverse("episode-new", args=[cast.case]), sent)
    read = read_last(cast)
    assert pulse.id not in read
    assert row_in(cast.case, queries.open_case(cast.ana, cast.case).frame) in read


def read_last(cast: Cast) -> list[UUID]:
    """What the trail says that Ana read last."""
    line = Trail.objects.filter(act="read", actor=cast.ana.id).latest("seq")
    return trail.ids(line.entries)
