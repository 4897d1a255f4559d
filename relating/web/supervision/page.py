"""A loan as pages show it: the question, and each moment without names or days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Content, Episode, Feedback, Note
from relating.exchange.unnamed import standing_out
from relating.journal.lending import Loan
from relating.web.feedback.forms import STEPS
from relating.web.voice.episode import MAIN, MORE, Fact, Pick, answers
from relating.web.voice.questions import questions

PLACES = {
    "room": gettext_lazy("In the room"),
    "life": gettext_lazy("In life"),
    "past": gettext_lazy("From the past"),
    "practice": gettext_lazy("Practised"),
}
SAID = {
    "saw": gettext_lazy("What the counsellor saw or heard"),
    "response": gettext_lazy("What it did to the counsellor"),
    "need": gettext_lazy("What the counsellor would have wished for"),
    "outside": gettext_lazy("A tentative link to outside"),
    "invitation": gettext_lazy("An invitation"),
}
FELT = {
    "pull": ("pull", gettext_lazy("What the counsellor was pulled to")),
    "feelings": ("feeling", gettext_lazy("What the counsellor felt")),
    "counsellor_part": ("counsellor_part", gettext_lazy("The counsellor's part")),
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
    return tuple(found for each in loan.moments if (found := moment(each, loan)))


def moment(content: Content, loan: Loan) -> Moment | None:
    """One of them; nothing for what cannot be shown."""
    match content:
        case Episode():
            asked = questions("counsellor", _("the client"))
            facts = answers(content, asked, loan.vocabulary, (*MAIN, *MORE))
            meta = (hour(content.session, loan), whom(content, loan))
            title = PLACES[content.place]
            return Moment(title, "room", tuple(filter(None, meta)), content.story, facts)
        case Feedback():
            said = ((SAID[name], getattr(content, name)) for name in STEPS)
            facts = tuple(Fact(label, words=words) for label, words in said if words)
            return Moment(_("Feedback"), "share", at_hour(content, loan), "", facts)
        case Note():
            facts = tuple(reactions(content, loan))
            return Moment(_("A note"), "note", at_hour(content, loan), content.text, facts)
    return None


def at_hour(content: Feedback | Note, loan: Loan) -> tuple[str, ...]:
    """The hour, where it is known."""
    return tuple(filter(None, [hour(content.session, loan)]))


def hour(session: object, loan: Loan) -> str:
    """Which hour it was, by its number; never the day."""
    number = next((number for each, number in loan.hours.items() if each == session), None)
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
    """What still stands with a capital letter in anything that people wrote, each once."""
    texts = (loan.lent.question, *written(moments(loan)))
    return tuple(dict.fromkeys(word for text in texts for word in standing_out(text)))


def written(shown: Iterable[Moment]) -> Iterator[str]:
    """What people wrote in these moments."""
    for each in shown:
        yield each.words
        yield from (fact.words for fact in each.facts)
