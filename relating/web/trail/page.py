"""The trail as sentences: who read and changed what, day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Content, kind_of
from relating.journal.lines import TrailLine
from relating.journal.queries import OpenCase
from relating.web.page.kinds import KINDS, Kind, named

Text = str | Promise
MOST = 8
ACTS: dict[str, Promise] = {
    "recorded": gettext_lazy("%(who)s wrote down %(what)s"),
    "revised": gettext_lazy("%(who)s changed %(what)s"),
    "shared": gettext_lazy("%(who)s shared %(what)s"),
    "unshared": gettext_lazy("%(who)s took back %(what)s"),
    "deleted": gettext_lazy("%(who)s deleted %(what)s"),
    "put_back": gettext_lazy("%(who)s put back %(what)s"),
    "restored": gettext_lazy("%(who)s put back an earlier version of %(what)s"),
    "erased": gettext_lazy("%(who)s erased %(what)s for good"),
    "given": gettext_lazy("%(who)s handed over the form for %(what)s, and it was answered"),
    "opened": gettext_lazy("%(who)s opened this case"),
    "exported": gettext_lazy("%(who)s took a copy along"),
    "agreed": gettext_lazy("%(who)s agreed to supervision"),
    "withdrew": gettext_lazy("%(who)s took back the yes to supervision"),
    "lent": gettext_lazy("%(who)s brought something to supervision, without names"),
    "answered": gettext_lazy("%(who)s answered in supervision"),
    "ended": gettext_lazy("%(who)s ended what was brought to supervision"),
    "handed": gettext_lazy("%(who)s handed this case over to another counsellor"),
    "lost": gettext_lazy("%(who)s went on with a copy that lacks the newest changes"),
    "imported": gettext_lazy("%(who)s read this case in from a file"),
}
ANY = Kind()
"""What an act without an entry is told of, as opening the case."""
YOU = "you"
OTHERWISE = gettext_lazy("%(who)s did something with %(what)s")


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that a sentence speaks of."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody did on one day; `links` lead to what it was, `more` of them are left out."""

    icon: str
    text: str
    links: tuple[Link, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the trail."""

    date: date
    sentences: tuple[Sentence, ...]


def days(lines: Sequence[TrailLine], case: OpenCase) -> tuple[Day, ...]:
    """The trail, newest first, one sentence for each person and kind of act on a day."""
    known = links(case)
    told = (line for line in lines if line.act != "read" or line.who != YOU)
    by_day = groupby(told, key=lambda line: timezone.localtime(line.at).date())
    found = ((day, sentences(group, case, known)) for day, group in by_day)
    return tuple(Day(day, said) for day, said in found if said)


def links(case: OpenCase) -> dict[UUID, Link]:
    """Every entry that the trail leads to, by its row, in the words it is known by."""
    found = (each for each in case.contents if KINDS[kind_of(each)].linked)
    return dict(link(each, case) for each in found)


def link(content: Content, case: OpenCase) -> tuple[UUID, Link]:
    """The row of an entry, and its page, by its first words or else by what it is."""
    row, kind = case.row_id(content), KINDS[kind_of(content)]
    title, words = named(content)
    return row, Link(kind.url(row, case.case_id), words or str(title))


def sentences(
    lines: Iterable[TrailLine], case: OpenCase, known: dict[UUID, Link]
) -> tuple[Sentence, ...]:
    """The sentences of one day: what was read first, then what was changed."""
    found: dict[tuple[str, str, str], dict[UUID, None]] = {}
    for line in lines:
        entries = (each for each in line.entries if line.act != "read" or tells(each, case))
        found.setdefault((line.who, line.act, line.kind), {}).update(dict.fromkeys(entries))
    kept = [(key, list(ids)) for key, ids in found.items() if ids or key[1] != "read"]
    kept.sort(key=lambda item: item[0][1] != "read")
    return tuple(sentence(*key, ids, known) for key, ids in kept)


def tells(entry_id: UUID, case: OpenCase) -> bool:
    """Whether reading an entry says anything: every page reads what the case is called."""
    row = case.rows.get(entry_id)
    return row is None or row.kind not in {"frame", "word"}


def sentence(
    who: str, act: str, kind: str, entries: list[UUID], known: dict[UUID, Link]
) -> Sentence:
    """One sentence about everything of one kind that somebody did on a day."""
    name = called(who)
    text = read(name, len(entries)) if act == "read" else did(name, act, kind, len(entries))
    found = [known[entry] for entry in entries if entry in known]
    rest = len(entries) - MOST
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    icon = "eye" if act == "read" else "pen"
    return Sentence(icon, text, tuple(found[:MOST]), more if found and rest > 0 else "")


def called(who: str) -> str:
    """Who it was, at the beginning of a sentence. What nobody of the case did, was done for it."""
    if who == YOU:
        return _("You")
    return who or _("Whoever runs this for the practice")


def read(name: str, count: int) -> str:
    """Reading, with how much it was."""
    text = ngettext(
        "%(who)s read %(count)s thing you shared",
        "%(who)s read %(count)s things you shared",
        count,
    )
    return text % {"who": name, "count": count}


def did(name: str, act: str, kind: str, count: int) -> str:
    """A change, with what and how much of it."""
    of = KINDS.get(kind, ANY)
    what = str(of.one)
    if count > 1 and of.one != of.many:
        what = _("%(n)s %(things)s") % {"n": count, "things": of.many}
    return str(ACTS.get(act, OTHERWISE)) % {"who": name, "what": what}
