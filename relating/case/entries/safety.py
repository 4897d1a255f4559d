"""The safety plan: six steps in the client's own words, one tap away from everywhere."""

from typing import ClassVar

from relating.case.entry import Entry
from relating.case.fields import Words


class Safety(Entry, frozen=True, kw_only=True, tag="safety"):
    """What helps when it gets dangerous, in the order in which to try it."""

    recorded_by: ClassVar = ("client",)
    joint: ClassVar = True

    warning_signs: Words = ""
    on_my_own: Words = ""
    people_and_places: Words = ""
    people_to_ask: Words = ""
    professionals: Words = ""
    making_safe: Words = ""
