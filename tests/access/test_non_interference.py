"""Whatever Ana does with what is private to her, not one byte of any page of Ben's changes."""

import os
import random
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import Episode, Word
from relating.journal import actions, queries
from relating.journal.sealing import person_row
from tests.cast import Cast, browser_of, episode, person

CASES = 20 if os.environ.get("RELATING_SHORT") == "1" else 200
FIXED = datetime(2026, 3, 3, 14, 20, tzinfo=UTC)
MASKED = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*|(name="writer" value=")[^"]*')
WAYS = ("pleasing", "joking", "say_no", "say_need", "vanish")
CASE_PAGES = ("case", "episodes", "people", "circle", "timeline", "words-home", "seen", "safety")


@pytest.fixture(autouse=True)
def _one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that nothing but Ana's doing could change a page."""
    monkeypatch.setattr(timezone, "now", lambda: FIXED)


def pages(browser: Client, case: UUID, shared: list[UUID]) -> dict[str, bytes]:
    """Everything that Ben can look at, to the byte, but for tokens that are new each time."""
    chance = random.Random(1)
    uuid_of = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)  # noqa: E731
    addresses = [reverse("caseload"), reverse("home")]
    addresses += [reverse(name, args=[case]) for name in CASE_PAGES]
    addresses += [reverse("words", args=[case, name]) for name in ("behaviour", "new", "feeling")]
    addresses += [reverse("episode", args=[each]) for each in shared]
    addresses += [reverse("versions", args=[each]) for each in shared]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uuid, "uuid4", uuid_of)
        found = {each: looked_at(browser, each) for each in addresses}
        search = reverse("search", args=[case])
        found[f"POST {search}"] = MASKED.sub(b"", browser.post(search, {"words": "she"}).content)
    export = browser.post(reverse("export", args=[case]))
    return found | {
        "export": b"".join(export.streaming_content) if export.streaming else export.content
    }


def looked_at(browser: Client, address: str) -> bytes:
    """One page: its status, where it leads, and its masked body."""
    answer = browser.get(address)
    where = answer.headers.get("Location", "")
    return b"%d %s %s" % (answer.status_code, where.encode(), MASKED.sub(b"", answer.content))


def life(cast: Cast, chance: random.Random) -> list[UUID]:
    """Some of Ana's life, part of it shared; return what is shared."""
    shared = []
    for number in range(chance.randrange(2, 9)):
        who = person(f"Person {number}")
        actions.record(cast.ana, cast.case, who)
        told = moment(chance, who.id, chance.choice(["private", "shared"]))
        actions.record(cast.ana, cast.case, told)
        if told.visibility == "shared":
            shared.append(told.id)
    return shared


def moment(chance: random.Random, who: str | None, visibility: str) -> Episode:
    """An episode of some kind."""
    return episode(
        f"She said {chance.random()}",
        person=who,
        visibility=visibility,
        at=FIXED - timedelta(days=chance.randrange(1, 90)),
        i_did=tuple(chance.sample(WAYS[:4], chance.randrange(3))),
        other_did=("criticised",) if chance.random() < 0.5 else None,
        my_position=(round(chance.uniform(-1, 1), 2), 0.5),
        other_position=(0.1, round(chance.uniform(-1, 1), 2)),
    )


def private_doings(cast: Cast, chance: random.Random) -> Iterator[Callable[[], object]]:
    """Things that Ana may do with what is hers alone."""
    who = person(f"Secret {chance.random()}")
    told = moment(chance, who.id, "private")
    word = Word(list="behaviour", code="vanish", label=f"Vanish {chance.random()}", old=True)
    ana, case = cast.ana, cast.case
    yield lambda: actions.record(ana, case, who)
    yield lambda: actions.record(ana, case, told)
    yield lambda: actions.revise(ana, case, replace(told, story="Other words"), based_on=1)
    yield lambda: actions.revise(ana, case, replace(who, alias="Other name"), based_on=1)
    yield lambda: actions.word(ana, case, word)
    yield lambda: actions.word(ana, case, replace(word, label="Quite gone", hidden=True))
    yield lambda: queries.open_case(ana, case)
    yield lambda: actions.delete(ana, told.id)
    yield lambda: actions.delete(ana, person_row(case, who.id))
    if chance.random() < 0.5:
        yield lambda: actions.put_back(ana, told.id)
    else:
        yield lambda: actions.erase(ana, told.id)


@pytest.mark.slow
def test_in_200_random_cases_nothing_private_changes_a_byte_for_ben(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    shared: list[UUID] = []
    before: dict[str, bytes] = {}
    for seed in range(CASES):
        chance = random.Random(seed)
        if seed % 20 == 0:
            shared += life(cast, chance)
            before = pages(ben, cast.case, shared[-4:])
        doings = list(private_doings(cast, chance))
        for doing in doings[: chance.randrange(1, len(doings) + 1)]:
            doing()
        after = pages(ben, cast.case, shared[-4:])
        changed = [address for address, page in after.items() if before[address] != page]
        assert changed == [], f"seed {seed}"
        before = after


def test_the_comparison_notices_when_something_shared_changes(cast: Cast) -> None:
    ben, told = browser_of(cast.ben), episode("Now I share it", visibility="shared", at=FIXED)
    before = pages(ben, cast.case, [])
    actions.record(cast.ana, cast.case, told)
    after = pages(ben, cast.case, [])
    assert (
        before[reverse("episodes", args=[cast.case])]
        != after[reverse("episodes", args=[cast.case])]
    )
