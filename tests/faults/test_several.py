"""Two web processes on one database server: one dies, everybody goes on in the other."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bench.browsing import Browser, filled
from bench.server import Server
from bench.writing import writers
from relating.chosen import DEMO_PASSPHRASE
from tests.cluster import programs
from tests.faults.rig import judged, while_written
from tests.faults.several import Group, connected, group, killed_by_turns
from tests.faults.within import within

pytestmark = pytest.mark.skipif(not programs(), reason="there is no PostgreSQL here")
TRIES = 5
OVERDUE = 5
"""As many as there are, whichever of these tests comes first."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Group]:
    """A practice that is served by two."""
    with group(tmp_path_factory.mktemp("group"), 2) as made:
        yield made


def test_nothing_is_lost_or_doubled_and_everybody_stays_signed_in_while_one_or_the_other_dies(
    two: Group, short: bool
) -> None:
    kills, crashes = (3, 1) if short else (20, 3)
    wanted = kills * (15 if short else 100)
    people = [*writers(two.place, 2), *writers(two.place, 2)]
    cookies = [each.browser.cookies for each in people]
    run = while_written(
        two.place, people, lambda run: killed_by_turns(run, two, wanted, kills, crashes)
    )
    verdict = judged(run)
    sys.stdout.write(
        f"\n{run.kills} processes killed, {crashes} ends of the database server:"
        f" {verdict.acknowledged} acknowledged, {len(verdict.lost)} lost,"
        f" {len(verdict.doubled)} doubled, {verdict.sent_again} sent again\n"
    )
    assert run.faults == []
    assert verdict.acknowledged >= wanted
    assert (verdict.lost, verdict.doubled, verdict.half_done) == ([], [], [])
    assert short or within(two.place.folder, "problems") == []
    for server in two.servers:
        for each in cookies:
            browser = Browser(server.place.port)
            browser.cookies = dict(each)
            assert browser.get(f"/cases/{two.place.cases['ana']}/").status == 200


def test_a_page_opens_no_connection_of_its_own(two: Group) -> None:
    browser = writers(two.place, 1)[0].browser
    before = connected(two)
    for _ in range(6):
        assert browser.get(f"/cases/{two.place.cases['ana']}/").status == 200
    assert len(before) >= len(two.servers)
    assert before <= connected(two)


def test_tries_at_the_door_are_counted_for_both(two: Group) -> None:
    for number in range(TRIES):
        assert told(two.servers[number % 2], "not this one") != "Too many tries"
    for server in two.servers:
        assert told(server, DEMO_PASSPHRASE) == "Too many tries"


def told(server: Server, passphrase: str) -> str:
    """What one process says to somebody who tries to come in as Rui."""
    browser = Browser(server.place.port)
    form = filled(browser.form("/sign-in/", "login"), {"login": "rui", "password": passphrase})
    answer = browser.post("/sign-in/", form)
    return "Too many tries" if "Too many tries" in answer.text else str(answer.status)


def test_what_both_set_about_to_erase_is_erased_once(two: Group) -> None:
    gone = within(two.place.folder, "overdue", OVERDUE)
    assert len(gone) == OVERDUE
    folders = [each.place.folder for each in two.servers]
    with ThreadPoolExecutor(len(folders)) as at_once:
        erased = list(at_once.map(lambda folder: within(folder, "tidied"), folders))
    assert sum(erased) == OVERDUE
    assert within(two.place.folder, "lines_of_erasing") == gone
