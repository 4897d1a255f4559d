"""Two versions of one episode side by side, and one made of both. Nothing typed is lost."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from django.utils.translation import gettext as _
from msgspec.structs import replace

from relating.case import Episode
from relating.journal.queries import OpenCase
from relating.web.episodes.form_to_entry import initial, plain
from relating.web.voice.episode import answer, asked_of
from relating.web.voice.names import other_name, readers, says_it_differently, whom
from relating.web.voice.times import aged, to_the_minute
from relating.web.voice.words import session_words

Keep: TypeAlias = Literal["mine", "theirs", "both"]

PARTS: Mapping[str, tuple[str, ...]] = {
    "when": ("at", "zone", "age", "place"),
    **{
        name: (name,)
        for name in (
            "session", "person", "story", "other_did", "feelings", "i_did", "other_then",
            "valence", "wish", "my_position", "other_position", "ended", "awareness",
            "authenticity", "worth_at_stake", "seen_as", "self_treatment", "impact", "expected",
            "how_met", "place_context", "joke", "unsaid", "rather", "something_new",
            "protects_from", "cost", "confidence_before", "confidence_after",
            "landed", "swapped", "alone",
            "rupture_marks", "counsellor_part", "repair_moves",
            "visibility",
        )
    },
}  # fmt: skip
"""What is chosen together: the place decides which time and age an episode may have."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that the two versions give differently; `keep` is what is proposed."""

    name: str
    question: str
    mine: str
    theirs: str
    keep: Keep
    story: bool


def differences(
    mine: Episode, theirs: Episode, original: Episode | None, case: OpenCase
) -> tuple[Difference, ...]:
    """The answers that differ. Whoever changed what both had before is proposed."""
    asked = asked_of(mine, case)
    return tuple(
        Difference(
            name=name,
            question=asked[name],
            mine=spoken(name, mine, case),
            theirs=spoken(name, theirs, case),
            keep=proposed(name, mine, theirs, original),
            story=name == "story",
        )
        for name in PARTS
        if not alike(name, mine, theirs)
    )


def said_meanwhile(original: Episode | None, now: Episode, case: OpenCase) -> list[str]:
    """What was said of this beside the other's telling while it was open here. It stays, whatever
    is chosen: that is said on a page of its own."""
    if original is None:
        return []
    return [*of_which_moment(original, now, case), *whether_alike(original, now, case)]


def of_which_moment(original: Episode, now: Episode, case: OpenCase) -> Iterator[str]:
    """That the two tellings were joined, or parted."""
    given = {"name": other_name(case)}
    if now.apart_from and now.apart_from != original.apart_from:
        yield _("It is of another moment than what %(name)s told.") % given
    elif now.telling_of and now.telling_of != original.telling_of:
        yield _("It is of one moment with what %(name)s told.") % given
    elif original.telling_of and not now.telling_of:
        yield _("It stands by itself, not as one moment with what %(name)s told.") % given


def whether_alike(original: Episode, now: Episode, case: OpenCase) -> Iterator[str]:
    """That the two saw it differently, or that this is not said any more."""
    if now.saw_differently and not original.saw_differently:
        yield says_it_differently(now, case)
    elif original.saw_differently and not now.saw_differently:
        yield _("You do not say any more that you two saw it differently.")


def alike(name: str, one: Episode, other: Episode) -> bool:
    """Whether two versions give the same answer."""
    return all(getattr(one, field) == getattr(other, field) for field in PARTS[name])


def proposed(name: str, mine: Episode, theirs: Episode, original: Episode | None) -> Keep:
    """What to keep unless something else is chosen."""
    if original and alike(name, mine, original):
        return "theirs"
    if original and alike(name, theirs, original):
        return "mine"
    return "both" if name == "story" and mine.story and theirs.story else "mine"


def merged(mine: Episode, theirs: Episode, chosen: Mapping[str, str]) -> Episode:
    """One version of both; what was not chosen stays mine, and a story may be both.

    What came first is known as soon as either says so.
    """
    made = replace(theirs, order=mine.order and theirs.order)
    for name, fields in PARTS.items():
        keep = chosen.get(f"keep_{name}", "mine")
        if keep == "both":
            made = replace(made, story=f"{theirs.story}\n\n{mine.story}")
        elif keep != "theirs":
            made = replace(made, **{field: getattr(mine, field) for field in fields})
    return made


def carried(mine: Episode, case: OpenCase) -> list[tuple[str, str]]:
    """My version as hidden fields, so that it travels with the choice."""
    pairs: list[tuple[str, str]] = []
    for name, value in initial(mine, case.vocabulary).items():
        several = value if isinstance(value, list) else [value]
        pairs.extend((name, plain(each)) for each in several)
    return pairs


# In words --------------------------------------------------------------------------------------


def spoken(name: str, episode: Episode, case: OpenCase) -> str:
    """An answer in words; that there is none is said in words too."""
    if name in SPOKEN:
        return SPOKEN[name](episode, case) or _("nothing said")
    fact = answer(episode, name, case.vocabulary)
    return fact.text if fact else _("nothing said")


def when(episode: Episode, case: OpenCase) -> str:
    """Where it belongs, how old the client was, and when it was."""
    place = case.vocabulary.label("place", episode.place)
    age = "" if episode.age is None else aged(episode.age, case.role or "")
    return ", ".join(
        filter(None, (place, age, to_the_minute(episode.at, episode.zone) if episode.at else ""))
    )


def session(episode: Episode, case: OpenCase) -> str:
    """Which session it belongs to."""
    found = (each for each in case.sessions if each.id == episode.session)
    return next((session_words(each, case) for each in found), "")


SPOKEN: Mapping[str, Callable[[Episode, OpenCase], str]] = {
    "when": when,
    "session": session,
    "person": whom,
    "story": lambda episode, case: episode.story,
    "visibility": lambda episode, case: str(readers(episode, case)),
}
