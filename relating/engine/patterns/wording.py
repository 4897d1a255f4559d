"""Every sentence about a pattern. English, in one place: the pure rooms do not know gettext.

Always counts and never a p; a behaviour and never a trait; what was seen and never "always".
"""

from collections.abc import Iterable, Mapping

from relating.case.entries.pattern import Cue
from relating.case.entries.person import Person
from relating.case.fields import Place, Standing
from relating.case.words.vocabulary import Vocabulary
from relating.engine.patterns.lift import Lift
from relating.engine.patterns.results import InPlace, Seen, WithPerson
from relating.engine.patterns.rules import Rules

STANDINGS: dict[Standing, str] = {
    "above": "with somebody who has more say",
    "equal": "with somebody you are level with",
    "below": "with somebody over whom you have more say",
}
ONE = 0.75
"""From here on an expected number is rounded; below, it is fewer than one."""
PLACES: dict[Place, str] = {
    "room": "in the room",
    "life": "in life",
    "past": "back then",
    "practice": "when practising",
}


def sentence(
    cue: Cue,
    behaviour: str,
    counts: Lift,
    people: Iterable[WithPerson],
    places: Iterable[InPlace],
    *,
    known: Mapping[str, Person],
    vocabulary: Vocabulary,
) -> str:
    """The pattern in words, with its counts, and with whom and where it was seen."""
    did = vocabulary.label("behaviour", behaviour)
    first = (
        f"In {counts.k} of the {counts.n} times with {cue_words(cue, vocabulary)}, "
        f"what you did was “{did}”; {rounded(counts.expected)} would be expected from how "
        "you are with the same people otherwise."
    )
    return " ".join([first, *_with(people, known), *_where(places)])


def cue_words(cue: Cue, vocabulary: Vocabulary) -> str:
    """The cue in the words of the case.

    >>> from relating.case.words.vocabulary import DEFAULTS
    >>> cue_words(Cue(other_did="criticised", standing="above"), DEFAULTS)
    '“Criticised me” from them, with somebody who has more say'
    """
    parts = []
    if cue.other_did is not None:
        parts.append(f"“{vocabulary.label('other_did', cue.other_did)}” from them")
    if cue.wish is not None:
        parts.append(f"the wish “{vocabulary.label('wish', cue.wish)}”")
    if cue.feeling is not None:
        parts.append(f"feeling “{vocabulary.label('feeling', cue.feeling)}”")
    if cue.ended_badly:
        parts.append("an end that was not good for you")
    words = listed(parts)
    return words if cue.standing is None else f"{words}, {STANDINGS[cue.standing]}"


def nothing_yet(usable: int, rules: Rules) -> str:
    """Why there is no pattern to show."""
    if usable < rules.fewest_episodes:
        return (
            f"Not yet: what you did is known in {counted(usable, 'moment')} so far; "
            f"from {rules.fewest_episodes} on it is worth looking."
        )
    return (
        f"Not yet: nothing in the {usable} moments stands out clearly enough from how you are "
        "with the same people otherwise."
    )


def counted(count: int, thing: str) -> str:
    """A number with its noun.

    >>> counted(1, "moment"), counted(0, "moment")
    ('1 moment', '0 moments')
    """
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def rounded(expected: float) -> str:
    """An expected number as one says it.

    >>> rounded(3.1), rounded(0.3)
    ('about 3', 'fewer than 1')
    """
    return "fewer than 1" if expected < ONE else f"about {round(expected)}"


def listed(words: Iterable[str]) -> str:
    """Words in a row.

    >>> listed(["Dad", "Mara", "Sam"])
    'Dad, Mara and Sam'
    """
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _with(people: Iterable[WithPerson], known: Mapping[str, Person]) -> Iterable[str]:
    """With whom; somebody marked as not safe is named in no suggestion."""
    able = {each.person: known[each.person] for each in people if each.person in known}
    said: dict[Seen, list[str]] = {"seen": [], "not_seen": [], "too_few": []}
    for each in people:
        if each.person in able and not able[each.person].unsafe:
            said[each.says].append(able[each.person].alias)
    return _told({says: [f"with {listed(names)}"] for says, names in said.items() if names})


def _where(places: Iterable[InPlace]) -> Iterable[str]:
    said: dict[Seen, list[str]] = {"seen": [], "not_seen": [], "too_few": []}
    for each in places:
        said[each.says].append(PLACES[each.place])
    return _told(said)


def _told(said: Mapping[Seen, list[str]]) -> Iterable[str]:
    if said.get("seen"):
        yield f"Seen {listed(said['seen'])}."
    if said.get("not_seen"):
        yield f"Not seen {listed(said['not_seen'])}."
    if said.get("too_few"):
        yield f"Too few moments {listed(said['too_few'])} to say."
