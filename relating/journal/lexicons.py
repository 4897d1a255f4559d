"""Whose words there are to change: viewer first, as in `queries`."""

from typing import NamedTuple

from relating.case import Vocabulary, Word
from relating.case.words.vocabulary import layered
from relating.journal import layers
from relating.journal.queries import OpenCase
from relating.people import gate
from relating.people.gate import Viewer


class Lexicon(NamedTuple):
    """A person's own words, and the vocabulary as it would be without them."""

    below: Vocabulary
    words: tuple[Word, ...]

    @property
    def vocabulary(self) -> Vocabulary:
        """Every list, with the person's own words on top."""
        return layered(self.below, self.words)

    def word(self, name: str, code: str) -> Word | None:
        """The person's own change to an entry, if there is one."""
        return next((each for each in self.words if layers.speaks_of(each, name, code)), None)


def of_case(opened: OpenCase) -> Lexicon:
    """In a case: the client's words are the case's own, a counsellor's hold in all their cases."""
    if opened.role != "client":
        return own(opened.at.viewer)
    others = tuple(each for each in opened.words if each.author != "client")
    own_words = tuple(each for each in opened.words if each.author == "client")
    return Lexicon(layers.vocabulary_of(layers.owners_of(opened.case_id), others), own_words)


def own(viewer: Viewer) -> Lexicon:
    """The words of a counsellor in all their cases, over those of their practice.

    Raises:
        Hidden: they are no counsellor here.
    """
    practice, words = layers.layers(gate.counsellors_practice(viewer), viewer.id)
    return Lexicon(layered(layers.lists(), practice), words)


def of_practice(viewer: Viewer) -> Lexicon:
    """The words of the practice that the viewer runs.

    Raises:
        Hidden: they run none.
    """
    words = layers.layers(gate.administrators_practice(viewer))[0]
    return Lexicon(layers.lists(), words)
