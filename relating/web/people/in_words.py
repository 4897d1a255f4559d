"""What is said of a person, as label and text."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relating.case import Person, Support, Tie
from relating.journal.queries import OpenCase
from relating.web.voice.names import readers
from relating.web.voice.times import full_day

Text = str | Promise
OF_BACK_THEN = "attachment_figure"
PERSONS: dict[str, Text] = {
    OF_BACK_THEN: gettext_lazy("Was there in childhood"),
    "lives_with_me": gettext_lazy("In the same home"),
    "depends_on_me": gettext_lazy("Depends on the other"),
}
"""That somebody is not safe stands on the form alone, where only its writer reads it."""


def in_words(person: Person, case: OpenCase) -> dict[Text, str]:
    """What is said of a person."""
    vocabulary = case.vocabulary
    said: dict[Text, str] = {
        _("Called"): person.alias,
        _("Role"): vocabulary.label("role", person.role) if person.role else "",
        _("Say"): vocabulary.label("standing", person.standing) if person.standing else "",
        _("No longer there"): vocabulary.label("gone", person.gone) if person.gone else "",
    }
    for name, text in PERSONS.items():
        if name != OF_BACK_THEN or case.back_then:
            said[text] = _("yes") if getattr(person, name) else ""
    same = case.people.everybody.get(person.same_as or "")
    said[_("The same person as")] = same.alias if same else ""
    return said | {_("Who may read it"): str(readers(person, case))}


def tie_in_words(tie: Tie, case: OpenCase) -> dict[Text, str]:
    """What changed with somebody, and from which day on; where they stand around the middle is
    seen on the map alone."""
    label = case.vocabulary.label
    known = case.people.get(tie.person or "")
    return {
        _("With"): known.alias if known else "",
        _("From when on"): full_day(tie.on),
        _("How near"): label("ring", tie.ring) if tie.ring else "",
        _("There for the client"): support_in_words(tie.to_me, case),
        _("There for the other"): support_in_words(tie.from_me, case),
        _("What is wanted"): label("wanted", tie.wanted) if tie.wanted else "",
        _("In words"): tie.wish or "",
        _("How they were chosen"): tie.chosen or "",
        _("Who may read it"): str(readers(tie, case)),
    }


def support_in_words(support: Support | None, case: OpenCase) -> str:
    """For what somebody is there: the kinds, and her own words."""
    if support is None:
        return ""
    kinds = (case.vocabulary.label("support", code) for code in support.kinds)
    return " · ".join([*kinds, *filter(None, [support.words])])
