"""A world in which every private field of every entry carries a word that can be found again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from msgspec.structs import replace

from relating.case import (
    Answer,
    Consent,
    Cue,
    Dip,
    Episode,
    Feedback,
    Impact,
    Note,
    Pattern,
    Person,
    Pulse,
    Safety,
    Session,
    Supervision,
    Word,
)
from relating.case.fields import Author, Visibility
from relating.journal import actions, sealing
from relating.journal.actions.acting import acting, insert
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Clinic, Membership, Relation
from tests.cast import LONG_AGO, THEN, case_of, member, user

ENDED = datetime(2026, 1, 20, tzinfo=UTC)
STATES = ("private", "shared", "unshared", "gone", "bens", "draft")
ACTORS = ("ana", "ben", "cleo", "carl", "fay", "gus", "dov", "eve")
STAFF = ("ben", "cleo", "fay")


@dataclass
class World:
    """Everybody, the case, an episode and a person in each state, and who may know which canary."""

    people: dict[str, Viewer]
    case: UUID
    other_case: UUID
    episodes: dict[str, UUID] = field(default_factory=dict)
    persons: dict[str, UUID] = field(default_factory=dict)
    may_know: dict[str, frozenset[str]] = field(default_factory=dict)
    others: dict[str, dict[str, UUID]] = field(default_factory=dict)
    """Rows of other kinds, by kind and state."""

    def canary(self, *who: str) -> str:
        """A word that only these people may ever be shown."""
        word = f"canary{uuid4().hex}"
        self.may_know[word] = frozenset(who)
        return word

    def leaked(self, text: str, actor: str) -> list[str]:
        """The canaries in a text that this actor may not be shown."""
        if "canary" not in text:
            return []
        return [word for word, who in self.may_know.items() if word in text and actor not in who]


KNOWN = {
    "private": ("ana",),
    "shared": ("ana", "ben"),
    "unshared": ("ana",),
    "gone": ("ana",),
    "bens": ("ana", "ben"),
    "draft": ("ben",),
}
LENT = {"shared": ("ana", "ben", "dov")}
"""What was lent to Dov he may read, but not what anybody in it is called."""


def made() -> World:
    """The world: Ana's case in every state, and Carl's beside it."""
    clinic = Clinic.objects.create(name="Harbour Street Practice")
    people = everybody(clinic)
    world = World(people, case_of(people["ben"], people["ana"], "A."), uuid4())
    world.other_case = case_of(people["cleo"], people["carl"], "C.")
    former_counsellors(world, clinic)
    for state in STATES:
        fill(world, state)
    fill_the_rest(world)
    fill_patterns(world)
    bring_to_supervision(world)
    return world


def everybody(clinic: Clinic) -> dict[str, Viewer]:
    """All actors, by name."""
    roles = {"ben": "counsellor", "cleo": "counsellor", "fay": "counsellor", "gus": "counsellor"}
    roles |= {"dov": "supervisor", "eve": "administrator"}
    people = {name: member(clinic, name.title(), role) for name, role in roles.items()}
    return people | {name: viewer_of(user(name.title())) for name in ("ana", "carl")}


def former_counsellors(world: World, clinic: Clinic) -> None:
    """Fay's relation to the case has ended; Gus left the practice but nobody ended his relation."""
    for name, ended in (("fay", ENDED), ("gus", None)):
        Relation.objects.create(
            case_id=world.case,
            user_id=world.people[name].id,
            role="counsellor",
            began=LONG_AGO,
            ended=ended,
        )
    Membership.objects.filter(user_id=world.people["gus"].id).update(ended=ENDED)


def fill(world: World, state: str) -> None:
    """An episode and a person in this state, with their history."""
    author = world.people["ben" if state in {"bens", "draft"} else "ana"]
    told, who = contents(world, state)
    start = {"unshared": "shared", "gone": "shared"}.get(state, told.visibility)
    if state == "draft":
        as_draft(world, author, told, who)
    else:
        for content in (replace(who, visibility=start), replace(told, visibility=start)):
            actions.record(author, world.case, content)
    world.episodes[state] = told.id
    world.persons[state] = sealing.person_row(world.case, who.id)
    into_state(world, author, state)


def contents(world: World, state: str) -> tuple[Episode, Person]:
    """What was written, with a canary in every field."""
    author: Author = "counsellor" if state in {"bens", "draft"} else "client"
    visibility: Visibility = "shared" if state in {"shared", "bens"} else "private"
    named, known = KNOWN[state], LENT.get(state, KNOWN[state])
    who = Person(
        id=str(uuid4()),
        alias=world.canary(*named),
        role="boss",
        author=author,
        visibility=visibility,
    )
    told = Episode(
        id=uuid4(),
        author=author,
        visibility=visibility,
        at=THEN,
        recorded_at=THEN,
        place="past" if author == "counsellor" else "life",
        person=who.id,
        story=world.canary(*known),
        seen_as=world.canary(*known),
        unsaid=world.canary(*known),
        rather=world.canary(*known),
        impact=Impact(text=world.canary(*known), source="guessed"),
        i_did=("pleasing",),
        other_did=("criticised",),
        my_position=(0.4, -0.6),
        other_position=(-0.5, 0.6),
    )
    return told, who


def as_draft(world: World, author: Viewer, told: Episode, who: Person) -> None:
    """What Ben wrote for himself: no page makes it yet, but the journal can hold it."""
    with acting(author, world.case) as work:
        for content in (who, told):
            insert(work, sealing.row_of(world.case, content, author.id, 1), content)


def into_state(world: World, author: Viewer, state: str) -> None:
    """What happened to the entry afterwards."""
    rows = (world.persons[state], world.episodes[state])
    if state == "unshared":
        for row in rows:
            actions.unshare(author, row)
    if state == "gone":
        for row in rows:
            actions.delete(author, row)
    if state == "shared":
        taken_back_and_shared_again(world, author)


def taken_back_and_shared_again(world: World, author: Viewer) -> None:
    """An earlier version was private and said something that Ben may not see."""
    from relating.journal import queries

    row = world.episodes["shared"]
    told = queries.open_entry(author, row).content
    assert isinstance(told, Episode)
    actions.unshare(author, row)
    between = replace(told, story=world.canary("ana"), visibility="private")
    actions.revise(author, world.case, between, based_on=2)
    actions.revise(author, world.case, replace(told, visibility="private"), based_on=3)
    actions.share(author, row)


def fill_the_rest(world: World) -> None:
    """Ana's private words and safety plan, a session, and something in Carl's case."""
    ana, carl = world.people["ana"], world.people["carl"]
    own = Word(list="behaviour", code="vanish", label=world.canary("ana"), old=True)
    actions.word(ana, world.case, own)
    actions.word(ana, world.case, Word(list="feeling", code="sad", label=world.canary("ana")))
    plan = Safety(
        id=sealing.safety_id(world.case),
        author="client",
        visibility="private",
        recorded_at=THEN,
        warning_signs=world.canary("ana"),
        people_to_ask=world.canary("ana"),
    )
    actions.record(ana, world.case, plan)
    hour = Session(
        id=uuid4(),
        author="counsellor",
        visibility="shared",
        recorded_at=THEN,
        at=THEN,
        state="held",
        number=1,
        summary=world.canary("ana", "ben"),
    )
    actions.record(world.people["ben"], world.case, hour)
    between_the_two(world, hour.id)
    theirs = Episode(
        id=uuid4(),
        author="client",
        visibility="shared",
        at=THEN,
        recorded_at=THEN,
        place="life",
        story=world.canary("carl", "cleo"),
    )
    actions.record(carl, world.other_case, theirs)
    for viewer, label, known in ((ana, "Ana", ("ana", "ben")), (carl, "Carl", ("carl", "cleo"))):
        name_case(world, viewer, label, known)


def between_the_two(world: World, hour: UUID) -> None:
    """Feedback that was said and that was not, notes, and each side's own word on the hour."""
    ana, ben = world.people["ana"], world.people["ben"]
    said, draft = feedback(world, hour, "shared"), feedback(world, hour, "private")
    note = Note(**own("counsellor"), session=hour, text=world.canary("ben", "dov"))
    mine = Note(**own("counsellor"), about=(said.id,), mine=True, text=world.canary("ben"))
    pulse = Pulse(**own("counsellor"), session=hour, safe=7, pull=("rescue",))
    for bens in (said, draft, note, mine, pulse, dip(world, hour, "ben")):
        actions.record(ben, world.case, bens)
    sealed = Pulse(**own("client"), session=hour, safe=3, not_right=world.canary("ana"))
    told = own("client") | {"visibility": "shared"}
    answer = Answer(**told, to=said.id, words=world.canary("ana", "ben"))
    for anas in (sealed, answer, dip(world, hour, "ana")):
        actions.record(ana, world.case, anas)
    world.others |= {
        "session": {"bens": hour},
        "feedback": {"bens": said.id, "draft": draft.id},
        "note": {"draft": note.id},
    }


def own(author: str) -> dict[str, Any]:
    """What an entry begins with that its writer keeps."""
    return {"id": uuid4(), "author": author, "visibility": "private", "recorded_at": THEN}


def feedback(world: World, hour: UUID, visibility: Visibility) -> Feedback:
    """Feedback with a canary in every step."""
    shared = visibility == "shared"
    steps = ("saw", "response", "need", "outside", "invitation")
    words = {step: world.canary(*(("ana", "ben") if shared else ("ben",))) for step in steps}
    given = own("counsellor") | {"visibility": visibility, "said_at": THEN if shared else None}
    return Feedback(**given | words, session=hour)


def dip(world: World, hour: UUID, who: str) -> Dip:
    """What one of the two says to themselves about an hour."""
    author = "client" if who == "ana" else "counsellor"
    return Dip(**own(author), session=hour, rupture="yes", said=world.canary(who))


def fill_patterns(world: World) -> None:
    """A pattern that Ben keeps to himself, and one that he shared; and Ana's answer to that."""
    ana, ben = world.people["ana"], world.people["ben"]
    kept = pattern("private", "joking", world.canary("ben"))
    told = pattern("shared", "pleasing", world.canary("ana", "ben"))
    for each in (kept, told):
        actions.record(ben, world.case, each)
    answer = Answer(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=THEN,
        to=told.id,
        resonance="partly",
        in_my_words=world.canary("ana", "ben"),
    )
    actions.record(ana, world.case, answer)


def bring_to_supervision(world: World) -> None:
    """Ben lent Dov the shared episode and a note, and lent the same once before, which ended."""
    now = timezone.now()
    consent = Consent(
        id=uuid4(),
        author="client",
        visibility="shared",
        recorded_at=now,
        to="supervision",
        words=world.canary("ana", "ben"),
    )
    actions.agree(world.people["ana"], world.case, consent)
    lent = (world.episodes["shared"], world.others["note"]["draft"])
    ended, lives = (loan(world, consent, lent, now) for _ in range(2))
    actions.lend(world.people["ben"], world.case, ended, now)
    actions.take_back(world.people["ben"], ended.id, now)
    actions.lend(world.people["ben"], world.case, lives, now)
    world.others["supervision"] = {"draft": lives.id, "gone": ended.id}


def loan(world: World, consent: Consent, lent: tuple[UUID, ...], now: datetime) -> Supervision:
    """A question of Ben's to Dov."""
    return Supervision(
        id=uuid4(),
        author="counsellor",
        visibility="private",
        recorded_at=now,
        question=world.canary("ben", "dov"),
        entries=lent,
        supervisor=world.people["dov"].id,
        consent=consent.id,
        expires=now + timedelta(days=14),
    )


def pattern(visibility: Visibility, behaviour: str, statement: str) -> Pattern:
    """A pattern of Ben's."""
    return Pattern(
        id=uuid4(),
        author="counsellor",
        visibility=visibility,
        recorded_at=THEN,
        cue=Cue(other_did="criticised"),
        behaviour=behaviour,
        statement=statement,
        state="look_together",
        named_by="counsellor",
        since=THEN,
    )


def name_case(world: World, client: Viewer, label: str, known: tuple[str, ...]) -> None:
    """The label of a case is known to its two people only."""
    from relating.journal import queries

    case = world.case if label == "Ana" else world.other_case
    frame = queries.open_case(client, case).frame
    called = f"{label} {world.canary(*known)}"
    actions.revise(client, case, replace(frame, label=called, started=date(2026, 1, 12)), 1)


def everyone(names: list[str]) -> Iterator[str]:
    """The actors that a row of the table names."""
    for name in names:
        yield from {"all": ACTORS, "staff": STAFF}.get(name, (name,))
