"""One small case that uses most of the format: Ana, her boss Mara, her father, and Ben."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from relating.case import (
    CaseFile,
    Contract,
    Episode,
    Expected,
    Feeling,
    Frame,
    Impact,
    Person,
    Safety,
    Session,
    Word,
)

HOUR = datetime(2026, 2, 3, 18, 20, tzinfo=UTC)
SESSION = UUID(int=100)


def an_episode(number: int = 1, **changes: Any) -> Episode:
    """Ana is criticised by Mara and gives in; `changes` tell it differently."""
    told: dict[str, Any] = {
        "id": UUID(int=number),
        "author": "client",
        "visibility": "shared",
        "recorded_at": HOUR + timedelta(hours=number),
        "at": HOUR,
        "place": "life",
        "person": "p1",
        "story": "She read my report aloud and sighed.",
        "wish": ("understood",),
        "other_did": ("criticised",),
        "feelings": (Feeling(code="ashamed", intensity=7), Feeling(code="angry")),
        "i_did": ("pleasing", "vanish", "say_no"),
        "self_treatment": ("st_blame",),
        "ended": "i_gave_in",
        "valence": -2,
        "other_position": (-0.5, 0.6),
        "my_position": (0.4, -0.6),
        "awareness": 1,
        "authenticity": 3,
        "worth_at_stake": 8,
        "seen_as": "weak",
        "impact": Impact(text="She looked relieved.", source="guessed"),
        "expected": Expected(other_did="criticised", chance=80),
        "cost": (),
    }
    return Episode(**{**told, **changes})


def a_case(**changes: Any) -> CaseFile:
    """Ana's case; `changes` replace whole parts of it."""
    parts: dict[str, Any] = {
        "case": Frame(
            id=UUID(int=7),
            label="A.",
            started=date(2026, 1, 12),
            contract=Contract(horizon="medium", sessions=16),
        ),
        "vocabulary": (
            Word(list="behaviour", code="pleasing", label="Making myself small"),
            Word(list="behaviour", code="vanish", old=True, position=(-0.6, -0.6)),
        ),
        "people": (
            Person(id="p1", alias="Mara", role="boss", standing="above"),
            Person(id="p2", alias="Dad", role="father", attachment_figure=True),
            Person(id="p3", alias="Ben", role="counsellor"),
        ),
        "entries": (
            an_episode(1),
            an_episode(2, place="room", person="p3", session=SESSION, repair_moves=("named_it",)),
            an_episode(3, place="past", at=None, age=9, person="p2", how_met=("not_seen",)),
            an_episode(4, place="practice", confidence_before=2, confidence_after=5, wish=None),
            Session(
                id=SESSION,
                author="counsellor",
                visibility="shared",
                recorded_at=HOUR,
                at=HOUR,
                state="held",
                number=3,
                minutes=50,
                summary="We stayed with the sigh.",
            ),
            Safety(
                id=UUID(int=101),
                author="client",
                visibility="private",
                recorded_at=HOUR,
                on_my_own="Walk to the river.",
            ),
        ),
    }
    return CaseFile(**{**parts, **changes})
