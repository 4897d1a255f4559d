"""Whatever Ben sends, with whatever id he knows or computes, he learns nothing of what is private,
and nothing of hers is in his way or changed."""

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Content, Pulse, Safety
from relating.journal import actions, ids, lines, queries
from relating.journal.models import Entry
from relating.journal.sealing import PURPOSES
from relating.people import gate
from relating.vault import keys
from relating.web.patterns import discovery
from tests.access.test_non_interference import (
    FIXED,
    MASKED,
    addresses,
    moment,
    of_every_kind,
)
from tests.cast import Cast, agree, browser_of, person, row_in, session
from tests.extent import LONG, share

CASES = 200 if LONG else 15
CHANGES, LOOKS, TRIES = 3, 4, 4
NAMES = ("safety", "frame", "goes-together", "preferences:client", "pulse:client", "answer")
MINUTES = timedelta(minutes=5)
SECRET = "Secret"
"""What somebody is called whom Ana keeps to herself."""
MET = {"Set-Cookie", "Content-Length"}
"""Cookies are new each time; the length of a page is compared with the page."""


class Clock:
    """The time as everything sees it: it goes on while things are done, and stands for a look."""

    def __init__(self) -> None:
        self.at, self.step = FIXED, timedelta()

    def now(self) -> datetime:
        self.at += self.step
        return self.at

    def go_on(self, at: datetime) -> None:
        """Go on from here."""
        self.at, self.step = at, timedelta(milliseconds=1)

    def stand(self) -> None:
        """Stand still."""
        self.at, self.step = FIXED, timedelta()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(timezone, "now", made.now)
    monkeypatch.setattr(discovery, "PATIENCE", 60)
    return made


class Try(NamedTuple):
    """Something that Ben sends."""

    address: str
    sent: dict[str, str]


def tries(case: UUID, id: UUID) -> Iterator[Try]:
    """Everything Ben can send with an id in it, valid but for what the id may be."""
    own, day = {"id": str(id), "based_on": "0"}, {"date": "2031-03-01", "time": "10:00"}
    mark = {"id": str(id), "at": (FIXED - timedelta(hours=1)).isoformat()}
    told = {"story": "She laughed.", "place": "room", "fresh": str(id), "visibility": "private"}
    forms: dict[str, dict[str, str]] = {
        "room": {"marks": json.dumps([mark])},
        "after": own | day | {"words": "She paused."},
        "agenda": own | {"words": "Sundays", "visibility": "shared"},
        "note-new": own | {"text": "Tired."},
        "feedback-new": own | {"saw": "You smiled.", "said": "on"},
        "session-new": own | day | {"state": "planned", "minutes": "50", "number": "9"},
        "person-new": own | {"alias": "Zed", "visibility": "shared"},
        "episode-new": own | day | told | {"person": "new", "new_alias": "Zed"},
        "prepare": own | {"worth": "dip"},
    }
    for name, sent in forms.items():
        yield Try(reverse(name, args=[case]), sent)
    secret = own | day | told | {"person": "new", "new_alias": SECRET, "alias": SECRET}
    for name in ("person-new", "episode-new"):
        yield Try(reverse(name, args=[case]), secret | {"visibility": "shared"})
    yield Try(reverse("room", args=[case]), own)
    yield Try(reverse("episode-new", args=[case]), own | day | told | {"person": str(id)})
    yield Try(
        reverse("case-new"), own | {"label": "R.", "started": "2031-03-01", "horizon": "open"}
    )
    for name in ("share", "unshare", "delete", "put-back", "erase", "feedback-edit", "note-edit"):
        yield Try(reverse(name, args=[id]), own)
    for name in ("person-same", "person-part"):
        yield Try(reverse(name, args=[id]), own | {"with": str(id), "do": "merge"})
    for name in ("episode-edit", "person-edit", "session-edit", "pulse", "wondered"):
        yield Try(reverse(name, args=[id]), own | day | told)
    for name in ("option-new", "option", "option-at-hand", "way-say", "way-beside"):
        yield Try(reverse(name, args=[id]), own | {"words": "Ask.", "size": "small"})
    yield Try(reverse("way-part", args=[id, "spared"]), own | {"now": "The row."})


def known_ids(cast: Cast, hers: Iterable[Content]) -> list[UUID]:
    """Ids that Ben may have seen when something was shared, or computes from what he knows."""
    return [
        *(row_in(cast.case, each) for each in hers),
        *named(cast, *NAMES),
        cast.case,
        cast.other_case,
        cast.ana.id,
        uuid4(),
    ]


def named(cast: Cast, *names: str) -> list[UUID]:
    """The ids that are made of these names, without a key and under hers."""
    at = gate.standing(cast.ana, cast.case)
    under_her_key = ids.ids_of(at, keys.ring(cast.case, PURPOSES))
    plainly = [uuid5(cast.case, name) for name in names]
    return [*plainly, *(under_her_key.of_one(name) for name in names)]


def some(known: Sequence[UUID]) -> Sequence[UUID]:
    """All of them in the long form, and else four."""
    return share(known, len(known) // 4)


def seen(browser: Client, address: str, sent: dict[str, str] | None = None) -> bytes:
    """An answer to the byte, with its headers, but for tokens."""
    post = address.startswith("POST ")
    data = {"words": "she"} if post else sent
    where = address.removeprefix("POST ")
    answer = browser.get(where) if data is None else browser.post(where, data)
    assert "/sign-in/" not in answer.headers.get("Location", "")
    headers = sorted((name, value) for name, value in answer.items() if name not in MET)
    return b"%d %r %s" % (answer.status_code, headers, MASKED.sub(b"", answer.getvalue()))


def all_seen(browser: Client, addresses: list[str]) -> list[bytes]:
    """What is at these addresses."""
    return [seen(browser, each) for each in addresses]


def in_a_world(
    clock: Clock, doings: Iterable[Callable[[], object]], look: Callable[[], list[bytes]]
) -> list[bytes]:
    """What a look shows after these doings, in a world that is forgotten again."""
    with transaction.atomic():
        clock.go_on(FIXED - 2 * MINUTES)
        for doing in doings:
            doing()
        clock.stand()
        shown = look()
        transaction.set_rollback(True)
    return shown


def hers_alone(cast: Cast, chance: random.Random) -> list[Content]:
    """What Ana keeps to herself: three of all that she can."""
    told = [person(SECRET), moment(chance, None, "private"), *of_every_kind(cast.case)]
    return chance.sample(told, CHANGES)


@pytest.mark.slow
def test_in_random_cases_what_ben_sends_is_answered_alike_whatever_is_private(
    cast: Cast, clock: Clock
) -> None:
    actions.record(cast.ben, cast.case, session(FIXED - timedelta(days=3), number=3))
    ben, everywhere = (
        browser_of(cast.ben),
        [*addresses(cast.case, []), reverse("seen", args=[cast.case])],
    )
    for seed in range(CASES):
        chance = random.Random(seed)
        hers = hers_alone(cast, chance)
        known = known_ids(cast, hers)
        wanted = [chance.choice([*tries(cast.case, chance.choice(known))]) for _ in range(TRIES)]
        looks = chance.sample(everywhere, LOOKS)

        def look(wanted: list[Try] = wanted, looks: list[str] = looks) -> list[bytes]:
            sent = [seen(ben, each.address, each.sent) for each in wanted for _ in range(2)]
            return [*sent, *(seen(ben, each) for each in looks)]

        none: list[Callable[[], object]] = []
        doings = [partial(actions.record, cast.ana, cast.case, each) for each in hers]
        without, beside = (in_a_world(clock, each, look) for each in (none, doings))
        both = zip(
            [*(each for each in wanted for _ in range(2)), *looks], without, beside, strict=True
        )
        assert [each for each, one, other in both if one != other] == [], f"seed {seed}"


@pytest.mark.slow
def test_every_try_with_every_known_id_leaves_what_is_hers_as_it_is(
    cast: Cast, clock: Clock
) -> None:
    ben, hers = browser_of(cast.ben), [person(SECRET), *of_every_kind(cast.case)]
    for each in hers:
        actions.record(cast.ana, cast.case, each)
    before = dict(Entry.objects.filter(author="client").values_list("id", "sealed"))
    known = known_ids(cast, hers)
    for id in some(known):
        free = uuid4()
        for one, other in zip(tries(cast.case, id), tries(cast.case, free), strict=True):
            answers = []
            for sent in (one, other):
                with transaction.atomic():
                    answers.append(ben.post(sent.address, sent.sent).status_code)
                    assert dict(before) == dict(
                        Entry.objects.filter(author="client").values_list("id", "sealed")
                    )
                    transaction.set_rollback(True)
            assert answers[0] == answers[1], one


def test_nothing_that_ben_sends_takes_the_place_of_her_plan(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    for id in known_ids(cast, []) if LONG else named(cast, "safety"):
        for each in tries(cast.case, id):
            ben.post(each.address, each.sent)
    ana, address = browser_of(cast.ana), reverse("safety-edit", args=[cast.case])
    assert ana.post(address, {"on_my_own": "Walk to the sea."}).status_code == 303
    plan = queries.open_case(cast.ana, cast.case).safety
    assert plan is not None
    assert plan.on_my_own == "Walk to the sea."


# Private before it was shared --------------------------------------------------------------------


def before_sharing(cast: Cast, told: Content, number: int) -> Iterator[Callable[[], object]]:
    """What Ana does before she shares something: she changes it, deletes it, puts it back."""
    row, field = row_in(cast.case, told), "alias" if hasattr(told, "alias") else "story"
    for version in range(1, number + 1):
        words = replace(told, **{field: f"Words {version}"})
        yield partial(actions.revise, cast.ana, cast.case, words, version)
    yield lambda: actions.delete(cast.ana, row)
    yield lambda: actions.put_back(cast.ana, row)
    yield lambda: actions.revise(cast.ana, cast.case, told, number + 3)


@pytest.mark.slow
def test_what_was_private_before_it_was_shared_tells_nothing_of_that_time(
    cast: Cast, clock: Clock
) -> None:
    ben = browser_of(cast.ben)
    for seed in range(20 if LONG else 3):
        chance = random.Random(seed)
        kept: tuple[Content, ...] = (moment(chance, None, "private"), person("Mara"))
        told = chance.choice(kept)
        row = row_in(cast.case, told)
        looks = [
            *addresses(cast.case, [row] if hasattr(told, "story") else []),
            reverse("versions", args=[row]),
            reverse("seen", args=[cast.case]),
        ]

        begun = partial(actions.record, cast.ana, cast.case, told)
        shared: list[Callable[[], object]] = [
            partial(clock.go_on, FIXED - MINUTES),
            partial(actions.share, cast.ana, row),
        ]
        look = partial(all_seen, ben, looks)
        none: list[Callable[[], object]] = []
        long = [*before_sharing(cast, told, chance.randrange(1, 5))]
        short, longer = (in_a_world(clock, [begun, *each, *shared], look) for each in (none, long))
        both = zip(looks, short, longer, strict=True)
        assert [each for each, one, other in both if one != other] == []


def test_what_was_taken_back_and_shared_again_tells_nothing_of_the_time_between(
    cast: Cast, clock: Clock
) -> None:
    clock.go_on(FIXED - MINUTES)
    told = moment(random.Random(1), None, "private")
    actions.record(cast.ana, cast.case, told)
    actions.share(cast.ana, told.id)
    actions.unshare(cast.ana, told.id)
    actions.revise(cast.ana, cast.case, replace(told, story="Between"), 3)
    actions.share(cast.ana, told.id)
    lines = queries_of_the_trail(cast, told.id)
    assert [line.act for line in lines] == ["shared", "shared"]


def queries_of_the_trail(cast: Cast, entry: UUID) -> list[lines.TrailLine]:
    """What Ben is told of what was done with an entry."""
    found = lines.read_trail(cast.ben, cast.case)
    return [line for line in found if entry in line.entries and line.who != "you"]


def test_the_number_a_plan_is_based_on_counts_only_what_was_shared(cast: Cast) -> None:
    plan = Safety(
        id=uuid4(), author="client", visibility="private", recorded_at=FIXED, on_my_own="Tea."
    )
    actions.record(cast.ana, cast.case, plan)
    for version in range(1, 6):
        actions.revise(cast.ana, cast.case, replace(plan, on_my_own=f"Tea {version}."), version)
    actions.share(cast.ana, plan.id)
    ben, address = browser_of(cast.ben), reverse("safety-edit", args=[cast.case])
    shown = ben.get(address).content.decode()
    assert 'name="based_on" value="1"' in shown
    sent = {"on_my_own": "Tea, and a walk."}
    assert ben.post(address, sent | {"based_on": "1"}).status_code == 303
    assert ben.post(address, {"on_my_own": "Else.", "based_on": "1"}).status_code == 409
    assert ben.post(address, {"on_my_own": "Else.", "based_on": "2"}).status_code == 303
    assert len(queries.history(cast.ana, plan.id)) == 9


def test_a_pulse_that_is_sealed_and_one_that_never_was_look_the_same(
    cast: Cast, clock: Clock
) -> None:
    hour = session(FIXED - timedelta(days=3), number=3)
    actions.record(cast.ben, cast.case, hour)
    agree(cast.case, cast.ana, cast.ben)
    sealed = Pulse(
        id=uuid4(),
        author="client",
        visibility="private",
        recorded_at=FIXED,
        session=hour.id,
        safe=2,
    )
    ben = browser_of(cast.ben)
    of_hour = [reverse(name, args=[hour.id]) for name in ("session", "pulse")]
    look = partial(all_seen, ben, [*addresses(cast.case, []), *of_hour])
    doing = [partial(actions.record, cast.ana, cast.case, sealed)]
    assert in_a_world(clock, [], look) == in_a_world(clock, doing, look)
