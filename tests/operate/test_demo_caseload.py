"""Ben's other clients come into the demo while it is served."""

import os
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import OperationalError
from django.utils import timezone

from relating.case import Answer, Feedback, Session
from relating.case.file.case_file import CaseFile
from relating.journal import queries
from relating.journal.caseload import cards
from relating.journal.ids import of_case
from relating.operate.demo import caseload, clinic, played
from relating.people.gate import Viewer
from relating.people.models import Case, Clinic, Relation, User
from relating.simulate import stories
from tests.cast import browser_of
from tests.operate.conftest import ran


@pytest.fixture
def ben(db: None) -> Viewer:
    people = clinic.cast(Clinic.objects.create(name=clinic.PRACTICE).pk)
    return Viewer(people["Ben"], "Ben")


def come_in(waiting: tuple[str, ...] | None = None) -> None:
    caseload.come_in(caseload.waiting() if waiting is None else waiting, os.getppid())


def case_of(ben: Viewer, name: str) -> UUID:
    return of_case(ben.id, stories.load(name).case.id)


def hours(story: CaseFile, state: str) -> list[Session]:
    return [each for each in story.entries if isinstance(each, Session) and each.state == state]


def test_nine_more_come_in_who_stand_at_different_places_and_each_is_told_at_the_terminal(
    ben: Viewer, capsys: pytest.CaptureFixture[str]
) -> None:
    come_in()
    said = capsys.readouterr().err
    assert [f"{name.title()} is there: {n} of 9" in said for n, name in all_of_them()] == [True] * 9
    found = {each.label: each for each in cards(ben, timezone.now())}
    assert len(found) == 9
    now = timezone.now()
    # Of three the hour of today may be over, and nobody has written it down yet.
    assert sum(each.seen.next(now) is not None for each in found.values()) >= 6
    assert [each.label for each in found.values() if not each.has_client] == ["Jules"]
    assert found["Luca"].seen.held == found["Luca"].seen.agreed == 10
    assert "Waiting for you" in browser_of(ben).get("/cases/").content.decode()
    an_answer_is_waited_for(ben)


def all_of_them() -> list[tuple[int, str]]:
    return [*enumerate(stories.caseload(), 1)]


def an_answer_is_waited_for(ben: Viewer) -> None:
    case = queries.open_case(ben, case_of(ben, "noor"))
    [said] = case.all(Feedback)
    assert said.said_at is not None
    assert case.all(Answer) == ()


@pytest.mark.parametrize("hour", range(0, 7 * 24, 5))
def test_an_hour_is_not_closed_and_somebody_is_silent_whenever_one_looks(hour: int) -> None:
    now = timezone.now() + timedelta(hours=hour)
    robin, toni = (clinic.moved_to(stories.load(name), now) for name in ("robin", "toni"))
    assert min(each.at for each in hours(robin, "planned")) < now
    assert len(hours(toni, "missed")) == 2
    hers = [each.recorded_at for each in toni.entries if each.author == "client"]
    assert now - max(hers) > timedelta(weeks=5)


def test_every_session_that_was_held_stands_there_under_its_number() -> None:
    for name in stories.caseload():
        held = sorted(hours(stories.load(name), "held"), key=lambda each: each.at)
        assert [each.number for each in held] == [*range(1, len(held) + 1)], name


def test_no_two_of_ben_s_clients_come_at_the_same_time() -> None:
    every = [stories.load(name) for name in (*stories.names(), *stories.caseload())]
    last = [max(each.at for each in story.entries if isinstance(each, Session)) for story in every]
    assert Counter((at.weekday(), at.hour) for at in last).most_common(1)[0][1] == 1


def test_whoever_is_there_does_not_come_twice_and_a_load_that_was_cut_off_goes_on(
    ben: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, told = played.play, []

    def until_the_third(story: CaseFile, writers: played.Writers) -> played.Play:
        made = really(story, writers)
        told.append(story.case.label)
        if len(told) == 3:
            raise KeyboardInterrupt
        return made

    monkeypatch.setattr(played, "play", until_the_third)
    with pytest.raises(KeyboardInterrupt):
        come_in()
    assert Case.objects.count() == 2
    assert not User.objects.filter(username=stories.caseload()[2]).exists()
    assert caseload.waiting() == stories.caseload()[2:]
    monkeypatch.setattr(played, "play", really)
    come_in()
    assert caseload.waiting() == ()
    assert Case.objects.count() == 9
    assert Relation.objects.filter(role="client").count() == 8


def test_who_has_a_name_in_the_demo_already_keeps_it(ben: Viewer) -> None:
    User.objects.create(username="mika", called="Mika")
    assert "mika" not in caseload.waiting()


def test_nobody_waits_where_ben_does_not_work(db: None) -> None:
    assert caseload.waiting() == ()


def test_where_nothing_can_be_stored_one_line_says_so_and_the_demo_goes_on(
    ben: Viewer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(story: CaseFile, writers: played.Writers) -> played.Play:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(played, "play", full)
    come_in()
    assert "at the next start" in capsys.readouterr().err


def test_nobody_comes_in_once_the_demo_is_not_served_any_more(ben: Viewer) -> None:
    caseload.come_in(caseload.waiting(), whom_they_belong_to=1 if os.getppid() != 1 else 2)
    assert not Case.objects.exists()


BESIDE = """
import sys, time
from pathlib import Path
from relating.operate import set_up
from relating.operate.demo import caseload, clinic
if __name__ == "__main__":
    clinic.begun(Path(sys.argv[1]), None)
    clinic.cast(set_up.practice_id("Harbour Street"))
    from django.db import connections
    from django.utils import timezone
    connections.close_all()
    really = timezone.now
    caseload.begin(caseload.waiting()[:2])
    until = time.monotonic() + 60
    while caseload.waiting()[:2] == ("jules", "luca") and time.monotonic() < until:
        for _ in range(50):
            assert timezone.now is really, "the clock of whoever is served stands still"
            time.sleep(0.001)
    print(len(caseload.waiting()))
"""


def test_they_come_in_beside_the_server_and_never_delay_its_end(tmp_path: Path) -> None:
    script = tmp_path / "beside.py"
    script.write_text(BESIDE)
    done = ran(script, tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "8"
    assert "Traceback" not in done.stderr
    assert "Jules is there: 1 of 2" in done.stderr
