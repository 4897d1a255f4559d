"""Two practices in which every text that people write carries a word that can be found again.

Ana's case in the first and Hana's in the second are alike, entry by entry, and neither practice may
learn anything of the other.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Consent, Episode, Frame, Pattern, Supervision, Word
from relating.journal import actions, queries, sealing
from relating.journal.actions.acting import acting, insert
from relating.people import invitations
from relating.people.gate import Viewer, viewer_of
from relating.people.models import Clinic, Membership, Relation, User
from relating.web.patterns.claims import key_of
from tests.access.kinds import Around, By, Say, made
from tests.cast import LONG_AGO, PASSPHRASE, THEN, case_of, row_in

ENDED = datetime(2026, 1, 20, tzinfo=UTC)
CANARY = re.compile(r"canary[0-9a-f]{32}", re.IGNORECASE)


class House(NamedTuple):
    """Who is who around a case."""

    client: str
    counsellor: str
    supervisor: str
    administrator: str


FIRST = House("ana", "ben", "dov", "eve")
SECOND = House("hana", "ivo", "jun", "kim")
AS_IN_FIRST = dict(zip(SECOND, FIRST, strict=True))
"""The table knows the people of the second practice by those who are to it what they are."""
OF_FIRST = (*FIRST, "cleo", "carl", "fay", "gus")
ACTORS = (*OF_FIRST, *SECOND)
STAFF = ("ben", "cleo", "fay")

STATES = {
    "private": By("client", "private"),
    "shared": By("client", "shared"),
    "unshared": By("client", "shared"),
    "gone": By("client", "shared"),
    "bens": By("counsellor", "shared"),
    "draft": By("counsellor", "private"),
}
"""In which states an entry can be, and how it is recorded; `end_all` does the rest."""
MADE: dict[str, tuple[str, ...]] = {
    "frame": ("bens",),
    "person": tuple(STATES),
    "word": ("private", "shared"),
    "session": ("bens",),
    "episode": tuple(STATES),
    "safety": ("private",),
    "mark": ("draft",),
    "feedback": ("bens", "draft"),
    "pulse": ("private", "draft"),
    "dip": ("private", "shared", "bens", "draft"),
    "new_between": ("private", "shared", "bens", "draft"),
    "pattern": ("bens", "draft"),
    "answer": ("private", "shared"),
    "plan": ("private", "shared", "unshared", "gone"),
    "attempt": ("private", "shared"),
    "way": ("private", "shared"),
    "option": ("private", "shared", "bens", "draft"),
    "beside": ("bens", "draft"),
    "card": ("private", "shared", "bens", "draft"),
    "agenda": ("private", "shared", "bens", "draft"),
    "aside": ("draft",),
    "note": ("private", "draft"),
    "recognition": ("private", "shared"),
    "kept_change": ("private", "shared"),
    "work_with_me": ("private", "shared"),
    "goal": ("private", "shared"),
    "review": ("private", "shared", "bens", "draft"),
    "preferences": ("private", "draft"),
    "agreement": ("shared", "bens"),
    "tie": ("private", "shared", "unshared", "gone"),
    "ending": ("shared", "bens"),
    "book": ("private", "shared"),
    "book_part": ("private", "shared", "bens", "draft"),
    "consent": ("shared",),
    "supervision": ("gone", "draft"),
}
"""Which entries stand in a case: of every kind, in the states in which pages make it."""
BY_OTHER_MEANS = {"frame", "consent", "supervision"}
"""Kinds that are not simply recorded."""
LENT = {("episode", "shared"), ("note", "draft"), ("supervision", "draft"), ("supervision", "gone")}
"""What the supervisor reads as well, but not what anybody in it is called."""


@dataclass
class Held:
    """A case: its rows by kind and state, and one of the counsellor's that has no client yet."""

    case: UUID
    without_client: UUID
    rows: dict[str, dict[str, UUID]] = field(default_factory=lambda: {kind: {} for kind in MADE})
    content_ids: dict[str, dict[str, str]] = field(
        default_factory=lambda: {kind: {} for kind in MADE}
    )
    """What each calls itself; of a person that is not the id of its row."""
    key: UUID | None = None
    """Under which the counsellor's own pattern stands in addresses."""
    link: UUID | None = None
    """By which a colleague may come in."""


@dataclass(repr=False)
class World:
    """Everybody, both cases, and who may know which word."""

    people: dict[str, Viewer] = field(default_factory=dict)
    held: dict[House, Held] = field(default_factory=dict)
    may_know: dict[str, frozenset[str]] = field(default_factory=dict)

    def canary(self, *who: str) -> str:
        """A word that only these people may ever be shown."""
        word = f"canary{uuid4().hex}"
        self.may_know[word] = frozenset(who)
        return word

    def leaked(self, text: str, actor: str) -> list[str]:
        """The canaries in a text that this actor may not be shown."""
        found = {each.lower() for each in CANARY.findall(text)}
        return sorted(each for each in found if actor not in self.may_know.get(each, ()))


def made_world(world: World | None = None) -> World:
    """Both practices, put into this world or into a new one."""
    world = world or World()
    for number, (house, name) in enumerate(((FIRST, ""), (SECOND, world.canary(*SECOND))), 1):
        clinic = Clinic.objects.create(id=UUID(int=number), name=f"Harbour Street {name}")
        everybody(world, clinic, house)
        open_cases(world, house)
        own_words(world, house)
        record_all(world, house)
        end_all(world, house)
        name_case(world, house)
        bring_to_supervision(world, house)
        world.held[house].key = key_of_draft(world, house)
        world.held[house].link = open_link(world, house)
    beside_the_first(world)
    return world


def open_link(world: World, house: House) -> UUID:
    """A link by which a colleague may come in."""
    administrator = world.people[house.administrator]
    actions.invite_colleague(administrator, "counsellor")
    return invitations.open_links(administrator)[0].id


# People and cases --------------------------------------------------------------------------------


def everybody(world: World, clinic: Clinic, house: House) -> None:
    """The people of a practice. What those who work there are called is known to all of them."""
    known = OF_FIRST if house is FIRST else SECOND
    roles = dict(zip(house[1:], ("counsellor", "supervisor", "administrator"), strict=True))
    if house is FIRST:
        roles |= dict.fromkeys(("cleo", "fay", "gus"), "counsellor")
    password = make_password(PASSPHRASE)
    for name in known:
        called = f"{name.title()} {world.canary(*known)}" if name in roles else name.title()
        user = User.objects.create(username=name, called=called, password=password)
        world.people[name] = viewer_of(user)
        if name in roles:
            Membership.objects.create(clinic=clinic, user=user, role=roles[name], began=LONG_AGO)


def open_cases(world: World, house: House) -> None:
    """The case of a practice, and another one whose client has not come in yet."""
    counsellor, client = world.people[house.counsellor], world.people[house.client]
    waiting = actions.open_new_case(counsellor, world.canary(house.counsellor), date(2026, 1, 12))
    world.held[house] = Held(case_of(counsellor, client, "A."), waiting)


def own_words(world: World, house: House) -> None:
    """What the practice and the counsellor call something in all their cases."""
    counsellors = Word(list="behaviour", code="mine", label=world.canary(*house), old=True)
    practices = Word(
        list="behaviour",
        code="ours",
        label=world.canary(*(OF_FIRST if house is FIRST else SECOND)),
        old=True,
    )
    for name, word in ((house.counsellor, counsellors), (house.administrator, practices)):
        own = name == house.counsellor
        actions.change_layer(world.people[name], word.list, word.code, always(word), own=own)


def always(word: Word) -> Callable[[Word | None], Word]:
    """A change to this word, whatever it was before."""
    return lambda _: word


def beside_the_first(world: World) -> None:
    """Former counsellors of Ana's, and Carl's case with Cleo."""
    former_counsellors(world)
    cleo, carl = world.people["cleo"], world.people["carl"]
    case = case_of(cleo, carl, world.canary("cleo", "carl"))
    told = made("episode", STATES["shared"], Around(), lambda: world.canary("cleo", "carl"))
    actions.record(carl, case, told)


def former_counsellors(world: World) -> None:
    """Fay's relation to the case has ended, and she left a note that nobody may read any more; Gus
    left the practice but nobody ended his relation."""
    case = world.held[FIRST].case
    for name, ended in (("fay", ENDED), ("gus", None)):
        Relation.objects.create(
            case_id=case,
            user_id=world.people[name].id,
            role="counsellor",
            began=LONG_AGO,
            ended=ended,
        )
    Membership.objects.filter(user_id=world.people["gus"].id).update(ended=ENDED)
    left = made("note", STATES["draft"], Around(), world.canary)
    with acting(world.people["ben"], case) as work:
        insert(work, sealing.row_of(work.ring, case, left, world.people["fay"].id, 1), left)


# Entries -----------------------------------------------------------------------------------------


def known(house: House, kind: str, state: str) -> tuple[str, ...]:
    """Who may read an entry."""
    lent = (house.supervisor,) if (kind, state) in LENT else ()
    if state in {"shared", "bens"} and kind != "supervision":
        return (house.client, house.counsellor, *lent)
    by_counsellor = state == "draft" or kind == "supervision"
    return (house.counsellor if by_counsellor else house.client, *lent)


def around(held: Held, state: str) -> Around:
    """What an entry in a state names; its person is in the same state. No two of a kind are from
    the same minute, so that there is a newest. What the counsellor told is of a moment that the
    client told, too."""
    return Around(
        now=THEN + timedelta(minutes=[*STATES].index(state)),
        case=held.case,
        person=held.content_ids["person"].get(state),
        hour=held.rows["session"].get("bens"),
        about=tuple(filter(None, [held.rows["feedback"].get("bens")])),
        beside=held.rows["episode"].get("shared") if state == "bens" else None,
        plan=held.rows["plan"].get("shared" if state in {"bens", "draft"} else state),
        moment=held.rows["episode"].get("shared"),
        way=held.rows["way"].get("private" if state == "private" else "shared"),
        goal=held.rows["goal"].get("private" if state == "private" else "shared"),
    )


def say(world: World, house: House, kind: str, state: str) -> Say:
    """Words for an entry of this kind in this state."""
    return lambda: world.canary(*known(house, kind, state))


def record_all(world: World, house: House) -> None:
    """An entry of every kind in every state."""
    for kind, states in MADE.items():
        for state in states if kind not in BY_OTHER_MEANS else ():
            record(world, house, kind, state)


def record(world: World, house: House, kind: str, state: str) -> None:
    """An entry of a kind, as it is recorded before it comes into a state."""
    held, by = world.held[house], STATES[state]
    content = made(kind, by, around(held, state), say(world, house, kind, state))
    author = world.people[house.client if by.author == "client" else house.counsellor]
    receipt = actions.record(author, held.case, content)
    held.rows[kind][state] = receipt.id
    held.content_ids[kind][state] = str(getattr(content, "id", receipt.id))


def end_all(world: World, house: House) -> None:
    """What happened to episodes and people afterwards."""
    client, rows = world.people[house.client], world.held[house].rows
    for kind in ("person", "episode", "plan", "tie"):
        actions.unshare(client, rows[kind]["unshared"])
        actions.delete(client, rows[kind]["gone"])
    taken_back_and_shared_again(world, house)


def taken_back_and_shared_again(world: World, house: House) -> None:
    """An earlier version was private and said something that the counsellor may not see."""
    held, client = world.held[house], world.people[house.client]
    row = held.rows["episode"]["shared"]
    told = queries.open_entry(client, row).content
    assert isinstance(told, Episode)
    actions.unshare(client, row)
    between = replace(told, story=world.canary(house.client), visibility="private")
    actions.revise(client, held.case, between, based_on=2)
    actions.revise(client, held.case, replace(told, visibility="private"), based_on=3)
    actions.share(client, row)


def name_case(world: World, house: House) -> None:
    """What a case is called is known to its two people only."""
    held, client = world.held[house], world.people[house.client]
    frame = made(
        "frame", STATES["bens"], Around(case=held.case), say(world, house, "frame", "bens")
    )
    assert isinstance(frame, Frame)
    actions.revise(client, held.case, frame, based_on=1)
    held.rows["frame"]["bens"] = row_in(held.case, frame)


def bring_to_supervision(world: World, house: House) -> None:
    """A moment and a note are lent to the supervisor, and were lent once before, which ended."""
    held, now = world.held[house], timezone.now()
    client, counsellor = world.people[house.client], world.people[house.counsellor]
    words = say(world, house, "consent", "shared")
    consent = made("consent", STATES["shared"], Around(now=now), words)
    assert isinstance(consent, Consent)
    actions.agree(client, held.case, consent)
    held.rows["consent"]["shared"] = consent.id
    for state in MADE["supervision"]:
        lent = loan(world, house, consent, now)
        actions.lend(counsellor, held.case, lent, now)
        held.rows["supervision"][state] = lent.id
        if state == "gone":
            actions.take_back(counsellor, lent.id, now)


def loan(world: World, house: House, consent: Consent, now: datetime) -> Supervision:
    """A question of the counsellor's to the supervisor. The names left out go to nobody else."""
    held = world.held[house]
    about = (held.rows["episode"]["shared"], held.rows["note"]["draft"])
    supervisor = world.people[house.supervisor].id
    place = Around(about=about, consent=consent.id, supervisor=supervisor, now=now)
    words = say(world, house, "supervision", "draft")
    lent = made("supervision", STATES["draft"], place, words)
    assert isinstance(lent, Supervision)
    return replace(lent, left_out=(world.canary(house.counsellor),))


def key_of_draft(world: World, house: House) -> UUID:
    """Under which key the counsellor's own pattern stands."""
    counsellor, held = world.people[house.counsellor], world.held[house]
    kept = queries.open_entry(counsellor, held.rows["pattern"]["draft"]).content
    assert isinstance(kept, Pattern)
    return key_of(queries.open_case(counsellor, held.case), kept.cue, kept.behaviour)


def everyone(names: Iterable[str]) -> frozenset[str]:
    """The actors that a row of the table names, in either practice."""
    meant = {"all": (*OF_FIRST,), "staff": STAFF}
    return frozenset(each for name in names for each in meant.get(name, (name,)))
