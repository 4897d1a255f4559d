"""The thread of the demo: any two parts of it are at most two taps apart, no word typed twice."""

import re
from collections.abc import Iterable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from relating.case import Attempt, Entry, Episode, Option, Plan, Way, kind_of
from relating.journal import queries
from relating.journal.queries import OpenCase
from relating.operate.demo import clinic
from relating.operate.demo.played import Play
from relating.people.models import Clinic
from relating.web.page.kinds import KINDS
from relating.web.page.thread import line
from tests.cast import browser_of

TAPS = 2
LINK = re.compile(r'href="(/[^"?#]*)')


@pytest.fixture
def ana(db: None) -> Play:
    """Ana's case in the demo."""
    Clinic.objects.create(name=clinic.PRACTICE)
    return clinic.fill()["ana"]


def parts(case: OpenCase, way: Way) -> dict[str, Entry]:
    """Everything of a way's thread that this viewer may see, by the address of its page."""
    entries = [each for each in case.contents if isinstance(each, Entry)]
    found = line(entries, way.id)
    found |= {each.telling for each in case.all(Attempt) if each.id in found and each.telling}
    inside = (each for each in entries if each.id in found and KINDS[kind_of(each)].page)
    return {reverse(KINDS[kind_of(each)].page, args=[each.id]): each for each in inside}


def links(browser: Client, page: str) -> set[str]:
    """Where one can go from a page."""
    answer = browser.get(page)
    assert answer.status_code == 200, page
    inside = answer.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return set(LINK.findall(inside))


def too_far(browser: Client, pages: Iterable[str]) -> list[tuple[str, str]]:
    """The pairs of which one cannot be reached from the other in two taps."""
    wanted = {*pages}
    near = {page: links(browser, page) & wanted for page in wanted}
    within = {page: {page, *near[page], *(two for one in near[page] for two in near[one])}
              for page in wanted}  # fmt: skip
    return [(page, other) for page in wanted for other in wanted - within[page]]


def way_of(case: OpenCase) -> Way:
    """The way that began after session 6, the first of hers."""
    return min(case.all(Way), key=lambda each: each.recorded_at)


def test_any_two_parts_of_the_thread_are_at_most_two_taps_apart(ana: Play) -> None:
    for viewer in (ana.writers["client"], ana.writers["counsellor"]):
        case = queries.open_case(viewer, ana.case_id)
        found = parts(case, way_of(case))
        kinds = {type(each) for each in found.values()}
        assert kinds >= {Way, Option, Plan, Attempt, Episode}
        assert too_far(browser_of(viewer), found) == []


def test_each_part_holds_the_id_of_what_it_came_from_and_no_word_is_typed_twice(ana: Play) -> None:
    case = queries.open_case(ana.writers["client"], ana.case_id)
    way = way_of(case)
    began = case.telling(UUID(str(way.origin)))
    assert began is not None
    options = {each.id: each for each in case.all(Option) if each.way == way.id}
    plans = {each.id: each for each in case.all(Plan) if each.way == way.id}
    assert way.pinned in options
    assert {each.option for each in plans.values()} <= {*options}
    assert all(options[each.option].words == each.say for each in plans.values() if each.option)
    tries = [each for each in case.all(Attempt) if each.plan in plans]
    assert len(tries) >= 3
