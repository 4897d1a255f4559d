"""A yes that Ana took back, and what Dov answered, wait for Ben until he looked."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Agreement, Consent, Pulse, Supervision
from relating.case.entries.agreement import LINES, Line, Yes
from relating.engine.glance import CARE
from relating.journal import actions, queries
from relating.web.caseload.waiting import OF_CASE, OF_ENTRY, VERBS
from tests.cast import Cast, browser_of, page_of, session

NOT_ALL = "Does not say yes to all that you two agree on"
ANSWERED = "What you brought to supervision was answered"


def waiting(cast: Cast) -> dict[str, str]:
    """Why each waits on the caseload of Ben, with where it leads."""
    page = page_of(cast.ben, "caseload")
    found = re.findall(
        r'<a class="row" href="([^"]+)">(?:(?!</a>).)*?class="quiet">([^<]+)</span>\s*</span>'
        r'\s*<span class="needs-do">',
        page,
        re.DOTALL,
    )
    return {why: url for url, why in found}


def agreed(cast: Cast, *lines: Line, so_far: Agreement | None = None) -> Agreement:
    """She says yes to some lines, for the first time or anew."""
    yes = tuple(Yes(line=each) for each in lines)
    told = Agreement(
        id=so_far.id if so_far else uuid4(),
        author="client",
        visibility="shared",
        recorded_at=timezone.now(),
        yes=yes,
        sent=False,
    )
    actions.write(cast.ana, cast.case, told, actions.LATEST if so_far else actions.NEW)
    return told


def looks(cast: Cast, name: str) -> None:
    """Ben opens a page of the case."""
    assert browser_of(cast.ben).get(reverse(name, args=[cast.case])).status_code == 200


def test_a_yes_taken_back_waits_until_he_looked_and_waits_again_when_she_takes_another(
    cast: Cast,
) -> None:
    first = agreed(cast, *LINES)
    assert NOT_ALL not in waiting(cast)
    agreed(cast, *LINES[1:], so_far=first)
    assert waiting(cast)[NOT_ALL] == reverse("beginning", args=[cast.case])
    looks(cast, "beginning")
    assert NOT_ALL not in waiting(cast)
    agreed(cast, *LINES[2:], so_far=first)
    assert NOT_ALL in waiting(cast)
    agreed(cast, *LINES, so_far=first)
    assert NOT_ALL not in waiting(cast)


@pytest.mark.parametrize("today", [True, False])
def test_what_comes_first_by_care_hides_neither(cast: Cast, today: bool) -> None:
    now = timezone.now().replace(microsecond=0)
    hour = session(now - timedelta(days=7))
    actions.record(cast.ben, cast.case, hour)
    if today:
        coming = session(now + timedelta(minutes=1), state="planned", minutes=50)
        actions.record(cast.ben, cast.case, coming)
    line = Pulse(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=now,
        session=hour.id,
        not_right="You looked at the clock.",
        not_right_for="talk",
    )
    actions.record(cast.ana, cast.case, line)
    brought = lent(cast)
    actions.answer_lent(cast.dov, brought.id, "Wait longer.", now)
    agreed(cast, *LINES[1:])
    found = waiting(cast)
    assert {NOT_ALL, ANSWERED} <= {*found}
    if not any("not right" in each for each in found):
        assert today  # it stands on top, and is not said twice


def test_once_they_met_after_it_a_yes_taken_back_waits_no_more(cast: Cast) -> None:
    agreed(cast, *LINES[1:])
    assert NOT_ALL in waiting(cast)
    actions.record(cast.ben, cast.case, session(timezone.now() + timedelta(minutes=1)))
    assert NOT_ALL not in waiting(cast)


def test_what_the_two_changed_beside_a_line_is_no_yes_taken_back(cast: Cast) -> None:
    said = tuple(Yes(line=each, words="As it was.") for each in LINES)
    first = agreed(cast, *LINES)
    told = replace(first, yes=said)
    actions.write(cast.ana, cast.case, told, actions.LATEST)
    assert NOT_ALL not in waiting(cast)


def lent(cast: Cast) -> Supervision:
    """What Ben brought to Dov, with Ana's yes; none of her moments is among it."""
    now = timezone.now().replace(microsecond=0)
    consent = Consent(
        id=uuid4(), author="client", visibility="shared", recorded_at=now, to="supervision"
    )
    actions.agree(cast.ana, cast.case, consent)
    brought = Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question="Was I too fast?",
        supervisor=cast.dov.id,
        consent=consent.id,
        expires=now + timedelta(days=7),
    )
    actions.lend(cast.ben, cast.case, brought, now)
    return brought


def hers(browser: Client, cast: Cast) -> list[str]:
    """Who read what, as Ana is told."""
    page = browser.get(reverse("seen", args=[cast.case])).content.decode()
    return re.findall(r"<li\b.*?</li>", page, re.DOTALL)


def test_what_a_supervisor_answered_waits_until_its_page_was_opened(cast: Cast) -> None:
    brought = lent(cast)
    assert ANSWERED not in waiting(cast)
    actions.answer_lent(cast.dov, brought.id, "Wait longer.", timezone.now())
    url = reverse("loan", args=[brought.id])
    assert waiting(cast)[ANSWERED] == url
    assert "Wait longer." not in page_of(cast.ben, "caseload")
    looks(cast, "alliance")
    assert ANSWERED in waiting(cast)  # another page of the case does not show it
    ana = browser_of(cast.ana)
    before = hers(ana, cast)
    assert browser_of(cast.ben).get(url).status_code == 200
    assert ANSWERED not in waiting(cast)
    assert hers(ana, cast) == before  # what was asked and answered is not hers
    actions.answer_lent(cast.dov, brought.id, "And ask.", timezone.now() + timedelta(seconds=1))
    assert ANSWERED in waiting(cast)


def test_what_was_lent_and_not_answered_waits_for_nobody(cast: Cast) -> None:
    brought = lent(cast)
    assert browser_of(cast.ben).get(reverse("loan", args=[brought.id])).status_code == 200
    assert ANSWERED not in waiting(cast)
    (found,) = queries.open_case(cast.ben, cast.case).all(Supervision)
    assert found.answer == ""


def test_each_reason_to_wait_has_a_verb_and_one_page() -> None:
    assert set(VERBS) == set(CARE)
    assert {*OF_CASE} | {*OF_ENTRY} == set(CARE)
    assert not {*OF_CASE} & {*OF_ENTRY}
