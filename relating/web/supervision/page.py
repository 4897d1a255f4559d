"""A loan as pages show it: the question, and each moment without names or days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Episode, Feedback, Note
from relating.engine.tellings import as_seen
from relating.exchange import unnamed
from relating.exchange.unnamed import standing_out
from relating.journal.lending import Lendable, Loan
from relating.web.voice.episode import MAIN, MORE, Fact, Pick, answers
from relating.web.voice.feedback import UNNAMED, steps
from relating.web.voice.questions import questions
from relating.web.voice.words import place_words

FELT = {
    "pull": ("pull", gettext_lazy("What the counsellor was pulled to")),
    "feelings": ("feeling", gettext_lazy("What the counsellor felt")),
    "counsellor_part": ("counsellor_part", gettext_lazy("The counsellor’s part")),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment: what it is, in which hour, with whom; its words, and what was answered of it."""

    title: str | Promise
    icon: str
    meta: tuple[str, ...]
    words: str
    facts: tuple[Fact, ...]


def moments(loan: Loan) -> tuple[Moment, ...]:
    """Everything that is lent, in the order in which it was chosen."""
    return tuple(moment(each, loan) for each in loan.moments)


def moment(content: Lendable, loan: Loan) -> Moment:
    """One moment for a page."""
    match content:
        case Episode():
            content = as_seen(content, "counsellor")
            asked = questions("counsellor", _("the client"), telling=content.author)
            facts = answers(content, asked, loan.vocabulary, (*MAIN, *MORE))
            meta = (hour(content.session, loan), whom(content, loan))
            return Moment(place(content), "room", tuple(filter(None, meta)), content.story, facts)
        case Feedback():
            facts = tuple(Fact(label, words=words) for label, words in steps(content, UNNAMED))
            return Moment(_("Feedback"), "share", at_hour(content, loan), "", facts)
        case Note():
            facts = tuple(reactions(content, loan))
            return Moment(_("A note"), "note", at_hour(content, loan), content.text, facts)
        case _:
            assert_never(content)


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
    for each in shown:
        yield each.words
        yield from (fact.words for fact in each.facts)
