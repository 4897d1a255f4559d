"""Whose clock a page goes by, where the device shows another time."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from relating.case.clock import city
from relating.web.page import visit
from relating.web.voice.times import by_clock


def practices_clock(request: HttpRequest) -> dict[str, object]:
    """For every template: the place of the practice's clock, where a device shows another time."""
    return {"practices_clock": SimpleLazyObject(lambda: place(request))}


def place(request: HttpRequest) -> str:
    """The place of the practice's clock; empty where the device shows the same time."""
    now, zone = timezone.now(), visit.zone(request)
    if not zone or by_clock(now, zone).utcoffset() == by_clock(now, None).utcoffset():
        return ""
    return city(timezone.get_current_timezone_name())
