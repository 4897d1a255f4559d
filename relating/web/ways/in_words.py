"""What a way, an option, and a word beside a way say, as label and text."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relating.case import Beside, Impact, Option, Step, ThenNow, Way
from relating.case.entries.way import Size, WayStatus
from relating.engine.back_then import way_of_now
from relating.journal.queries import OpenCase
from relating.web.ways.parts import BEGAN, EVERY, NEW, OLD, Part, held

Text = str | Promise
STATUSES: Mapping[WayStatus, Promise] = {
    "wondering": gettext_lazy("I wonder"),
    "fits": gettext_lazy("This fits me"),
    "working_on": gettext_lazy("I am working on it"),
    "loosening": gettext_lazy("It is loosening"),
    "resting": gettext_lazy("It rests"),
    "as_made": gettext_lazy("It’s how I’m made"),
}
SIZES: Mapping[Size, Promise] = {
    "small": gettext_lazy("small"),
    "middle": gettext_lazy("middle"),
    "brave": gettext_lazy("brave"),
    "on_purpose": gettext_lazy("on purpose"),
}
SOURCES: Mapping[str, Promise] = {
    "guessed": gettext_lazy("I guess so"),
    "asked": gettext_lazy("I asked"),
    "told": gettext_lazy("They told me"),
    "counsellor": gettext_lazy("My counsellor told me"),
}
STEPS: Mapping[str, Promise] = {
    "saw": gettext_lazy("What I saw or heard"),
    "felt": gettext_lazy("What I felt"),
    "need": gettext_lazy("What I need"),
    "ask": gettext_lazy("What I ask for"),
}
"""The four steps of saying something, as feedback has them."""


def in_words(way: Way, case: OpenCase) -> dict[Text, str]:
    """All that a way says."""
    way = way_of_now(way, on=case.back_then)
    said: dict[Text, str] = {_("How it stands"): str(STATUSES[way.status])}
    for part in EVERY.values():
        if part is not BEGAN or case.back_then:
            said[labelled(part)] = part_in_words(way, part, case)
    return said


def labelled(part: Part) -> str:
    """What a part is called where both loops stand in one list."""
    if part in OLD:
        return _("%(place)s, as it went") % {"place": part.label}
    if part in NEW:
        return _("%(place)s, as it is becoming") % {"place": part.label}
    return str(part.label)


def part_in_words(way: Way, part: Part, case: OpenCase) -> str:
    """What a part says: its words, then those chosen, then how many times were put to it, of those
    that whoever looks can read."""
    value = held(way, part)
    parts: tuple[str, ...]
    match value:
        case Step():
            parts = (said_at(value, part, case), put(value.times, case))
        case ThenNow():
            parts = (value.now, value.then, chosen(way, part, case))
        case Impact():
            parts = (value.text, str(SOURCES[value.source]) if value.text else "")
        case tuple():
            parts = (way.began_words if part is BEGAN else "", put(value, case))
        case _:
            parts = (str(value or ""), chosen(way, part, case))
    return " · ".join(each for each in parts if each)


def said_at(step: Step, part: Part, case: OpenCase) -> str:
    """What stands at a place: her words, or else the word that she chose."""
    if step.words or step.code is None:
        return step.words
    return case.vocabulary.label(part.lists[0], step.code)


def chosen(way: Way, part: Part, case: OpenCase) -> str:
    """The words of a list that stand beside a text."""
    codes = getattr(way, part.codes) if part.codes else ()
    return ", ".join(case.vocabulary.label(part.lists[0], code) for code in codes)


def put(times: tuple[object, ...], case: OpenCase) -> str:
    """How many times were put there."""
    n = sum(each in case.rows for each in times)
    return ngettext("%(n)s time", "%(n)s times", n) % {"n": n} if n else ""


def option_in_words(option: Option) -> dict[Text, str]:
    """All that an option says."""
    steps: dict[Text, str] = {label: getattr(option, name) for name, label in STEPS.items()}
    return {_("In words"): option.words, _("How large a step"): str(SIZES[option.size])} | steps


def beside_in_words(said: Beside) -> dict[Text, str]:
    """What the counsellor says beside a way."""
    retired = _("yes") if said.retired else _("no")
    return {_("My part in it"): said.my_part, _("Retired"): retired}
