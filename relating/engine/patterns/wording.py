"""Every sentence about a finding, as template and values.

Always counts and never a p; a behaviour and never a trait; what was seen and never "always".
"""

from collections.abc import Iterable, Iterator, Mapping

from relating.case.entries.pattern import Cue
from relating.case.entries.person import Person
from relating.case.fields import Place, Standing
from relating.case.sentence import Said, Sentence, listed, of_number, sentence, together
from relating.case.words.places import PLACES
from relating.case.words.vocabulary import Vocabulary
from relating.engine.patterns.lift import Lift
from relating.engine.patterns.results import InPlace, Seen, WithPerson
from relating.engine.patterns.rules import Rules

STANDINGS: dict[Standing, Sentence] = {
    "above": sentence("with somebody who has more say"),
    "equal": sentence("with somebody you are level with"),
    "below": sentence("with somebody over whom you have more say"),
}
SEEN_IN: dict[Place, Sentence] = PLACES | {"practice": sentence("when practising")}


def told(
    cue: Cue,
    behaviour: str,
    counts: Lift,
    seen: tuple[Iterable[WithPerson], Iterable[InPlace]],
    *,
    in_order: bool,
    known: Mapping[str, Person],
    vocabulary: Vocabulary,
) -> Said:
    """The finding in words, with its counts, and with whom and where it was seen."""
    first = _counted(
        in_order,
        k=counts.k,
        n=counts.n,
        cue=cue_words(cue, vocabulary),
        did=vocabulary.label("behaviour", behaviour),
        others_k=counts.others_k,
        others_n=counts.others_n,
    )
    people, places = seen
    return together([first, *_with(people, known), *_where(places)])


def _counted(in_order: bool, **counts: Said) -> Sentence:
    """The claim; where nobody was asked which came first, it says that they came together."""
    if in_order:
        return sentence(
            "With %(cue)s, what you did was “%(did)s”: %(k)s of %(n)s; "
            "at other times with the same people %(others_k)s of %(others_n)s.",
            **counts,
        )
    return sentence(
        "“%(did)s” came together with %(cue)s: %(k)s of %(n)s; "
        "at other times with the same people %(others_k)s of %(others_n)s.",
        **counts,
    )


def cue_words(cue: Cue, vocabulary: Vocabulary) -> Said:
    """The cue in the words of the case.

    >>> from relating.case.words.vocabulary import DEFAULTS
    >>> str(cue_words(Cue(other_did="criticised", standing="above"), DEFAULTS))
    '“Criticised me” from them, with somebody who has more say'
    """
    words = listed(list(_slots(cue, vocabulary)))
    if cue.standing is None:
        return words
    return sentence("%(cue)s, %(standing)s", cue=words, standing=STANDINGS[cue.standing])


def _slots(cue: Cue, vocabulary: Vocabulary) -> Iterator[Sentence]:
    if cue.other_did is not None:
        word = vocabulary.label("other_did", cue.other_did)
        yield sentence("“%(word)s” from them", word=word)
    if cue.wish is not None:
        yield sentence("the wish “%(word)s”", word=vocabulary.label("wish", cue.wish))
    if cue.feeling is not None:
        yield sentence("feeling “%(word)s”", word=vocabulary.label("feeling", cue.feeling))
    if cue.ended_badly:
        yield sentence("an end that was not good for you")


def nothing_yet(usable: int, rules: Rules) -> Sentence:
    """Why there is no finding to show."""
    if usable < rules.fewest_episodes:
        return of_number(
            "Not yet: what you did is known in %(n)s time so far; from %(fewest)s on it is "
            "worth looking.",
            "Not yet: what you did is known in %(n)s times so far; from %(fewest)s on it is "
            "worth looking.",
            usable,
            fewest=rules.fewest_episodes,
        )
    return sentence(
        "Not yet: nothing in the %(n)s times stands out clearly enough from how you are with "
        "the same people otherwise.",
        n=usable,
    )


def _with(people: Iterable[WithPerson], known: Mapping[str, Person]) -> Iterator[Sentence]:
    """With whom; somebody marked as not safe is named in no suggestion."""
    said: dict[Seen, list[Said]] = {"seen": [], "not_seen": [], "too_few": []}
    for each in people:
        if each.person in known and not known[each.person].unsafe:
            said[each.says].append(known[each.person].alias)
    if said["seen"]:
        yield sentence("Seen with %(people)s.", people=listed(said["seen"]))
    if said["not_seen"]:
        yield sentence("Not seen with %(people)s.", people=listed(said["not_seen"]))
    if said["too_few"]:
        yield sentence("Too few times with %(people)s to say.", people=listed(said["too_few"]))


def _where(places: Iterable[InPlace]) -> Iterator[Sentence]:
    said: dict[Seen, list[Said]] = {"seen": [], "not_seen": [], "too_few": []}
    for each in places:
        said[each.says].append(SEEN_IN[each.place])
    if said["seen"]:
        yield sentence("Seen %(places)s.", places=listed(said["seen"]))
    if said["not_seen"]:
        yield sentence("Not seen %(places)s.", places=listed(said["not_seen"]))
    if said["too_few"]:
        yield sentence("Too few times %(places)s to say.", places=listed(said["too_few"]))
