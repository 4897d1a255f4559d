"""How pages speak of each kind of entry, and where it is found. A new kind gets its row here."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relating.case import Content, Person, Word, kind_of
from relating.journal.queries import OpenEntry
from relating.people import policies
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


KINDS: dict[str, Kind] = {
    "frame": Kind(one=_("what you two agreed"), many=_("what you two agreed")),
    "person": Kind(_("a person"), _("people"), _("A person"), "alias", "person", "people"),
    "word": Kind(_("a word"), _("words"), _("A word"), "label"),
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
    "agenda": Kind(
        one=_("something to bring"),
        many=_("things to bring"),
        title=_("Something to bring"),
        opening="words",
        list="agenda",
    ),
    "aside": Kind(list="prepare"),
    "note": Kind(_("a note"), _("notes"), _("A note"), "text", list="notes"),
    "preferences": Kind(one=_("a wish for your hours"), many=_("wishes for your hours")),
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


def home_of(found: OpenEntry) -> str:
    """The page on which an entry is at home."""
    own = KINDS[found.row.kind].page
    if found.row.kind == "note" and policies.keeps_notes(found.at.role):
        own = "note-edit"
    return reverse(own, args=[found.row.id]) if own else list_of(found)


def list_of(found: OpenEntry) -> str:
    """The page on which an entry was among others; a client's note stands with the pulse."""
    name = KINDS[found.row.kind].list
    if found.row.kind == "note" and not policies.keeps_notes(found.at.role):
        name = "alliance"
    return reverse(name, args=[found.row.case_id])


def named(content: Content) -> tuple[Text, str]:
    """What kind of thing an entry is, and its first words."""
    kind = KINDS[kind_of(content)]
    if isinstance(content, Word):
        return kind.title, content.label or content.code
    text = str(getattr(content, kind.opening)) if kind.opening else ""
    if kind.page == "episode":
        return kind.title, opening(text) or str(_("No words yet"))
    return kind.title, text if isinstance(content, Person) else opening(text)
