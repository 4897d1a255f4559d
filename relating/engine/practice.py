"""What is practised of a plan: its takes, and the cards that both stand behind.

Nobody practises alone what was not practised with the counsellor before, and never with a card that
one of the two does not stand behind.
"""

from collections.abc import Iterable
from uuid import UUID

from relating.case.entries.card import Card
from relating.case.entries.episode import Episode
from relating.case.fields import Author
from relating.engine.order import moment

MOST_CARDS = 5
BOTH: tuple[Author, ...] = ("client", "counsellor")


def takes(tellings: Iterable[Episode], plan: UUID) -> list[Episode]:
    """The takes of a plan, the first one first."""
    found = (each for each in tellings if each.place == "practice" and each.plan == plan)
    return sorted(found, key=lambda each: (moment(each), each.recorded_at, each.id))


def is_with_both(take: Episode) -> bool:
    """Whether a take was made with the counsellor."""
    return take.alone is False


def cards_of(cards: Iterable[Card], plan: UUID) -> list[Card]:
    """The cards of a plan, the oldest first."""
    found = (each for each in cards if each.plan == plan)
    return sorted(found, key=lambda each: (each.recorded_at, each.id))


def is_agreed(card: Card) -> bool:
    """Whether both stand behind a card, and both of its sides say something."""
    return {*BOTH} <= {*card.agreed} and bool(card.reply.strip() and card.mine.strip())


def waits_for_client(card: Card) -> bool:
    """Whether a card that both see waits for the client's yes, or for what the client says then."""
    return card.visibility == "shared" and not ("client" in card.agreed and card.mine.strip())


def pile(cards: Iterable[Card], plan: UUID) -> list[Card]:
    """The cards of a plan that can be used."""
    return [each for each in cards_of(cards, plan) if is_agreed(each)][:MOST_CARDS]


def alone(cards: Iterable[Card], tellings: Iterable[Episode], plan: UUID) -> list[Card]:
    """The cards that the client can practise with alone: none before a take with the counsellor."""
    before = any(is_with_both(each) for each in takes(tellings, plan))
    return pile(cards, plan) if before else []
