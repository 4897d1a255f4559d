"""What the words of a case are made of: the lists, and the sealed layers of words over them."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import msgspec
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from relating.case import Vocabulary, Word
from relating.case.words.vocabulary import DEFAULTS, family, layered, spoken
from relating.journal.models import Layer
from relating.people.models import COUNSELLOR, Relation
from relating.vault import keys, seal, unreadable
from relating.vault.prepared import prepared

WORDS = "words"
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[Word, ...])


def lists() -> Vocabulary:
    """The lists as they come, which lie under every layer, in the language of whoever asks."""
    return _lists(get_language())


@cache
def _lists(_language: str | None) -> Vocabulary:
    return spoken(DEFAULTS, gettext)


def layer_ring(owner: UUID) -> keys.Ring:
    """The key of a layer, made when first needed."""
    keys.make(owner, (WORDS,))
    return keys.ring(owner, (WORDS,))


def bound(owner: UUID, version: int) -> bytes:
    """What a layer's seal is bound to."""
    return f"relating|1|layer|{owner}|{version}".encode()


def sealed_layer(ring: keys.Ring, owner: UUID, version: int, words: tuple[Word, ...]) -> bytes:
    """Words, sealed for their row."""
    return seal.seal(keys.key_in(ring, WORDS), _ENCODER.encode(words), bound(owner, version))


def opened_layer(ring: keys.Ring, layer: Layer) -> tuple[Word, ...]:
    """The words of a layer."""
    plain = seal.opened(
        keys.key_in(ring, WORDS), bytes(layer.sealed), bound(layer.owner, layer.version)
    )
    return _DECODER.decode(plain)


def owners_of(case_id: UUID) -> list[UUID]:
    """Whose layers lie under the words of a case: the practice's, then the counsellor's."""
    relation = Relation.objects.filter(case_id=case_id, role=COUNSELLOR)
    found = relation.order_by("-began").values_list("case__clinic_id", "user_id").first()
    return list(found) if found else []


def speaks_of(word: Word, name: str, code: str) -> bool:
    """Whether a change is about this code; old and new ways share their codes."""
    return word.code == code and word.list in family(name)


def layers(*owners: UUID) -> list[tuple[Word, ...]]:
    """The layers of these owners, two at most, in their order; one without a layer has no words."""
    every = _layers(owners[0], owners[-1]) if owners else []
    found = {
        owner: Layer(owner=owner, version=version, sealed=sealed)
        for owner, version, sealed in every
    }
    return [words_of(found[owner]) if owner in found else () for owner in owners]


@prepared
def _layers(one: UUID, other: UUID) -> QuerySet[Layer, tuple[Any, ...]]:
    return Layer.objects.filter(pk__in=[one, other]).values_list("owner", "version", "sealed")


def words_of(layer: Layer) -> tuple[Word, ...]:
    """The words of a layer; one that does not open costs its words and nothing else."""
    try:
        return opened_layer(keys.ring(layer.owner, (WORDS,)), layer)
    except (seal.Tampered, msgspec.MsgspecError):
        unreadable.named("words", layer.owner)
        return ()


Change: TypeAlias = Callable[[Word | None], Word | None]
"""From what is said of a code now to what shall be said; `None` says nothing."""


class Changed(NamedTuple):
    """What was said of a code before a change, and what is said of it now."""

    before: Word | None
    after: Word | None


def vocabulary_of(owners: Iterable[UUID | None], words: Iterable[Word]) -> Vocabulary:
    """The vocabulary as a case has it: practice, then counsellor, then client."""
    return layered(lists(), *layers(*filter(None, owners)), *by_author(words))


def by_author(words: Iterable[Word]) -> tuple[list[Word], list[Word]]:
    """The words that came with a case: the counsellor's, then the client's, which lie on top. Of
    each in the order of their letters: a database gives rows in any order."""
    kept = sorted(words, key=lambda each: ((each.label or "").casefold(), each.code))
    return (
        [each for each in kept if each.author == "counsellor"],
        [each for each in kept if each.author == "client"],
    )
