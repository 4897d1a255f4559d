"""A loan as pages show it: the question, and each moment without names or days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import assert_never
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Episode, Feedback, Note
from relating.engine.moments import moments as of_moments
from relating.engine.tellings import as_seen
from relating.exchange import unnamed
from relating.exchange.unnamed import standing_out
from relating.journal.lending import Lendable, Loan
from relating.web.voice.episode import MAIN, MORE, Fact, Pick, answers
from relating.web.voice.feedback import UNNAMED, steps
from relating.web.voice.questions import questions
from relating.web.voice.sides import is_clients
from relating.web.voice.words import place_words

FELT = {
    "pull": ("pull", gettext_lazy("What the counsellor was pulled to")),
    "feelings": ("feeling", gettext_lazy("What the counsellor felt")),
    "counsellor_part": ("counsellor_part", gettext_lazy("The counsellor’s part")),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What one of the two wrote: whose it is, where that needs to be said; the words, and what was
    answered."""

    whose: str
    words: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: what it is, in which hour, with whom; and what was told of it, by one or both."""

    title: str | Promise
    icon: str
    meta: tuple[str, ...]
    told: tuple[Telling, ...]


def moments(loan: Loan) -> tuple[Moment, ...]:
    """Everything that is lent, in the order in which it was chosen; what both told of one moment
    once, where the first of it was chosen."""
    lent = [each for each in loan.moments if isinstance(each, Episode)]
    every = {one.id: each.every for each in of_moments(lent) for one in each.every}
    found: dict[UUID, Moment] = {}
    for each in loan.moments:
        both = every.get(each.id, ())
        found.setdefault(both[0].id if both else each.id, moment(each, both, loan))
    return tuple(found.values())


def moment(content: Lendable, both: Sequence[Episode], loan: Loan) -> Moment:
    """One moment for a page; of something that happened, with all that is lent of it."""
    match content:
        case Episode():
            told = tuple(telling(each, loan) for each in both)
            return Moment(place(content), "room", around(both, loan), told)
        case Feedback():
            facts = tuple(Fact(label, words=words) for label, words in steps(content, UNNAMED))
            told = (Telling("", "", facts),)
            return Moment(_("Feedback by the counsellor"), "share", at_hour(content, loan), told)
        case Note():
            told = (Telling("", content.text, tuple(reactions(content, loan))),)
            return Moment(_("A note by the counsellor"), "note", at_hour(content, loan), told)
        case _:
            assert_never(content)


def telling(episode: Episode, loan: Loan) -> Telling:
    """One telling: whose it is by what they are, and the questions in words that say so too."""
    told = as_seen(episode, "counsellor")
    asked = questions(
        "supervisor",
        _("the client"),
        telling=told.author,
        other=_("the counsellor"),
        with_counsellor=told.id in loan.between,
    )
    whose = _("The client’s telling") if is_clients(told) else _("The counsellor’s telling")
    return Telling(whose, told.story, answers(told, asked, loan.vocabulary, (*MAIN, *MORE)))


def around(tellings: Sequence[Episode], loan: Loan) -> tuple[str, ...]:
    """In which hour it was and with whom, as far as either says; and that both told of it."""
    hours = next(filter(None, (hour(each.session, loan) for each in tellings)), "")
    with_them = next(filter(None, (whom(each, loan) for each in tellings)), "")
    both = _("told by both") if len({each.author for each in tellings}) > 1 else ""
    return tuple(filter(None, (hours, with_them, both)))


def place(episode: Episode) -> str:
    """Where it was; the client's childhood is only said to lie in the past."""
    return _("From the past") if episode.place == "past" else capfirst(place_words(episode.place))


def at_hour(content: Feedback | Note, loan: Loan) -> tuple[str, ...]:
    """What stands beside a moment: its hour, where it is known."""
    return tuple(filter(None, [hour(content.session, loan)]))


def hour(session: UUID | None, loan: Loan) -> str:
    """Which hour it was, by its number; never the day."""
    number = None if session is None else loan.hours.get(session)
    return _("session %(number)s") % {"number": number} if number else ""


def whom(episode: Episode, loan: Loan) -> str:
    """With whom, as what they are to the client."""
    role = loan.roles.get(episode.person or "")
    return _("with %(role)s") % {"role": role} if role else ""


def reactions(note: Note, loan: Loan) -> Iterator[Fact]:
    """The counsellor's own reactions, as data."""
    for field, (name, asked) in FELT.items():
        codes = getattr(note, field) or ()
        if codes:
            picks = tuple(Pick(loan.vocabulary.label(name, code)) for code in codes)
            yield Fact(asked, picks=picks)


def may_be_names(loan: Loan) -> tuple[str, ...]:
    """What may still be a name in anything that people wrote, each once."""
    return standing_out(*texts(loan), without=loan.without)


def has_no_capitals(loan: Loan) -> bool:
    """Whether some of it is in a script in which names do not stand out."""
    return any(map(unnamed.has_no_capitals, texts(loan)))


def texts(loan: Loan) -> tuple[str, ...]:
    """Everything in a loan that people wrote."""
    return (loan.lent.question, *written(moments(loan)))


def written(shown: Iterable[Moment]) -> Iterator[str]:
    """What people wrote in these moments."""
    for each in chain.from_iterable(one.told for one in shown):
        yield each.words
        yield from (fact.words for fact in each.facts)
