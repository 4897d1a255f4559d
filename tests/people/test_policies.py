"""The rules themselves, against a small independent statement of each."""

import inspect
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from relating.journal.sealing import KNOWN
from relating.people import policies
from relating.people.policies import Facts, Kind

ROLES: tuple[policies.Role, ...] = ("client", "counsellor", "supervisor", None)


def entries(*kinds: Kind) -> list[Facts]:
    """Entries of these kinds in every state, whether or not their types admit it."""
    return [
        Facts(kind, author, visibility, own, deleted)
        for kind, author, visibility, own, deleted in product(
            kinds, ("client", "counsellor"), ("private", "shared"), (True, False), (True, False)
        )
    ]


ALL = entries(*KNOWN.values())


def named(entry: Facts) -> str:
    """The first kind of which the same is known as of this entry's."""
    return next(name for name, kind in KNOWN.items() if kind == entry.kind)


@pytest.mark.parametrize("act", [*policies.RULES, "anything else"])
def test_nobody_outside_the_two_may_do_anything(act: str) -> None:
    assert not any(
        policies.allowed(act, role, entry) for role in ("supervisor", None) for entry in ALL
    )


@pytest.mark.parametrize("role", ROLES)
def test_an_act_without_a_rule_is_denied(role: policies.Role) -> None:
    assert not any(policies.allowed("publish", role, entry) for entry in ALL)


@pytest.mark.parametrize("act", policies.RULES)
def test_of_a_kind_that_nothing_is_known_of_nobody_may_do_anything(act: str) -> None:
    found = [
        (role, entry)
        for role, entry in product(ROLES, entries(Kind()))
        if policies.allowed(act, role, entry)
    ]
    assert found == []


@pytest.mark.parametrize("act", policies.RULES)
def test_what_its_type_does_not_let_somebody_write_nobody_may_do_anything_with(act: str) -> None:
    forged = [each for each in ALL if each.author not in each.kind.authors]
    assert forged
    assert not any(policies.allowed(act, role, each) for role, each in product(ROLES, forged))


def test_what_is_never_shared_is_its_writers_alone_even_if_a_row_says_otherwise() -> None:
    shared = [each for each in ALL if each.kind.never_shared and each.visibility == "shared"]
    assert shared
    for role, entry in product(ROLES, shared):
        assert policies.may_read(role, entry) == policies.is_writer(role, entry)


def test_the_counsellor_never_reads_or_changes_what_is_private_to_the_client() -> None:
    private = [each for each in ALL if each.author == "client" and each.visibility == "private"]
    done = [
        act
        for act in policies.RULES
        for each in private
        if policies.allowed(act, "counsellor", each)
    ]
    assert done == []


def test_the_client_never_reads_a_counsellors_draft() -> None:
    drafts = [each for each in ALL if each.author == "counsellor" and each.visibility == "private"]
    assert not any(policies.may_read("client", each) for each in drafts)


def test_a_draft_is_its_writers_alone_and_no_other_counsellors() -> None:
    drafts = [each for each in ALL if each.author == "counsellor" and each.visibility == "private"]
    assert {each.own for each in drafts if policies.may_read("counsellor", each)} == {True}


def test_what_is_deleted_is_read_by_its_writer_only_and_changed_by_nobody() -> None:
    gone = [each for each in ALL if each.deleted]
    for role, entry in product(ROLES, gone):
        assert policies.may_read(role, entry) == policies.is_writer(role, entry)
        assert not policies.may_revise(role, entry)
        assert not policies.may_share(role, entry)
        assert not policies.may_unshare(role, entry)


def test_whatever_may_be_changed_may_be_read() -> None:
    for act, role, entry in product(policies.RULES, ROLES, ALL):
        if act != "record" and policies.allowed(act, role, entry):
            assert policies.may_read(role, entry)


def test_nobody_writes_in_the_others_name() -> None:
    for role, entry in product(ROLES, ALL):
        if policies.may_record(role, entry):
            assert entry.author == role


def test_on_a_handed_form_only_a_pulse_a_take_and_a_kept_line_are_written_in_the_clients_name() -> (
    None
):
    for role in ROLES:
        for kind, author in product(KNOWN, ("client", "counsellor")):
            entry = Facts(KNOWN[kind], author, "private", own=False)
            handed = author == "client" and kind in {"pulse", "episode", "note"}
            wanted = role == "counsellor" and handed
            assert policies.may_be_given(role, entry, has_client=True) is wanted
            assert not policies.may_be_given(role, entry, has_client=False)
            shared = entry._replace(visibility="shared")
            assert policies.may_be_given(role, shared, has_client=False) is wanted


def test_only_the_frame_a_shared_safety_plan_and_a_card_belong_to_both() -> None:
    joint = {
        named(entry)
        for role, entry in product(ROLES, ALL)
        if not policies.is_writer(role, entry) and policies.may_revise(role, entry)
    }
    assert joint == {"card", "frame", "safety"}


def test_the_frame_can_be_neither_deleted_nor_taken_back() -> None:
    for role, entry in product(ROLES, entries(KNOWN["frame"])):
        assert not policies.may_delete(role, entry)
        assert not policies.may_unshare(role, entry)


@pytest.mark.parametrize(("minutes", "holds"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_relation_holds_from_its_beginning_until_just_before_its_end(
    minutes: int, holds: bool
) -> None:
    began = datetime(2026, 3, 3, 14, tzinfo=UTC)
    now = began + timedelta(minutes=minutes)
    assert policies.is_current(began, began + timedelta(hours=1), now) is holds


def test_a_supervisor_reads_what_is_lent_to_them_while_it_is_and_nobody_else_does() -> None:
    for role, named, lent in product(ROLES, (True, False), (True, False)):
        wanted = role == "supervisor" and named and lent
        assert policies.may_supervise(role, named=named, lent=lent) is wanted


WHO_MAY = {
    "has_own_pages": {"client"},
    "hears_of": {"counsellor"},
    "may_agree": {"client", "counsellor"},
    "may_say_of_ending": {"client", "counsellor"},
    "may_close_access": {"client"},
    "has_book": {"client"},
    "is_not_pushed": {"client"},
    "has_room": {"counsellor"},
    "may_plan": {"counsellor"},
    "may_stand_beside": {"counsellor"},
    "may_try": {"client"},
    "may_say_why": {"client"},
    "may_add": {"client"},
    "may_give_feedback": {"counsellor"},
    "may_answer": {"client"},
    "may_hand_over": {"counsellor"},
    "keeps_notes": {"counsellor"},
    "keeps_devices": {"client"},
    "may_invite": {"counsellor"},
    "may_read_unnoted": {"client"},
    "may_read_trail": {"client", "counsellor"},
    "may_know_who_read": {"client"},
    "may_export": {"client", "counsellor"},
    "may_look_for_patterns": {"counsellor"},
    "may_lend": {"counsellor"},
    "may_consent": {"client"},
    "acts_on_new_plan": {"client"},
    "may_open_case": {"counsellor"},
    "may_run_practice": {"administrator"},
    "is_a_hat": {"counsellor", "supervisor", "administrator"},
    "is_worn_first": {"counsellor"},
}
"""What is asked of a role alone, and of which the answer is yes."""
EVERY_ROLE = (*ROLES, "administrator", "somebody else")


def asked_of_a_role() -> dict[str, Callable[[Any], object]]:
    """Every question whose only argument is a role."""
    found = inspect.getmembers(policies, inspect.isfunction)
    return {
        name: ask
        for name, ask in found
        if list(inspect.signature(ask).parameters) in (["role"], ["practice_role"])
    }


def test_every_question_that_is_asked_of_a_role_stands_in_the_table() -> None:
    assert set(asked_of_a_role()) == set(WHO_MAY)


@pytest.mark.parametrize("name", WHO_MAY)
def test_only_the_roles_of_the_table_may(name: str) -> None:
    ask = asked_of_a_role()[name]
    assert {role for role in EVERY_ROLE if ask(role)} == WHO_MAY[name]


def test_a_counsellor_changes_their_own_words_and_the_administrator_those_of_the_practice() -> None:
    for own, who in ((True, {"counsellor"}), (False, {"administrator"})):
        may = {str(role) for role in EVERY_ROLE if policies.may_change_layer(str(role), own=own)}
        assert may == who


def test_nobody_ends_their_own_work() -> None:
    eve, ben = uuid4(), uuid4()
    assert policies.may_end(eve, ben)
    assert not policies.may_end(eve, eve)


def test_a_relation_without_an_end_holds_from_its_beginning_on() -> None:
    began = datetime(2026, 3, 3, 14, tzinfo=UTC)
    assert policies.is_current(began, None, began + timedelta(days=4000))
    assert not policies.is_current(began, None, began - timedelta(minutes=1))


@pytest.mark.parametrize("role", ["supervisor", "administrator", None])
def test_even_where_a_type_names_them_nobody_else_writes_into_a_case(role: Any) -> None:
    kind = Kind(frozenset({role}), frozenset({role}), never_shared=False, joint=True, stays=False)
    for entry in (each._replace(author=role) for each in entries(kind)):
        assert policies.acts(role, entry) == set()


def test_what_stands_in_the_clients_name_is_theirs_whoever_wrote_it_down() -> None:
    handed = Facts(KNOWN["pulse"], "client", "private", own=False)
    assert {"read", "revise", "share", "delete"} <= policies.acts("client", handed)


def test_what_stays_is_neither_deleted_nor_taken_back_by_its_writer() -> None:
    both = frozenset({"client", "counsellor"})
    kind = Kind(both, both, never_shared=False, joint=True, stays=True)
    for role, entry in product(ROLES, entries(kind)):
        assert not policies.acts(role, entry) & {"delete", "unshare"}


def test_nobody_is_stood_for_by_somebody_whom_the_writer_may_not_see() -> None:
    mine = Facts(KNOWN["person"], "client", "private", own=True)
    hidden = Facts(KNOWN["person"], "counsellor", "private", own=False)
    assert policies.may_merge("client", mine, mine)
    assert not policies.may_merge("client", mine, hidden)


def test_one_hat_is_worn_the_one_that_was_put_on_or_else_the_first() -> None:
    both = {"administrator", "supervisor"}
    assert policies.worn("administrator", both) == "administrator"
    assert policies.worn("", both) == policies.worn("counsellor", both) == "supervisor"
    assert policies.worn("client", ()) == policies.worn("administrator", ()) == ""
