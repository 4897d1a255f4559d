"""How pages speak of each kind of entry, and where it is found. A new kind gets its row here."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case import Content, Episode, Person, Word, kind_of
from relating.journal.queries import OpenEntry
from relating.people import policies
from relating.web.voice.names import first_words, without_words
from relating.web.voice.words import opening

Text = str | Promise
AN_ENTRY, ENTRIES, NAMELESS = _("an entry"), _("entries"), _("An entry")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry. `one` and `many` stand in sentences, `title` stands alone.

    `opening` is the field that holds its first words. `page` is the address of an entry of this
    kind, if each has its own; `list` is the address where it stands among others.
    """

    one: Text = AN_ENTRY
    many: Text = ENTRIES
    title: Text = NAMELESS
    opening: str = ""
    page: str = ""
    list: str = "case"

    def url(self, row: UUID, case_id: UUID) -> str:
        """The page on which an entry of this kind is at home."""
        return reverse(self.page, args=[row]) if self.page else self.among(case_id)

    def among(self, case_id: UUID) -> str:
        """The page on which it stands among others."""
        return reverse(self.list, args=[case_id])


KINDS: dict[str, Kind] = {
    "frame": Kind(
        one=_("what you two agreed"),
        many=_("what you two agreed"),
        title=_("What you two agreed"),
        list="beginning",
    ),
    "person": Kind(
        one=_("a person"),
        many=_("people"),
        title=_("A person"),
        opening="alias",
        page="person",
        list="people",
    ),
    "word": Kind(_("a word"), _("words"), _("A word"), "label", list="words-home"),
    "episode": Kind(
        one=_("something that happened"),
        many=_("things that happened"),
        title=_("What happened"),
        opening="story",
        page="episode",
        list="diary",
    ),
    "session": Kind(
        one=_("a session"),
        many=_("sessions"),
        title=_("A session"),
        opening="summary",
        page="session",
        list="sessions",
    ),
    "safety": Kind(
        one=_("the safety plan"),
        many=_("the safety plan"),
        title=_("The safety plan"),
        list="safety",
    ),
    "mark": Kind(one=_("a mark"), many=_("marks")),
    "feedback": Kind(
        one=_("feedback"),
        many=_("feedback"),
        title=_("Feedback"),
        opening="saw",
        page="feedback-one",
        list="feedback",
    ),
    "answer": Kind(_("an answer"), _("answers"), _("An answer"), "words", list="feedback"),
    "pulse": Kind(_("a pulse"), _("pulses"), _("A pulse"), list="alliance"),
    "dip": Kind(
        one=_("a word on a dip"),
        many=_("words on a dip"),
        title=_("What was said about a dip"),
        opening="said",
        list="alliance",
    ),
    "pattern": Kind(
        one=_("a pattern"),
        many=_("patterns"),
        title=_("A pattern"),
        opening="statement",
        page="pattern-entry",
        list="patterns",
    ),
    "plan": Kind(_("a plan"), _("plans"), _("A plan"), "say", "plan", "plans"),
    "attempt": Kind(
        one=_("a try"),
        many=_("tries"),
        title=_("A try"),
        opening="learned",
        page="attempt",
        list="plans",
    ),
    "way": Kind(
        one=_("a way"),
        many=_("ways"),
        title=_("A way"),
        opening="words",
        page="way",
        list="ways",
    ),
    "option": Kind(
        one=_("something to do instead"),
        many=_("things to do instead"),
        title=_("What could be done instead"),
        opening="words",
        page="option",
        list="ways",
    ),
    "beside": Kind(
        one=_("a word beside a way"),
        many=_("words beside a way"),
        title=_("What was said beside a way"),
        opening="my_part",
        list="ways",
    ),
    "kept_change": Kind(
        one=_("a sentence about what has changed"),
        many=_("sentences about what has changed"),
        title=_("A sentence about what has changed"),
        opening="words",
        list="changed",
    ),
    "work_with_me": Kind(
        one=_("how to work with me"),
        many=_("how to work with me"),
        title=_("How to work with me"),
        list="with-me",
    ),
    "goal": Kind(_("a goal"), _("goals"), _("A goal"), "words", "goal", "goals"),
    "review": Kind(
        one=_("a word at a review"),
        many=_("words at reviews"),
        title=_("A word at a review"),
        opening="words",
        list="goals",
    ),
    "agenda": Kind(
        one=_("something to bring"),
        many=_("things to bring"),
        title=_("Something to bring"),
        opening="words",
        list="agenda",
    ),
    "card": Kind(
        one=_("a card"),
        many=_("cards"),
        title=_("A card"),
        opening="reply",
        page="card",
        list="plans",
    ),
    "new_between": Kind(
        one=_("something new between the two of you"),
        many=_("something new between the two of you"),
        title=_("Something new between the two of you"),
        opening="came",
        list="alliance",
    ),
    "aside": Kind(list="prepare"),
    "note": Kind(_("a note"), _("notes"), _("A note"), "text", "note-edit", "notes"),
    "recognition": Kind(
        one=_("an answer to a telling"),
        many=_("answers to a telling"),
        title=_("An answer to a telling"),
        opening="words",
        list="diary",
    ),
    "tie": Kind(
        one=_("how it is with somebody"),
        many=_("how it is with people"),
        title=_("How it is with somebody"),
        opening="wish",
        list="people",
    ),
    "preferences": Kind(one=_("a wish for your hours"), many=_("wishes for your hours")),
    "agreement": Kind(
        one=_("a word on the beginning"),
        many=_("words on the beginning"),
        title=_("What was said to the beginning"),
        list="beginning",
    ),
    "ending": Kind(
        one=_("a word about the ending"),
        many=_("words about the ending"),
        title=_("A word about the ending"),
        opening="words",
        list="ending",
    ),
    "book": Kind(_("the book"), _("the book"), _("The book"), "title", list="ending"),
    "book_part": Kind(
        one=_("something for the book"),
        many=_("things for the book"),
        title=_("Something for the book"),
        opening="words",
        list="ending",
    ),
    "consent": Kind(
        one=_("what may go to supervision"),
        many=_("what may go to supervision"),
        title=_("What may go to supervision"),
        opening="words",
        list="case-supervision",
    ),
    "supervision": Kind(
        one=_("a question"),
        many=_("questions"),
        title=_("A question to a supervisor"),
        opening="question",
        list="case-supervision",
    ),
}


CLIENTS_NOTE = replace(KINDS["note"], page="", list="alliance")
"""A client's note to herself stands with the pulse that it was written with."""


def kind_for(found: OpenEntry) -> Kind:
    """The kind of an entry, as it is for the viewer."""
    clients = found.row.kind == "note" and not policies.keeps_notes(found.at.role)
    return CLIENTS_NOTE if clients else KINDS[found.row.kind]


def home_of(found: OpenEntry) -> str:
    """The page on which an entry is at home."""
    return kind_for(found).url(found.row.id, found.row.case_id)


def list_of(found: OpenEntry) -> str:
    """The page on which an entry was among others."""
    return kind_for(found).among(found.row.case_id)


def named(content: Content) -> tuple[Text, str]:
    """What kind of thing an entry is, and its first words."""
    kind = KINDS[kind_of(content)]
    if isinstance(content, Word):
        return kind.title, content.label or content.code
    text = str(getattr(content, kind.opening) or "") if kind.opening else ""
    if isinstance(content, Episode):
        return kind.title, first_words(content) or without_words(content)
    return kind.title, text if isinstance(content, Person) else opening(text)
