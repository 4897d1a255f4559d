"""The parts of a way: what each is called, what it asks her, and where it is kept.

Each part has an address and a form of its own; what it spared stands before what it costs.
"""

from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from relating.case import Loop, Step, ThenNow, Way
from relating.engine.loops import PLACES, Place

Text = str | Promise
Of = Literal["text", "step", "then_now", "across", "began", "times"]
Side = Literal["old", "new"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its `key` in addresses, its `label` on the page, the question that it `asks`.

    `field` is the field of the way, `of` what it holds. A place of a loop has its `place`, and the
    `lists` that a word for it may come from. `codes` is the field of the words beside a text, which
    come from the one of the `lists`.
    """

    key: str
    label: Text
    asks: Text
    field: str
    of: Of = "text"
    place: Place | None = None
    lists: tuple[str, ...] = ()
    codes: str = ""


CALLED: Final[dict[Place, Text]] = {
    "first": _("What happens first"),
    "feel": _("What I feel"),
    "i_do": _("What I do"),
    "they_do": _("What they do then"),
    "leaves": _("What it leaves"),
}
LISTS: Final[dict[Place, tuple[str, ...]]] = {
    "first": ("other_did",),
    "feel": ("feeling",),
    "i_do": ("behaviour", "new"),
    "they_do": ("other_did",),
    "leaves": ("ended",),
}
ASKS: Final[dict[Side, dict[Place, Text]]] = {
    "old": {
        "first": _("What happens first?"),
        "feel": _("What do I feel then?"),
        "i_do": _("And what do I do?"),
        "they_do": _("What do they do then?"),
        "leaves": _("What does it leave?"),
    },
    "new": {
        "first": _("What happens first, when it goes the new way?"),
        "feel": _("What do I feel, when it goes the new way?"),
        "i_do": _("What would I like to do instead?"),
        "they_do": _("And what do they do then, when it goes the new way?"),
        "leaves": _("What does the new way leave?"),
    },
}


def places(side: Side) -> tuple[Part, ...]:
    """The places of one loop, as parts."""
    asked = ((place, ASKS[side][place]) for place in PLACES)
    return tuple(
        Part(f"{side}-{place.replace('_', '-')}", CALLED[place], asks, side, "step", place,
             LISTS[place])
        for place, asks in asked
    )  # fmt: skip


OLD, NEW = places("old"), places("new")
SPARED = Part(
    key="spared",
    label=_("What it spared me"),
    asks=_("What did it spare me?"),
    field="spared",
    of="then_now",
    lists=("protects_from",),
    codes="spared_codes",
)
GAVE = Part("gave", _("What it gave me"), _("What does it give me?"), "gave", "then_now")
COSTS = (
    Part(
        key="costs-me",
        label=_("What it costs me"),
        asks=_("What does it cost me?"),
        field="costs_me",
        of="then_now",
        lists=("cost",),
        codes="cost_codes",
    ),
    Part(
        key="costs-others",
        label=_("What it costs others"),
        asks=_("What does it cost others?"),
        field="costs_others",
        of="then_now",
    ),
)
WORDS = Part("words", _("My sentence"), _("How would I say it, in one sentence?"), "words")
WITH_COUNSELLOR = Part(
    key="with-counsellor",
    label=_("How it is between us two"),
    asks=_("Where does it happen between us two? What do I do?"),
    field="with_counsellor",
    of="step",
    lists=("behaviour", "new"),
)
CARE = (
    Part("worth", _("What my worth hangs on"), _("What does my worth hang on?"), "worth"),
    Part(
        key="care",
        label=_("What I do for myself that is kind"),
        asks=_("What do I do for myself that is kind?"),
        field="care",
    ),
    Part(
        key="after-care",
        label=_("And afterwards"),
        asks=_("How is it for me afterwards: fine, selfish, guilty?"),
        field="after_care",
    ),
)
MORE = (
    Part("my-part", _("My part in it"), _("What is my part in it?"), "my_part"),
    Part("their-part", _("Their part in it"), _("What is their part in it?"), "their_part"),
    Part(
        "situation", _("What lies in the situation"), _("What lies in the situation?"), "situation"
    ),
    Part("across", _("How I may come across"), _("How may I come across?"), "across", "across"),
)
BEGAN = Part(
    key="began", label=_("Where it began"), asks=_("Where did it begin?"), field="began", of="began"
)
TIMES = Part(
    "times", _("Its times"), _("Which times belong to it?"), "times", "times"
)  # fmt: skip
EVERY: Final[dict[str, Part]] = {
    each.key: each
    for each in (
        WORDS,
        SPARED,
        *OLD,
        *NEW,
        GAVE,
        *COSTS,
        WITH_COUNSELLOR,
        *CARE,
        *MORE,
        BEGAN,
        TIMES,
    )
}
IN_TURN = (SPARED, *OLD, GAVE, *COSTS, NEW[2], NEW[1], *NEW[3:])
"""In which order the empty ones are asked, one at a time: what it spared comes first."""


def held(way: Way, part: Part) -> object:
    """What a part of a way holds."""
    kept = getattr(way, part.field)
    return kept if part.place is None else getattr(kept or Loop(), part.place)


def filled(way: Way, part: Part, value: object) -> Way:
    """The way with something in one of its parts."""
    if part.place is None:
        return replace(way, **{part.field: value})
    loop = replace(getattr(way, part.field) or Loop(), **{part.place: value})
    return replace(way, **{part.field: loop if loop != Loop() else None})


def is_empty(way: Way, part: Part) -> bool:
    """Whether nothing is said yet at a part."""
    if part.codes and getattr(way, part.codes):
        return False
    value = held(way, part)
    if isinstance(value, Step):
        return not value.words and value.code is None
    return not (value.now if isinstance(value, ThenNow) else value)


def first_empty(way: Way) -> Part | None:
    """The first part that is asked and empty."""
    return next((each for each in IN_TURN if is_empty(way, each)), None)
