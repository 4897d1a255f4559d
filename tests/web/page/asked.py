"""Every form that people are shown in two practices, for what sends something to all of them."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple, TypeAlias

from django.urls import resolve

from tests.access.forms import Form, forms
from tests.access.table import ADDRESSES, answered, places
from tests.access.world import World
from tests.cast import browser_of

DOORS = {"sign-in", "sign-out", "leave", "account_login", "passphrase"}


class Asked(NamedTuple):
    """A form of a page, and who is looking at it."""

    who: str
    form: Form


FormsOf: TypeAlias = Callable[[str], list[Asked]]


def asked(world: World, who: str) -> list[Asked]:
    """Each form that somebody is shown, once: by the page, where it goes, and what it asks."""
    browser = browser_of(world.people[who])
    found: dict[tuple[object, ...], Asked] = {}
    for place in chain.from_iterable(places(world, name) for name in ADDRESSES):
        if who not in answered(place, "GET") or place.name in DOORS:
            continue
        page = browser.get(place.address).getvalue().decode("utf-8", "replace")
        for form in forms(page, place.address):
            goes_to = str(resolve(form.action).url_name)
            if goes_to not in DOORS:
                found.setdefault((place.name, goes_to, form.names), Asked(who, form))
    return list(found.values())
