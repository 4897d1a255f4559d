"""Whatever Ana does with what is private to her, not one byte of any page of Ben's changes."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from msgspec.structs import replace

from relating.case import KINDS, Content, Episode, Person, Word
from relating.case.kinds import recorded_by
from relating.journal import actions, queries
from relating.web.patterns import discovery
from tests.access.kinds import Around, By, made, possible
from tests.access.table import TABLE, parameters
from tests.cast import Cast, browser_of, episode, person, row_in
from tests.extent import LONG

CASES = 200 if LONG else 20
FIXED = datetime(2031, 3, 3, 14, 20, tzinfo=UTC)
LOOKED_AT = 2
MASKED = re.compile(
    rb'name="(csrfmiddlewaretoken|writer|fresh|(?:[a-z]+-)?id)" value="[^"]*"'
    rb'|data-draft-key="[^"]*"'
)
WAYS = ("pleasing", "joking", "say_no", "say_need", "vanish")
APART = {"seen"}
"""Ben's own looking changes it; it has a test of its own."""


@pytest.fixture(autouse=True)
def _one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still and no page goes on without what it looks for, so that nothing but
    Ana's doing could change a page."""
    monkeypatch.setattr(timezone, "now", lambda: FIXED)
    monkeypatch.setattr(discovery, "PATIENCE", 60)


def addresses(case: UUID, shared: list[UUID]) -> list[str]:
    """Everywhere that Ben can look; a search and an export are asked for by POST."""
    found = [reverse("caseload"), reverse("home")]
    found += [reverse(name, args=[case]) for name in case_pages()]
    found += [reverse("words", args=[case, name]) for name in ("behaviour", "new", "feeling")]
    found += [reverse(name, args=[each]) for each in shared for name in ("episode", "versions")]
    return [
        *found,
        f"POST {reverse('search', args=[case])}",
        f"POST {reverse('export', args=[case])}",
    ]


def case_pages() -> list[str]:
    """Every page of a case that Ben has."""
    his = (name for name, row in TABLE.items() if "ben" in row.get("GET", ()))
    return [name for name in his if parameters(name) == {"case_id"} and name not in APART]


def pages(browser: Client, wanted: list[str]) -> dict[str, bytes]:
    """These pages to the byte, but for tokens and ids that are new each time."""
    return {each: looked_at(browser, each) for each in wanted}


def looked_at(browser: Client, address: str) -> bytes:
    """One page: its status, where it leads, and its masked body."""
    post = address.startswith("POST ")
    ask = (lambda where: browser.post(where, {"words": "she"})) if post else browser.get
    answer = ask(address.removeprefix("POST "))
    body = answer.getvalue()
    where = answer.headers.get("Location", "")
    return b"%d %s %s" % (answer.status_code, where.encode(), MASKED.sub(b"", body))


def life(cast: Cast, chance: random.Random) -> list[UUID]:
    """Some of Ana's life, part of it shared, her book, which Ben may read, and something that Ben
    told; return what is shared."""
    bens = replace(moment(chance, None, "shared"), author="counsellor", place="room")
    actions.record(cast.ben, cast.case, bens)
    shared = [bens.id]
    book = made("book", By("client", "shared"), Around(case=cast.case, now=FIXED), lambda: "Mine.")
    actions.record(cast.ana, cast.case, book)
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
    bens = told_by_ben(cast)
    yield lambda: actions.same_moment(ana, told.id, bens)
    yield lambda: actions.saw_differently(ana, told.id, bens, so=True)
    yield lambda: actions.other_moment(ana, told.id, bens)
    yield lambda: actions.same_moment(ana, told.id, bens)
    yield lambda: actions.word(ana, case, word)
    yield lambda: actions.word(ana, case, replace(word, label="Quite gone", hidden=True))
    yield lambda: queries.open_case(ana, case)
    beside = row_in(case, shared_person(cast))
    yield lambda: actions.merge(ana, row_in(case, who), beside)
    yield lambda: actions.part(ana, row_in(case, who))
    yield lambda: actions.merge(ana, row_in(case, who), beside)
    yield lambda: actions.delete(ana, told.id)
    yield lambda: actions.delete(ana, row_in(case, who))
    for each in of_every_kind(case):
        yield partial(actions.record, ana, case, each)
    if chance.random() < 0.5:
        yield lambda: actions.put_back(ana, told.id)
    else:
        yield lambda: actions.erase(ana, told.id)


def told_by_ben(cast: Cast) -> UUID:
    """Something that Ben told, of which hers is another telling: he never learns it."""
    told = queries.open_case(cast.ben, cast.case).tellings
    return next(each.id for each in told if each.author != "client")


def shared_person(cast: Cast) -> Person:
    """Somebody whom Ben knows too: himself, or a person of the life that was told."""
    people = queries.open_case(cast.ben, cast.case).people.values()
    return max(people, key=lambda each: (each.role != "counsellor", each.id))


def of_every_kind(case: UUID) -> Iterator[Content]:
    """An entry of each kind that Ana can keep to herself."""
    mine, around = By("client", "private"), Around(case=case, now=FIXED)
    for kind, of in KINDS.items():
        if "client" in recorded_by(of) and possible(kind, mine):
            yield made(kind, mine, around, lambda: "That was not all right.")


@pytest.mark.slow
def test_in_random_cases_nothing_private_changes_a_byte_for_ben(cast: Cast) -> None:
    ben = browser_of(cast.ben)
    everywhere: list[str] = []
    before: dict[str, bytes] = {}
    for seed in range(CASES):
        chance = random.Random(seed)
        if seed % 20 == 0:
            told = life(cast, chance)
            everywhere = addresses(cast.case, [told[0], *told[1:][-3:]])
            before = pages(ben, everywhere)
            fine = {b"200", b"302", b"303"}
            odd = {each for each, page in before.items() if page[:3] not in fine}
            assert odd == set()
        doings = list(private_doings(cast, chance))
        for doing in doings[: chance.randrange(1, len(doings) + 1)]:
            doing()
        after = pages(ben, chance.sample(everywhere, LOOKED_AT))
        assert [each for each, page in after.items() if before[each] != page] == [], f"seed {seed}"


def test_no_page_of_bens_knows_that_a_private_telling_of_hers_is_of_his_moment(cast: Cast) -> None:
    ben, chance = browser_of(cast.ben), random.Random(0)
    everywhere = addresses(cast.case, life(cast, chance)[:2])
    before = pages(ben, everywhere)
    his = told_by_ben(cast)
    hers = replace(moment(chance, None, "private"), telling_of=his, saw_differently=True)
    actions.record(cast.ana, cast.case, hers)
    assert queries.open_case(cast.ana, cast.case).by_both == {hers.id}
    assert pages(ben, everywhere) == before
    actions.other_moment(cast.ana, hers.id, his)
    assert pages(ben, everywhere) == before


def test_nothing_private_changes_what_ben_is_told_about_who_read_what(cast: Cast) -> None:
    ben, seen = browser_of(cast.ben), reverse("seen", args=[cast.case])
    for seed in range(20):
        chance = random.Random(seed)
        life(cast, chance)
        doings = list(private_doings(cast, chance))
        assert told(ben, seen, []) == told(ben, seen, doings), f"seed {seed}"


def told(browser: Client, address: str, doings: list[Callable[[], object]]) -> bytes:
    """The page after these doings, in a world that is forgotten again."""
    with transaction.atomic():
        for doing in doings:
            doing()
        page = looked_at(browser, address)
        transaction.set_rollback(True)
    return page


def test_the_comparison_notices_when_something_shared_changes(cast: Cast) -> None:
    ben, told = browser_of(cast.ben), episode("Now I share it", visibility="shared", at=FIXED)
    everywhere = addresses(cast.case, [])
    before = pages(ben, everywhere)
    actions.record(cast.ana, cast.case, told)
    after = pages(ben, everywhere)
    changed = {each for each, page in after.items() if before[each] != page}
    assert {reverse(name, args=[cast.case]) for name in ("episodes", "case")} <= changed
