"""A date among the words of a search: the way to it in the diary."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from relating.engine.order import day, newest_first
from relating.journal.queries import OpenCase
from relating.web.diary.page import A_PAGE, anchor

WRITTEN = (
    *("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d/%m/%y", "%d.%m.%y"),
    *("%d %B %Y", "%d %b %Y", "%d. %B %Y", "%B %d %Y", "%B %d, %Y", "%b %d %Y", "%b %d, %Y"),
)
WITHOUT_YEAR = ("%d %B", "%d %b", "%B %d", "%d. %B")
MONTHS = ("%B %Y", "%b %Y", "%m/%Y", "%Y-%m")


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the day that is nearest to a date."""

    url: str
    text: str


def jump(words: str, case: OpenCase) -> Jump | None:
    """The way to the date that the words name, or to the day nearest to it; None where they name
    none, or nothing has happened yet."""
    zone = timezone.get_current_timezone()
    wanted = date_in(words, timezone.localdate())
    dated = [day(each, zone) for each in newest_first(case.episodes)]
    if wanted is None or not dated:
        return None
    nearest = min(dated, key=lambda each: abs(each - wanted))
    page = dated.index(nearest) // A_PAGE + 1
    url = f"{reverse('diary', args=[case.case_id])}?page={page}#{anchor(nearest)}"
    return Jump(url, said(wanted, nearest))


def said(wanted: date, nearest: date) -> str:
    """Where the link leads."""
    there = date_format(nearest, "j F Y")
    if nearest == wanted:
        return _("Go to %(day)s in the diary") % {"day": there}
    return _("Nothing on %(wanted)s: go to the nearest day, %(day)s") % {
        "wanted": date_format(wanted, "j F Y"),
        "day": there,
    }


def date_in(words: str, today: date) -> date | None:
    """The date that a few words are, whole; a month is its first day, a day without a year the last
    one of that name.

    >>> date_in("12 March", date(2026, 3, 3)), date_in("March 2026", date(2026, 5, 1))
    (datetime.date(2025, 3, 12), datetime.date(2026, 3, 1))
    """
    text = " ".join(words.split())
    whole = as_written(text, (*WRITTEN, *MONTHS))
    if whole is not None:
        return whole
    bare = as_written(f"{text} 2024", tuple(f"{each} %Y" for each in WITHOUT_YEAR))
    if bare is None:
        return None
    years = (today.year, *(today.year - past for past in range(1, 5)))
    dates = (in_year(bare, year) for year in years)
    return next((each for each in dates if each is not None and each <= today), None)


def as_written(text: str, ways: tuple[str, ...]) -> date | None:
    """A date in one of these ways of writing it."""
    try:
        found = forms.DateField(input_formats=ways).clean(text)
    except ValidationError:
        return None
    return found if isinstance(found, date) else None


def in_year(found: date, year: int) -> date | None:
    """The same day in another year; None where it has none."""
    try:
        return found.replace(year=year)
    except ValueError:
        return None
