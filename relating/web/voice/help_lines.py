"""Whom to call in a bad hour: the lines of the practice, or else those of its country."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.installation import OwnLine
from relating.web.voice.telephones import Part, as_written, dialled, in_own_words

DATA = Path(__file__).with_name("help_lines.json")
Line = tuple[Part, ...]

COUNTRIES: dict[str, Promise] = {
    "AU": gettext_lazy("Australia"),
    "AT": gettext_lazy("Austria"),
    "BE": gettext_lazy("Belgium"),
    "CA": gettext_lazy("Canada"),
    "DK": gettext_lazy("Denmark"),
    "FI": gettext_lazy("Finland"),
    "FR": gettext_lazy("France"),
    "DE": gettext_lazy("Germany"),
    "IE": gettext_lazy("Ireland"),
    "IT": gettext_lazy("Italy"),
    "NL": gettext_lazy("the Netherlands"),
    "NZ": gettext_lazy("New Zealand"),
    "NO": gettext_lazy("Norway"),
    "PL": gettext_lazy("Poland"),
    "SG": gettext_lazy("Singapore"),
    "ES": gettext_lazy("Spain"),
    "SE": gettext_lazy("Sweden"),
    "CH": gettext_lazy("Switzerland"),
    "GB": gettext_lazy("the United Kingdom"),
    "US": gettext_lazy("the United States"),
}
"""Of which countries there are lines, by their codes of ISO 3166."""


class HelpLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line that listens: whose it is, its number as it is written there, and who says so."""

    name: str
    number: str
    source: str
    always: bool = False


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is called in a country: in danger, and by whoever needs somebody to talk to."""

    emergency: tuple[str, ...]
    lines: tuple[HelpLine, ...]


@cache
def by_country() -> dict[str, Country]:
    """The lines that come along, by country."""
    return msgspec.json.decode(DATA.read_bytes(), type=dict[str, Country])


def help_lines(own: tuple[OwnLine | str, ...], country: str) -> tuple[Line, ...]:
    """Each line in pieces: the practice's own where it has some, or else its country's."""
    if own:
        return tuple(of_practice(line, country) for line in own)
    found = by_country().get(country)
    if found is None:
        return ()
    return (emergency(found.emergency), *map(shipped, found.lines))


def of_practice(line: OwnLine | str, country: str) -> Line:
    """A line from the settings: its number is dialled as it is written there."""
    if isinstance(line, str):
        return in_own_words(line, country) if country else as_written(line)
    return named(line.name, line.number)


def emergency(numbers: tuple[str, ...]) -> Line:
    """The numbers for danger to life."""
    told = [part for each in numbers for part in (Part(_(" or ")), Part(each, dialled(each)))]
    return (Part(_("In danger now: ")), *told[1:])


def shipped(line: HelpLine) -> Line:
    """A line that came along."""
    told = named(line.name, line.number)
    return (*told, Part(_(", day and night"))) if line.always else told


def named(name: str, number: str) -> Line:
    """Whose line it is, and its number."""
    return (Part(_("%(name)s: ") % {"name": name}), Part(number, dialled(number)))


# As buttons ------------------------------------------------------------------------------------

BESIDE = " \u00a0,;:.\u2013-"
"""What parts a name from its number in a line."""


@dataclass(frozen=True, slots=True)
class Call:
    """A button that calls: whose number it is, if that is known, the number as it is written, and
    what is dialled. A line without a number has none."""

    name: str
    number: str = ""
    call: str = ""
    note: str = ""
    first: bool = False


def calls(own: tuple[OwnLine | str, ...], country: str) -> tuple[Call, ...]:
    """Each line as a button: the practice's own where it has some, or else its country's."""
    if own:
        return tuple(call for line in own for call in in_calls(of_practice(line, country)))
    found = by_country().get(country)
    if found is None:
        return ()
    return (in_danger(found.emergency[0]), *map(listening, found.lines))


def in_calls(line: Line) -> tuple[Call, ...]:
    """A line of the practice. Where it holds several numbers, each button says all of it, so that
    no number stands beside somebody else's name."""
    numbers = [part for part in line if part.call]
    whole = "".join(part.text for part in line)
    if len(numbers) != 1:
        return tuple(Call(whole, each.text, each.call) for each in numbers) or (Call(whole),)
    before, after = whole.split(numbers[0].text, 1)
    name, note = before.strip(BESIDE), after.strip(BESIDE)
    return (Call(name or note, numbers[0].text, numbers[0].call, note if name else ""),)


def in_danger(number: str) -> Call:
    """The first number for danger to life: it reaches all who help."""
    return Call(_("I am in danger"), number, dialled(number), _("emergency, at once"), first=True)


def listening(line: HelpLine) -> Call:
    """A line that came along."""
    note = _("day and night") if line.always else ""
    return Call(line.name, line.number, dialled(line.number), note)
