"""The safety plan: six steps in the client's own words, one tap away from everywhere."""

from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta

from relating.case.entry import Entry, Value
from relating.case.fields import FEW, LONGEST_LABEL, Words

LONGEST_NUMBER = 40


Name: TypeAlias = Annotated[str, Meta(max_length=LONGEST_LABEL)]
Number: TypeAlias = Annotated[str, Meta(max_length=LONGEST_NUMBER, pattern=r"\d")]


class Contact(Value, frozen=True, kw_only=True):
    """Somebody to call: who, and the number as it is written, which is what is dialled."""

    name: Name = ""
    number: Number


class Safety(Entry, frozen=True, kw_only=True, tag="safety"):
    """What helps when it gets dangerous, in the order in which to try it."""

    recorded_by: ClassVar = ("client",)
    joint: ClassVar = True
    after_ending: ClassVar = True

    warning_signs: Words = ""
    on_my_own: Words = ""
    people_and_places: Words = ""
    people_to_ask: Words = ""
    people_to_call: Annotated[tuple[Contact, ...], FEW] = ()
    professionals: Words = ""
    professionals_to_call: Annotated[tuple[Contact, ...], FEW] = ()
    making_safe: Words = ""
