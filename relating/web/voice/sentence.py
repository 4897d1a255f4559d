"""A sentence of the pure rooms in the language of the page."""

from decimal import Decimal
from functools import lru_cache

from django.utils.dateformat import format as written
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

from relating.case.sentence import Day, Number, Said, Sentence, filled


def say(said: Said) -> str:
    """A sentence of the pure rooms, or what stands in one, in the language of the page."""
    match said:
        case Sentence():
            template = _template(said.template, said.many, said.n, said.context, get_language())
            return filled(template, said.values, say)
        case Day():
            return _day(said, get_language())
        case Number():
            return _number(said)
        case _:
            return str(said)


@lru_cache(maxsize=4096)
def _template(one: str, many: str, n: int, context: str, language: str | None) -> str:
    """A template in a language, looked up once: a picture says the same of hundreds of marks."""
    if many:
        return npgettext(context, one, many, n) if context else ngettext(one, many, n)
    return pgettext(context, one) if context else gettext(one)


@lru_cache(maxsize=1024)
def _day(said: Day, language: str | None) -> str:
    """A day as its language writes it, worked out once: a picture has hundreds."""
    match said.shown:
        case "day":
            return written(said.on, pgettext("date with year", "j F Y"))
        case "month and year":
            return written(said.on, pgettext("month with year", "F Y"))
        case "month":
            return written(said.on, "F")
        case "short month":
            return written(said.on, "M")


def _number(said: Number) -> str:
    sign = "+" if said.signed and said.value >= 0 else ""
    return sign + number_format(Decimal(f"{said.value:.1f}"), 1)
