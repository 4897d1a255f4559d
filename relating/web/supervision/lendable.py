"""What can be brought to a supervisor: the newest of each kind, older ones by their words."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from relating.case import Episode, Feedback, Note
from relating.exchange.folding import plain
from relating.exchange.unnamed import written
from relating.journal.lending import Lendable
from relating.journal.queries import OpenCase
from relating.web.page.kinds import named
from relating.web.voice.names import whose_telling
from relating.web.voice.words import place_words, session_words

LATEST = 12
"""Of each kind so many are offered, the newest."""
FOUND = 30
"""And so many of the older ones that are looked for."""
Groups = dict[str, list[Lendable]]


def lendable(case: OpenCase) -> Groups:
    """All that can be brought, kind by kind, the newest first."""
    shared = [each for each in case.tellings if each.visibility == "shared"]
    found: dict[str, Iterable[Lendable]] = {
        capfirst(place_words("room")): [each for each in shared if each.place == "room"],
        _("Feedback"): newest(case.all(Feedback)),
        _("Your own notes"): newest(case.all(Note)),
        _("Elsewhere"): [each for each in shared if each.place != "room"],
    }
    return {title: [*each] for title, each in found.items()}


def newest(found: Iterable[Feedback] | Iterable[Note]) -> list[Feedback | Note]:
    """Feedback or notes, newest first."""
    return sorted(found, key=lambda each: (each.recorded_at, each.id), reverse=True)


def offered(
    groups: Groups, case: OpenCase, wanted: str, chosen: Collection[str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """What of it stands on the page: the newest, what is chosen, and the older ones that fit the
    words that are wanted."""
    for title, found in groups.items():
        older = found[LATEST:]
        fit = [each for each in older if fits(each, wanted, case)][:FOUND]
        kept = [each for each in older if str(each.id) in chosen and each not in fit]
        shown = [(str(each.id), line(each, case)) for each in (*found[:LATEST], *fit, *kept)]
        if shown:
            yield title, shown


def fits(entry: Lendable, wanted: str, case: OpenCase) -> bool:
    """Whether all of these words stand in what was written, or in what the list says of it."""
    words = plain(wanted).split()
    texts = (str(getattr(entry, name)) for name in written(type(entry)))
    text = plain("\n".join((*texts, line(entry, case))))
    return bool(words) and all(each in text for each in words)


def line(entry: Lendable, case: OpenCase) -> str:
    """A moment in the list: its first words, its hour, and whose telling it is."""
    first = named(entry)[1] or _("No words yet")
    hours = (session_words(each, case) for each in case.sessions if each.id == entry.session)
    whose = whose_telling(entry, case) if isinstance(entry, Episode) else ""
    return " · ".join(part for part in (first, next(hours, ""), whose) if part)
