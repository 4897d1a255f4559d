"""Whose clock a page goes by where the device shows another time; all clocks, to choose one."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case.clock import city, clock, names
from relating.web.page import visit
from relating.web.voice.times import by_clock

REGIONS: Mapping[str, Promise] = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("America"),
    "Antarctica": gettext_lazy("Antarctica"),
    "Arctic": gettext_lazy("Arctic"),
    "Asia": gettext_lazy("Asia"),
    "Atlantic": gettext_lazy("Atlantic"),
    "Australia": gettext_lazy("Australia"),
    "Europe": gettext_lazy("Europe"),
    "Indian": gettext_lazy("Indian Ocean"),
    "Pacific": gettext_lazy("Pacific"),
    "UTC": gettext_lazy("No place"),
}
AN_HOUR = timedelta(hours=1)


def practices_clock(request: HttpRequest) -> dict[str, object]:
    """For every template: the place of the practice's clock, where a device shows another time."""
    return {"practices_clock": SimpleLazyObject(lambda: place(request))}


def place(request: HttpRequest) -> str:
    """The place of the practice's clock; empty where the device shows the same time."""
    now, zone = timezone.now(), visit.zone(request)
    if not zone or by_clock(now, zone).utcoffset() == by_clock(now, None).utcoffset():
        return ""
    return city(timezone.get_current_timezone_name())


def by_region(now: datetime) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every clock under its part of the world, by its place, so that typing the place finds it,
    and how far it is from UTC at this moment."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in names():
        region = name.partition("/")[0]
        found[str(REGIONS.get(region, region))].append((name, clock_in_words(name, now)))
    return [(region, sorted(each, key=lambda one: one[1])) for region, each in found.items()]


def clock_in_words(name: str, now: datetime) -> str:
    """A clock by its place, where that is not enough with the land or state that it is in."""
    if "/" not in name:
        return name
    between = name.split("/")[1:-1]
    place = ", ".join((city(name), *(each.replace("_", " ") for each in between)))
    return _("%(place)s, UTC%(offset)s") % {"place": place, "offset": offset(name, now)}


def offset(name: str, now: datetime) -> str:
    """How far a clock is ahead of UTC or behind it: hours, and minutes where there are some."""
    ahead = now.astimezone(clock(name)).utcoffset() or timedelta()
    hours, rest = divmod(abs(ahead), AN_HOUR)
    minutes = f":{rest // timedelta(minutes=1):02}" if rest else ""
    return f"{'+' if ahead >= timedelta() else chr(0x2212)}{hours}{minutes}"
