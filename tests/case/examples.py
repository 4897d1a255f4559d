"""One small case that uses most of the format: Ana, her boss Mara, her father, and Ben."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from relating.case import (
    Agenda,
    Answer,
    Aside,
    CaseEntry,
    CaseFile,
    Consent,
    Contract,
    Cue,
    Dip,
    Entry,
    Episode,
    Evidence,
    Expected,
    Feedback,
    Feeling,
    Frame,
    Impact,
    Mark,
    Note,
    Pattern,
    Person,
    Preferences,
    Pulse,
    Safety,
    Session,
    Supervision,
    Word,
)

AnEntry = TypeVar("AnEntry", bound=Entry)
HOUR = datetime(2026, 2, 3, 18, 20, tzinfo=UTC)
NEXT_DAY = HOUR + timedelta(days=1)
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
        "feelings": (Feeling(code="ashamed", intensity=7, after=4), Feeling(code="angry")),
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


def an_entry(kind: type[AnEntry], number: int, **fields: Any) -> AnEntry:
    """An entry of a kind: the counsellor's own, unless `fields` say otherwise."""
    said = {"author": "counsellor", "visibility": "private", "recorded_at": NEXT_DAY, **fields}
    return kind(id=UUID(int=number), **said)


def between_the_two() -> tuple[CaseEntry, ...]:
    """One entry of each kind of what happens between Ana and Ben, around episode 2."""
    ana = {"author": "client", "visibility": "shared"}
    hour, moment = {"session": SESSION}, (UUID(int=2),)
    return (
        an_entry(Mark, 110, at=HOUR, client_move="joked", pull="be_careful", became=UUID(int=2)),
        an_entry(
            Feedback,
            111,
            visibility="shared",
            about=moment,
            saw="You smiled when you said it hurt.",
            response="I felt kept at the door.",
            outside="With Mara too, perhaps?",
            alike=(UUID(int=1),),
            invitation="How is it for you that I say so?",
            said_at=HOUR,
            **hour,
        ),
        an_entry(Answer, 112, to=UUID(int=111), resonance="partly", words="Not the door.", **ana),
        an_entry(Note, 113, about=(UUID(int=111),), text="I like to be let in.", mine=True),
        an_entry(Pulse, 114, safe=8, understood=0, matters=7, way=7, **ana, **hour),
        an_entry(Dip, 115, rupture="yes", said="I went too fast.", mended="yes", **hour),
        an_entry(
            Pattern,
            116,
            cue=Cue(other_did="criticised", standing="above"),
            behaviour="pleasing",
            state="watching",
            named_by="engine",
            since=HOUR,
            evidence=Evidence(n=12, k=9, expected=3.1),
        ),
        an_entry(Agenda, 117, words="Dad's birthday.", **ana),
        an_entry(Aside, 118, worth="rhyme", about=(UUID(int=1), UUID(int=2))),
        an_entry(Preferences, 119, pace="gentler", no_device=False, **ana),
        an_entry(Consent, 120, to="supervision", words="The moments of session 9.", **ana),
        an_entry(
            Supervision,
            121,
            question="What do I miss here?",
            entries=moment,
            supervisor=UUID(int=9),
            consent=UUID(int=120),
            expires=HOUR + timedelta(days=7),
        ),
    )


def a_case(**changes: Any) -> CaseFile:
    """Ana's case; `changes` replace whole parts of it."""
    parts: dict[str, Any] = {
        "case": Frame(
            id=UUID(int=7),
            label="A.",
            started=date(2026, 1, 12),
            contract=Contract(horizon="medium", sessions=16, reviews=(date(2026, 3, 9),)),
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
            *between_the_two(),
        ),
    }
    return CaseFile(**{**parts, **changes})
