"""A month as a small calendar: its days, their marks, and the way into the diary."""

import re
from datetime import UTC, datetime, timedelta

from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from relating.journal import actions
from tests.cast import Cast, browser_of, episode, page_of


def tell(cast: Cast, at: datetime) -> None:
    actions.record(cast.ana, cast.case, episode("She asked.", at=at, recorded_at=at))


@override_settings(TIME_ZONE="UTC")
def test_each_day_has_its_marks_and_leads_to_its_place_in_the_diary(cast: Cast) -> None:
    for hour in (9, 11, 20):
        tell(cast, datetime(2026, 2, 12, hour, tzinfo=UTC))
    for number in range(40):
        tell(cast, datetime(2026, 2, 20, tzinfo=UTC) + timedelta(hours=number / 4))
    shown = page_of(cast.ana, "month", cast.case, query="?of=2026-02")
    assert "<h1>February 2026</h1>" in shown
    signs = shown.split("What the signs mean")[1]
    assert all(each in signs for each in ("old way", "new way", "old and new"))
    link = re.search(r'<a href="([^"]+)">\s*<span class="sr">12 February', shown)
    assert link is not None
    diary = browser_of(cast.ana).get(link[1]).content.decode()
    assert link[1].split("#")[1] == "d20260212"
    assert 'aria-labelledby="d20260212"' in diary
    cell = shown[link.start() :].split("</td>")[0]
    assert cell.count("<svg") == 3
    assert shown.split("20 February")[1].split("</td>")[0].count("<svg") == 4


def test_no_month_to_come_and_none_before_the_first_is_offered(cast: Cast) -> None:
    now = timezone.now()
    tell(cast, now - timedelta(days=40))
    shown = page_of(cast.ana, "month", cast.case, query="?of=9999-01")
    assert f"{now:%B %Y}" in shown
    assert f"{now:%B %Y}" in page_of(cast.ana, "month", cast.case, query="?of=nonsense")
    nav = shown.split('class="pages"')[1].split("</nav>")[0]
    assert nav.count("<a ") == 1
    first = page_of(cast.ana, "month", cast.case, query=f"?of={now - timedelta(days=40):%Y-%m}")
    assert first.split('class="pages"')[1].split("</nav>")[0].count("<a ") == 1


def test_it_is_hers_alone(cast: Cast) -> None:
    assert browser_of(cast.ben).get(reverse("month", args=[cast.case])).status_code == 404
