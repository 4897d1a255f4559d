"""Who read and changed what, as far as each of the two may know it, and as it was."""

import random
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Safety
from relating.journal import actions, lines, queries
from relating.people import gate, invitations
from relating.people.gate import Hidden, Viewer, viewer_of
from relating.people.models import User
from relating.web.trail import page
from relating.web.trail.page import Sentence
from tests.access.kinds import Around, By, made
from tests.cast import PASSPHRASE, Cast, browser_of, page_of, person, tell
from tests.sure import as_a

STORY = "She asked. I said of course."
TUESDAY = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    """The time as everything sees it: a moment later each time that somebody looks."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    ticking = Clock(TUESDAY)
    monkeypatch.setattr(timezone, "now", ticking.now)
    return ticking


def told(viewer: Viewer, cast: Cast, most: int = 1000) -> list[Sentence]:
    """Every sentence that somebody is told, the newest first."""
    case = queries.open_case(viewer, cast.case)
    every = page.days(lines.read_trail(viewer, cast.case, 1000), case, most)
    return [each for day in every for each in day.sentences]


def read_by_ben(cast: Cast) -> list[tuple[datetime, str, str]]:
    """What Ana is told that Ben read, with the words and what became of them, the oldest first."""
    found = [each for each in told(cast.ana, cast) if each.text.startswith("Ben read")]
    return [(each.first, link.words, link.note) for each in found[::-1] for link in each.links]


def test_who_read_what_tells_ana_what_ben_opened_and_when(cast: Cast) -> None:
    tale = tell(cast, visibility="shared")
    tell(cast, "Only mine.")
    queries.open_entry(cast.ben, tale.id)
    shown = page_of(cast.ana, "seen", cast.case)
    assert "Ben read something you shared" in shown
    assert STORY in shown
    assert "You wrote down things that happened" in shown


def test_ben_who_reads_one_episode_is_not_said_to_have_read_them_all(cast: Cast) -> None:
    tale = tell(cast, visibility="shared")
    tell(cast, "Shared, and not opened yet.", visibility="shared")
    page_of(cast.ben, "episode", tale.id)
    assert [words for _at, words, _note in read_by_ben(cast)] == [STORY]


def test_who_read_what_tells_ben_nothing_of_what_is_private(cast: Cast) -> None:
    tell(cast, "Only mine.")
    shown = page_of(cast.ben, "seen", cast.case)
    assert "that happened" not in shown
    assert "Only mine." not in shown


def test_a_client_who_has_no_name_of_her_own_here_is_called_as_the_case_is(cast: Cast) -> None:
    User.objects.filter(pk=cast.ana.id).update(called="")
    tell(cast, visibility="shared")
    assert "Ana wrote down something that happened" in page_of(cast.ben, "seen", cast.case)


# The version that was read ------------------------------------------------------------------------


def test_what_was_changed_since_is_told_as_it_was_read_and_before_which_change(
    cast: Cast, clock: Clock
) -> None:
    tale = tell(cast, "What Ben read.", visibility="shared")
    clock.at += HOUR
    read_at = clock.at
    queries.open_entry(cast.ben, tale.id)
    clock.at += HOUR
    private = replace(tale, story="Hers alone, later.", visibility="private")
    actions.revise(cast.ana, cast.case, private, based_on=1)
    clock.at += timedelta(days=2)
    ((at, words, note),) = read_by_ben(cast)
    assert (words, note) == ("What Ben read.", "before your change: Tuesday")
    assert at - read_at < timedelta(seconds=1)
    shown = page_of(cast.ana, "seen", cast.case)
    address = reverse("versions", args=[tale.id])
    assert f'href="{address}#v1">What Ben read.</a>' in shown
    assert 'id="v1"' in browser_of(cast.ana).get(address).content.decode()
    clock.at += timedelta(days=20)
    assert read_by_ben(cast)[0][2] == "before your change: 4 March"


def test_what_was_only_shared_or_taken_back_since_was_not_changed(cast: Cast, clock: Clock) -> None:
    tale = tell(cast, visibility="shared")
    queries.open_entry(cast.ben, tale.id)
    clock.at += HOUR
    actions.unshare(cast.ana, tale.id)
    actions.share(cast.ana, tale.id)
    assert [(words, note) for _at, words, note in read_by_ben(cast)] == [(STORY, "")]
    actions.delete(cast.ana, tale.id)
    assert [(words, note) for _at, words, note in read_by_ben(cast)] == [(STORY, "deleted since")]


def test_two_versions_read_in_one_sitting_are_both_told(cast: Cast, clock: Clock) -> None:
    tale = tell(cast, "First.", visibility="shared")
    queries.open_entry(cast.ben, tale.id)
    actions.revise(cast.ana, cast.case, replace(tale, story="Second."), based_on=1)
    queries.open_entry(cast.ben, tale.id)
    assert {words for _at, words, _note in read_by_ben(cast)} == {"First.", "Second."}


def test_a_change_of_ben_s_to_the_plan_is_not_called_ana_s(cast: Cast, clock: Clock) -> None:
    plan = as_a(Safety, made("safety", By("client", "shared"), Around(), lambda: "Walk."))
    actions.record(cast.ana, cast.case, plan)
    queries.open_entry(cast.ben, plan.id)
    clock.at += HOUR
    actions.revise(cast.ben, cast.case, replace(plan, on_my_own="Run."), based_on=1)
    assert [note for _at, _words, note in read_by_ben(cast)][:1] == [
        "before it was changed: today 10:00"
    ]


def random_life(
    cast: Cast, clock: Clock, chance: random.Random
) -> tuple[Episode, list[tuple[datetime, str]], list[tuple[datetime, bool]]]:
    """Ana changes, shares, takes back, deletes, puts back; Ben reads what he may, when he may.
    Returns what he read, and from when on it was shared or not."""
    tale = tell(cast, "Words 0.")
    read: list[tuple[datetime, str]] = []
    shared = [(clock.at, False)]
    doings: list[Callable[[], object]] = [
        lambda: actions.share(cast.ana, tale.id),
        lambda: actions.unshare(cast.ana, tale.id),
        lambda: actions.delete(cast.ana, tale.id),
        lambda: actions.put_back(cast.ana, tale.id),
        lambda: revised(cast, tale, chance),
        lambda: revised(cast, tale, chance),
        lambda: actions.restore(
            cast.ana, tale.id, 1, queries.history(cast.ana, tale.id)[0].version
        ),
    ]
    for _ in range(14):
        clock.at += HOUR
        try:
            chance.choice(doings)()
        except Hidden:
            continue
        now = queries.open_entry(cast.ana, tale.id)
        shared.append((clock.at, now.row.visibility == "shared"))
        clock.at += HOUR
        if chance.random() < 0.5:
            try:
                words = as_a(Episode, queries.open_entry(cast.ben, tale.id).content).story
            except Hidden:
                continue
            read.append((clock.at, words))
    return tale, read, shared


def revised(cast: Cast, tale: Episode, chance: random.Random) -> None:
    """Ana writes something else, and perhaps for other readers."""
    now = queries.open_entry(cast.ana, tale.id)
    visibility = chance.choice(("private", "shared"))
    words = replace(tale, story=f"Words {chance.randrange(10**6)}.", visibility=visibility)
    actions.revise(cast.ana, cast.case, words, based_on=now.row.version)


def test_in_random_lives_ana_is_told_exactly_the_words_that_ben_read_and_when(
    cast: Cast, clock: Clock
) -> None:
    for seed in range(12):
        clock.at += timedelta(days=2)
        begun = clock.at
        _tale, read, _shared = random_life(cast, clock, random.Random(seed))
        found = [(at, words) for at, words, _note in read_by_ben(cast) if at > begun]
        assert [words for _at, words in found] == [words for _at, words in read], f"seed {seed}"
        near = zip(found, read, strict=True)
        assert all(abs(one[0] - other[0]) < timedelta(seconds=1) for one, other in near)


def test_in_random_lives_ben_is_told_nothing_from_while_something_was_private(
    cast: Cast, clock: Clock
) -> None:
    for seed in range(12):
        clock.at += timedelta(days=2)
        tale, _read, shared = random_life(cast, clock, random.Random(seed))
        for line in lines.read_trail(cast.ben, cast.case, 1000):
            if tale.id in line.entries and line.act != "read":
                was = [is_shared for at, is_shared in shared if at <= line.at + HOUR / 2]
                assert was[-1], f"seed {seed}: {line.act}"
                assert shared[-1][1], f"seed {seed}: it is private now"


def test_something_written_anew_as_it_is_shared_is_told_to_ben_as_shared(cast: Cast) -> None:
    tale = tell(cast, "Hers.")
    words = replace(tale, story="For both.", visibility="shared")
    actions.revise(cast.ana, cast.case, words, based_on=1)
    assert [each.text for each in told(cast.ben, cast) if "that happened" in each.text] == [
        "Ana shared something that happened"
    ]


# When, and how much -------------------------------------------------------------------------------


def test_a_line_carries_its_time_in_the_zone_of_whoever_looks(cast: Cast, clock: Clock) -> None:
    tell(cast, visibility="shared")
    (at,) = [each.time for each in told(cast.ana, cast) if "that happened" in each.text]
    assert at == "09:00"
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        (at,) = [each.time for each in told(cast.ana, cast) if "that happened" in each.text]
    assert at == "18:00"


def test_what_is_done_without_a_pause_is_one_line_from_when_until_when(
    cast: Cast, clock: Clock
) -> None:
    for minutes in (0, 20, 20, 31):
        clock.at += timedelta(minutes=minutes)
        tell(cast)
    found = [each.time for each in told(cast.ana, cast) if "that happened" in each.text]
    assert found == ["10:11", "09:00 – 09:40"]  # noqa: RUF001  a dash as it is set


def test_no_page_counts_what_somebody_read_or_did(cast: Cast, clock: Clock) -> None:
    for number in range(12):
        tell(cast, f"Told {'x' * number}", visibility="shared")
        actions.record(cast.ana, cast.case, person("Lea", visibility="shared"))
    queries.open_case(cast.ben, cast.case)
    for viewer in (cast.ana, cast.ben):
        shown = re.sub(r"<[^>]+>", " ", page_of(viewer, "seen", cast.case))
        assert not re.search(r"\b\d+ +(more|things|people|words|entries|times)\b", shown)
        assert not re.search(r"\b(read|changed|shared|wrote down) \d", shown)


def test_more_than_fits_in_a_line_stands_on_a_page_of_that_day(cast: Cast, clock: Clock) -> None:
    for number in range(page.MOST + 3):
        tell(cast, f"Told {'x' * number}.", visibility="shared")
    queries.open_case(cast.ben, cast.case)
    every = [f"Told {'x' * number}." for number in range(page.MOST + 3)]
    short = page_of(cast.ana, "seen", cast.case)
    whole = page_of(cast.ana, "seen", cast.case, query="?day=2031-03-04")
    assert f'href="{reverse("seen", args=[cast.case])}?day=2031-03-04"' in short
    (read,) = [each for each in told(cast.ana, cast, page.MOST) if "read" in each.text]
    assert len(read.links) == page.MOST
    assert all(f">{each}</a>" in whole for each in every)
    for rubbish in ("?day=", "?day=2031-02-30", "?day=x", "?day=0001-01-01"):
        assert (
            browser_of(cast.ana).get(reverse("seen", args=[cast.case]) + rubbish).status_code == 200
        )


# Coming in ----------------------------------------------------------------------------------------


def test_accepting_an_invitation_is_told_as_that_and_changes_no_agreement(cast: Cast) -> None:
    case = actions.open_new_case(cast.ben, "R.", TUESDAY.date())
    link = actions.invite_client(cast.ben, case)
    user = actions.accept(link, username="rosa", password=PASSPHRASE, called="Rosa")
    rosa = viewer_of(user)
    assert queries.open_case(rosa, case).client_name == "Rosa"
    assert invitations.has_client(case)
    for viewer, who in ((rosa, "You"), (cast.ben, "Rosa")):
        shown = page_of(viewer, "seen", case)
        assert f"{who} accepted the invitation" in shown
        assert "changed what you two agreed" not in shown
    assert gate.standing(rosa, case).role == "client"
