"""Every kind, in every state that its type admits, by whom it may be what: a table, by hand.

Ana is the client, Ben the counsellor who wrote what is the counsellor's, Fay another counsellor of
the same case; nobody else may do anything. "record" says that somebody who stands so to the case
may write such an entry. A row that is missing fails, and so does one too many.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from msgspec.structs import replace

from relating.case import KINDS, Content, Person, kind_of
from relating.journal import actions
from relating.journal.actions import LATEST
from relating.journal.actions.acting import acting, insert
from relating.journal.models import Entry
from relating.journal.sealing import facts, row_of
from relating.people import policies
from relating.people.gate import Hidden, Standing, Viewer
from relating.vault import seal
from tests.access.kinds import Around, By, made, possible, texts_of
from tests.cast import THEN, Cast

TABLE = """
kind         state    | Ana                               | Ben                             | Fay
frame        bens     | read revise                       | record read revise              | record read revise
person       private  | record read revise share delete   |                                 |
person       shared   | record read revise unshare delete | read                            | read
person       draft    |                                   | record read revise share delete | record
person       bens     | read                              | record read revise delete       | record read
word         private  | record read revise share delete   |                                 |
word         shared   | record read revise unshare delete | read                            | read
word         draft    |                                   | read revise share delete        |
word         bens     | read                              | read revise delete              | read
episode      private  | record read revise share delete   |                                 |
episode      shared   | record read revise unshare delete | read                            | read
episode      draft    |                                   | record read revise share delete | record
episode      bens     | read                              | record read revise delete       | record read
session      private  | read revise share delete          |                                 |
session      shared   | read revise unshare delete        | read                            | read
session      draft    |                                   | record read revise share delete | record
session      bens     | read                              | record read revise delete       | record read
safety       private  | record read revise share delete   |                                 |
safety       shared   | record read revise unshare delete | read revise                     | read revise
safety       draft    |                                   | read revise share delete        |
safety       bens     | read revise                       | read revise delete              | read revise
mark         draft    |                                   | record read revise delete       | record
feedback     draft    |                                   | record read revise share delete | record
feedback     bens     | read                              | record read revise delete       | record read
answer       private  | record read revise share delete   |                                 |
answer       shared   | record read revise unshare delete | read                            | read
pulse        private  | record read revise share delete   |                                 |
pulse        shared   | record read revise unshare delete | read                            | read
pulse        draft    |                                   | record read revise share delete | record
pulse        bens     | read                              | record read revise delete       | record read
dip          private  | record read revise share delete   |                                 |
dip          shared   | record read revise unshare delete | read                            | read
dip          draft    |                                   | record read revise share delete | record
dip          bens     | read                              | record read revise delete       | record read
card         private  | record read revise share delete   |                                 |
card         shared   | record read revise unshare delete | read revise                     | read revise
card         draft    |                                   | record read revise share delete | record
card         bens     | read revise                       | record read revise delete       | record read revise
new_between  private  | record read revise share delete   |                                 |
new_between  shared   | record read revise unshare delete | read                            | read
new_between  draft    |                                   | record read revise share delete | record
new_between  bens     | read                              | record read revise delete       | record read
pattern      draft    |                                   | record read revise share delete | record
pattern      bens     | read                              | record read revise delete       | record read
plan         private  | record read revise share delete   |                                 |
plan         shared   | record read revise unshare delete | read                            | read
attempt      private  | record read revise share delete   |                                 |
attempt      shared   | record read revise unshare delete | read                            | read
way          private  | record read revise share delete   |                                 |
way          shared   | record read revise unshare delete | read                            | read
option       private  | record read revise share delete   |                                 |
option       shared   | record read revise unshare delete | read                            | read
option       draft    |                                   | record read revise share delete | record
option       bens     | read                              | record read revise delete       | record read
beside       draft    |                                   | record read revise share delete | record
beside       bens     | read                              | record read revise delete       | record read
agenda       private  | record read revise share delete   |                                 |
agenda       shared   | record read revise unshare delete | read                            | read
agenda       draft    |                                   | record read revise share delete | record
agenda       bens     | read                              | record read revise delete       | record read
aside        draft    |                                   | record read revise delete       | record
note         private  | record read revise delete         |                                 |
note         draft    |                                   | record read revise delete       | record
recognition  private  | record read revise share delete   |                                 |
recognition  shared   | record read revise unshare delete | read                            | read
tie          private  | record read revise share delete   |                                 |
tie          shared   | record read revise unshare delete | read                            | read
kept_change  private  | record read revise share delete   |                                 |
kept_change  shared   | record read revise unshare delete | read                            | read
work_with_me private  | record read revise share delete   |                                 |
work_with_me shared   | record read revise unshare delete | read                            | read
goal         private  | record read revise share delete   |                                 |
goal         shared   | record read revise unshare delete | read                            | read
review       private  | record read revise share delete   |                                 |
review       shared   | record read revise unshare delete | read                            | read
review       draft    |                                   | record read revise share delete | record
review       bens     | read                              | record read revise delete       | record read
preferences  private  | record read revise share delete   |                                 |
preferences  shared   | record read revise unshare delete | read                            | read
preferences  draft    |                                   | record read revise share delete | record
preferences  bens     | read                              | record read revise delete       | record read
agreement    shared   | record read revise                | read                            | read
agreement    bens     | read                              | record read revise              | record read
ending       shared   | record read revise                | read                            | read
ending       bens     | read                              | record read revise              | record read
book         private  | record read revise share delete   |                                 |
book         shared   | record read revise unshare delete | read                            | read
book_part    private  | record read revise share delete   |                                 |
book_part    shared   | record read revise unshare delete | read                            | read
book_part    draft    |                                   | record read revise share delete | record
book_part    bens     | read                              | record read revise delete       | record read
consent      private  | record read revise share delete   |                                 |
consent      shared   | record read revise unshare delete | read                            | read
supervision  draft    |                                   | record read revise delete       | record
"""  # noqa: E501  a row is a line
STATES = {
    "private": By("client", "private"),
    "shared": By("client", "shared"),
    "draft": By("counsellor", "private"),
    "bens": By("counsellor", "shared"),
}
ANA, BEN, FAY, DOV = (Viewer(uuid4()) for _ in range(4))
ROLES: dict[Viewer, policies.Role] = {
    ANA: "client",
    BEN: "counsellor",
    FAY: "counsellor",
    DOV: "supervisor",
}


def rows() -> dict[tuple[str, str], list[set[str]]]:
    """What Ana, Ben and Fay may do, by kind and state."""
    lines = (line.split("|") for line in TABLE.strip().splitlines()[1:])
    return {
        (begin.split()[0], begin.split()[1]): [set(each.split()) for each in acts]
        for begin, *acts in lines
    }


ROWS = rows()
RING = {"shared": seal.key_of(1, bytes(32))}


def may(viewer: Viewer, kind: str, state: str, *, deleted: bool = False) -> set[str]:
    """What somebody may do with an entry of a kind in a state."""
    case, by = uuid4(), STATES[state]
    writer: UUID = ANA.id if by.author == "client" else BEN.id
    row = row_of(RING, case, made(kind, by, Around(case=case), lambda: "word"), writer, 1)
    at = Standing(viewer, case, uuid4(), ROLES[viewer])
    return set(policies.acts(at.role, facts(row._replace(deleted=deleted), at)))


@pytest.mark.every_kind
def test_the_table_has_every_kind_in_every_state_that_its_type_admits_and_no_other() -> None:
    admitted = {
        (kind, state) for kind in KINDS for state in STATES if possible(kind, STATES[state])
    }
    assert set(ROWS) == admitted


@pytest.mark.parametrize(("kind", "state"), ROWS)
def test_everybody_may_do_with_an_entry_what_the_table_says(kind: str, state: str) -> None:
    found = {
        name: may(who, kind, state) for name, who in (("Ana", ANA), ("Ben", BEN), ("Fay", FAY))
    }
    assert found == dict(zip(("Ana", "Ben", "Fay"), ROWS[kind, state], strict=True))
    assert may(DOV, kind, state) == set()


@pytest.mark.parametrize(("kind", "state"), ROWS)
def test_what_was_deleted_is_its_writers_alone_to_read_to_put_back_and_to_erase(
    kind: str, state: str
) -> None:
    writer = ANA if STATES[state].author == "client" else BEN
    for who in (ANA, BEN, FAY, DOV):
        acts = may(who, kind, state, deleted=True) - {"record"}
        assert acts == ({"read", "put_back", "erase"} if who is writer else set())


# The same, tried --------------------------------------------------------------------------------

OTHERWISE: dict[str, dict[str, Any]] = {
    "mark": {"pull": "advise"},
    "aside": {"worth": "promise"},
    "work_with_me": {"lines": ()},
    "preferences": {"no_device": True},
    "agreement": {"sent": True},
}
"""What is changed in kinds in which nobody writes words."""
TO_SHARE: dict[str, dict[str, Any]] = {"feedback": {"said_at": THEN}, "pulse": {"pull": None}}
"""Without which what is private cannot be shared, whoever asks."""
TRIED: dict[str, Callable[[Viewer, UUID, Content, UUID], object]] = {
    "record": lambda who, case, content, row: actions.record(who, case, another(content)),
    "revise": lambda who, case, content, row: actions.write(who, case, changed(content), LATEST),
    "share": lambda who, case, content, row: actions.share(who, row),
    "unshare": lambda who, case, content, row: actions.unshare(who, row),
    "delete": lambda who, case, content, row: actions.delete(who, row),
}
ELSEWHERE = {"frame", "word"}
"""Kinds whose rows have an id of their own making; other tests record them."""


def another(content: Content) -> Content:
    """The same under an id that nobody has."""
    new = uuid4()
    return replace(content, id=str(new) if isinstance(content, Person) else new)


def changed(content: Content) -> Content:
    """The same with other words, or with something else where there are none."""
    kind = kind_of(content)
    return replace(content, **dict.fromkeys(texts_of(kind), "Otherwise"), **OTHERWISE.get(kind, {}))


def stored(cast: Cast, content: Content, writer: Viewer) -> UUID:
    """The id of the row of an entry that is there, also of one that nobody may begin any more."""
    with acting(cast.ben, cast.case) as work:
        row = row_of(work.ring, cast.case, content, writer.id, 1)
        insert(work, row, content)
    return row.id


def does(who: Viewer, act: str, case: UUID, content: Content, row: UUID) -> bool:
    """Whether somebody's act changes anything; then it is undone."""
    before = Entry.objects.get(pk=row)
    with transaction.atomic():
        try:
            TRIED[act](who, case, content, row)
        except Hidden:
            return False
        after = Entry.objects.get(pk=row)
        transaction.set_rollback(True)
    return act == "record" or after.version > before.version


@pytest.mark.parametrize(("kind", "state"), [each for each in ROWS if each[0] not in ELSEWHERE])
def test_whoever_tries_does_what_the_table_says_and_nothing_else(
    cast: Cast, kind: str, state: str
) -> None:
    by = STATES[state]
    content = made(kind, by, Around(case=cast.case), lambda: "word")
    content = replace(content, **TO_SHARE.get(kind, {}))
    row = stored(cast, content, cast.ana if by.author == "client" else cast.ben)
    anas, bens, _ = ROWS[kind, state]
    people = ((cast.ana, anas), (cast.ben, bens), (cast.cleo, set[str]()), (cast.dov, set[str]()))
    for who, acts in people:
        done = {act for act in TRIED if does(who, act, cast.case, content, row)}
        assert done == acts - {"read"}
