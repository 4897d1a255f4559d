"""Two entries that are one person: put together, parted, shared and deleted as one."""

import random
from uuid import UUID

import pytest
from django.utils import timezone
from msgspec.structs import replace

from relating.case import CaseFile, Person, read, write
from relating.journal import actions, lending, lines, queries
from relating.journal.actions import people as of_people
from relating.journal.actions.acting import acting
from relating.journal.models import Entry, Trail
from relating.journal.queries import OpenCase
from relating.people.gate import Hidden, Viewer
from tests.cast import Cast, episode, person, row_in, tell
from tests.journal.loans import agreed, question


def added(cast: Cast, alias: str = "Mara", viewer: Viewer | None = None, **more: object) -> Person:
    """Somebody whom Ana wrote down, or Ben, who always tells of people for both unless said so."""
    who = viewer or cast.ana
    ben = {"author": "counsellor", "visibility": "shared"} if who == cast.ben else {}
    made = person(alias, **(ben | more))
    actions.record(who, cast.case, made)
    return made


def merge(cast: Cast, goes: Person, stays: Person, viewer: Viewer | None = None) -> actions.Receipt:
    rows = (row_in(cast.case, each) for each in (goes, stays))
    return actions.merge(viewer or cast.ana, *rows)


def part(cast: Cast, goes: Person, viewer: Viewer | None = None) -> actions.Receipt:
    return actions.part(viewer or cast.ana, row_in(cast.case, goes))


def opened(cast: Cast, viewer: Viewer | None = None) -> OpenCase:
    return queries.open_case(viewer or cast.ana, cast.case)


def names(cast: Cast, viewer: Viewer | None = None) -> list[str]:
    """Who there is but for the counsellor, by name."""
    found = opened(cast, viewer).people.values()
    return sorted(each.alias for each in found if each.role != "counsellor")


def done(cast: Cast) -> int:
    """How many lines there are of what was done."""
    return Trail.objects.filter(case=cast.case).exclude(act="read").count()


def test_two_are_one_and_their_times_stand_together(cast: Cast) -> None:
    mara, again = added(cast), added(cast, "M.", role=None)
    first, second = tell(cast, person=mara.id), tell(cast, "Again.", person=again.id)
    merge(cast, again, mara)
    case = opened(cast)
    assert names(cast) == ["Mara"]
    assert {each.person for each in case.episodes} == {mara.id}
    assert [each.id for each in case.naming({again.id})] == [second.id]
    assert [each.id for each in case.naming({mara.id})] == [first.id]


def test_what_was_told_stays_as_it_was_told(cast: Cast) -> None:
    mara, again = added(cast), added(cast, "M.")
    told = tell(cast, person=again.id)
    merge(cast, again, mara)
    assert queries.open_entry(cast.ana, told.id).content == told
    assert Entry.objects.get(pk=told.id).version == 1


def test_parted_again_everything_is_as_it_was(cast: Cast) -> None:
    mara, again = added(cast), added(cast, "M.", unsafe=True, visibility="shared")
    tell(cast, person=again.id)
    before = opened(cast)
    merge(cast, mara, again)
    assert opened(cast).people != before.people
    part(cast, mara)
    after = opened(cast)
    assert (after.people, after.episodes) == (before.people, before.episodes)
    assert part(cast, mara).again


def test_putting_together_twice_changes_nothing_the_second_time(cast: Cast) -> None:
    mara, again = added(cast), added(cast, "M.")
    assert not merge(cast, again, mara).again
    lines_before = done(cast)
    assert merge(cast, again, mara).again
    assert merge(cast, mara, again).again, "the other window says it the other way round"
    assert opened(cast).people.everybody[mara.id] == mara
    assert done(cast) == lines_before


def test_it_is_one_act_with_one_line_that_the_other_reads_where_they_see_it(cast: Cast) -> None:
    mara, again = added(cast, visibility="shared"), added(cast, "M.", visibility="shared")
    before = done(cast)
    merge(cast, again, mara)
    assert done(cast) == before + 1
    part(cast, again)
    acts = [line.act for line in lines.read_trail(cast.ben, cast.case)]
    assert acts[:2] == ["parted", "merged"]


def test_ben_learns_nothing_of_somebody_private_who_is_somebody_shared(cast: Cast) -> None:
    mara, secret = added(cast, visibility="shared"), added(cast, "M.", unsafe=True)
    before = opened(cast, cast.ben)
    told = lines.read_trail(cast.ben, cast.case)
    merge(cast, secret, mara)
    assert lines.read_trail(cast.ben, cast.case) == told
    after = opened(cast, cast.ben)
    assert (after.people, after.rows) == (before.people, before.rows)
    assert opened(cast).people[mara.id].unsafe


def test_what_is_shared_is_never_stood_for_by_what_is_private(cast: Cast) -> None:
    mara, secret = added(cast, visibility="shared"), added(cast, "M.")
    with pytest.raises(Hidden):
        merge(cast, mara, secret)
    assert names(cast) == ["M.", "Mara"]


def test_each_says_so_of_whom_they_wrote_down_and_of_nobody_else(cast: Cast) -> None:
    hers, his = added(cast, visibility="shared"), added(cast, "M.", cast.ben)
    secret = added(cast, "S.")
    for viewer, goes, stays in (
        (cast.ben, hers, his),
        (cast.ana, his, hers),
        (cast.ben, his, secret),
        (cast.cleo, his, hers),
        (cast.dov, his, hers),
    ):
        with pytest.raises(Hidden):
            merge(cast, goes, stays, viewer)
    merge(cast, his, hers, cast.ben)
    assert names(cast, cast.ben) == ["Mara"]
    with pytest.raises(Hidden):
        part(cast, his)
    part(cast, his, cast.ben)
    merge(cast, hers, his)
    assert names(cast, cast.ben) == ["M."]


def test_nobody_is_put_together_with_what_is_no_person_or_is_deleted_or_elsewhere(
    cast: Cast,
) -> None:
    mara, gone, told = added(cast), added(cast, "M."), tell(cast)
    actions.delete(cast.ana, row_in(cast.case, gone))
    carls = person("Mara")
    actions.record(cast.carl, cast.other_case, carls)
    mine = row_in(cast.case, mara)
    pairs = [(mine, told.id), (told.id, mine), (mine, row_in(cast.other_case, carls))]
    gone_row = row_in(cast.case, gone)
    for goes, stays in [
        *pairs,
        (mine, gone_row),
        (gone_row, mine),
        (mine, row_in(cast.case, told)),
    ]:
        with pytest.raises(Hidden):
            actions.merge(cast.ana, goes, stays)
    for row in (told.id, gone_row):
        with pytest.raises(Hidden):
            actions.part(cast.ana, row)


def test_of_somebody_whom_one_may_not_see_not_even_that_they_are_themselves_is_said(
    cast: Cast,
) -> None:
    gone, secret = added(cast, visibility="shared"), added(cast, "M.")
    actions.delete(cast.ana, row_in(cast.case, gone))
    before = done(cast)
    for each in (gone, secret):
        with pytest.raises(Hidden):
            merge(cast, each, each, cast.ben)
    assert done(cast) == before


def test_the_counsellor_is_stood_for_by_nobody_else(cast: Cast) -> None:
    ben = next(each for each in opened(cast, cast.ben).people.values())
    other = added(cast, "Benny", cast.ben)
    with pytest.raises(Hidden):
        merge(cast, ben, other, cast.ben)
    merge(cast, other, ben, cast.ben)
    assert [each.role for each in opened(cast).people.values()] == ["counsellor"]


def test_somebody_who_is_two_entries_is_deleted_and_put_back_as_one(cast: Cast) -> None:
    mara, again, third = added(cast), added(cast, "M."), added(cast, "Mm.")
    tell(cast, person=again.id)
    merge(cast, third, again)
    merge(cast, again, mara)
    before = opened(cast)
    actions.delete(cast.ana, row_in(cast.case, mara))
    assert names(cast) == []
    assert len(opened(cast).episodes) == 1
    actions.put_back(cast.ana, row_in(cast.case, mara))
    assert (opened(cast).people, opened(cast).episodes) == (before.people, before.episodes)


def test_whom_the_other_wrote_down_stays_when_one_deletes_the_person(cast: Cast) -> None:
    hers, his = added(cast, visibility="shared"), added(cast, "M.", cast.ben)
    merge(cast, his, hers, cast.ben)
    actions.delete(cast.ana, row_in(cast.case, hers))
    assert names(cast) == names(cast, cast.ben) == ["M."]
    actions.put_back(cast.ana, row_in(cast.case, hers))
    assert names(cast) == ["Mara"]


def test_taken_back_and_shared_again_it_is_the_whole_person(cast: Cast) -> None:
    mara, again = added(cast, visibility="shared"), added(cast, "M.", visibility="shared")
    merge(cast, again, mara)
    before = done(cast)
    actions.unshare(cast.ana, row_in(cast.case, mara))
    assert names(cast, cast.ben) == []
    assert done(cast) == before + 1
    assert "unshared" in [line.act for line in lines.read_trail(cast.ana, cast.case)]
    actions.share(cast.ana, row_in(cast.case, mara))
    assert names(cast, cast.ben) == ["Mara"]
    assert len(opened(cast, cast.ben).people.parts(mara.id)) == 2


def test_a_shared_time_takes_along_who_it_was_told_of_and_who_that_is(cast: Cast) -> None:
    mara, again = added(cast), added(cast, "M.")
    merge(cast, again, mara)
    told = tell(cast, person=again.id)
    actions.share(cast.ana, told.id)
    assert names(cast, cast.ben) == ["Mara"]
    assert [each.person for each in opened(cast, cast.ben).episodes] == [mara.id]


def test_what_goes_round_in_a_circle_costs_nobody_and_leaves_in_a_file_that_can_be_read(
    cast: Cast,
) -> None:
    """No page writes such a thing; a database that was put together by hand can hold it."""
    hers, his = added(cast, visibility="shared"), added(cast, "M.", cast.ben)
    merge(cast, his, hers, cast.ben)
    actions.revise(cast.ana, cast.case, replace(hers, same_as=his.id), actions.LATEST)
    assert names(cast) == names(cast, cast.ben)
    assert len(names(cast)) == 1
    taken = actions.export_case(cast.ana, cast.case)
    assert read(write(taken)) == taken


def test_a_case_is_taken_along_with_who_is_whom_and_read_in_again(cast: Cast) -> None:
    mara, again = added(cast, visibility="shared"), added(cast, "M.")
    tell(cast, person=again.id)
    merge(cast, again, mara)
    taken = actions.export_case(cast.ana, cast.case)
    assert {each.alias: each.same_as for each in taken.people}["M."] == mara.id
    assert read(write(taken)) == taken
    copy = read_in(cast, taken)
    people = queries.open_case(cast.ben, copy).people
    assert again.id not in people, "what is private to Ana stays so"
    assert [each.same_as for each in actions.export_case(cast.ben, cast.case).people] == [None] * 2


def read_in(cast: Cast, taken: CaseFile) -> UUID:
    """A copy of a case beside it."""
    copy = actions.reminted(taken)
    return actions.import_case(copy, clinic_id=cast.clinic.id, counsellor=cast.ben.id)


def test_a_supervisor_reads_what_they_are_for_every_name_they_have(cast: Cast) -> None:
    mara = added(cast, "Mara Silva", visibility="shared")
    again = added(cast, "Schatzi", role=None, visibility="shared")
    told = tell(cast, "Schatzi said: Mara is tired.", person=again.id, visibility="shared")
    merge(cast, again, mara)
    made = question(cast, agreed(cast), told.id)
    actions.lend(cast.ben, cast.case, made, timezone.now())
    loan = lending.open_loan(cast.dov, made.id)
    assert getattr(loan.moments[0], "story") == "[boss] said: [boss] is tired."  # noqa: B009
    assert loan.roles[again.id] == loan.roles[mara.id] == "boss"


def test_a_name_that_was_thought_over_leaves_who_they_are_as_it_is(cast: Cast) -> None:
    """A form that is sent once more, with another name, from before the two were put together."""
    mara, again = added(cast), added(cast, "M.", unsafe=True)
    merge(cast, again, mara)
    sent_again = replace(again, alias="Em", unsafe=False)
    actions.tell(cast.ana, cast.case, episode(person=again.id), person=sent_again)
    kept = opened(cast).people.everybody[again.id]
    assert (kept.alias, kept.same_as, kept.unsafe) == ("Em", mara.id, True)


def test_through_random_histories_it_is_undone_step_by_step(cast: Cast) -> None:
    chance = random.Random(11)
    them = [
        added(cast, f"P{number}", chance.choice([cast.ana, cast.ben]), unsafe=chance.random() < 0.3)
        for number in range(6)
    ]
    for each in them:
        tell(cast, person=each.id)
    actors = {"client": cast.ana, "counsellor": cast.ben}
    for _ in range(6):
        done = []
        for _ in range(5):
            goes, stays = chance.sample(them, 2)
            before = exported(cast)
            try:
                receipt = merge(cast, goes, stays, actors[goes.author])
            except Hidden:
                continue
            if not receipt.again and opened(cast).people.everybody[goes.id].same_as == stays.id:
                done.append((goes, before))
        for goes, before in reversed(done):
            part(cast, goes, actors[goes.author])
            assert exported(cast) == before


def exported(cast: Cast) -> bytes:
    return write(actions.export_whole(cast.case))


def test_who_was_deleted_is_known_only_when_the_deleted_are_asked_for(cast: Cast) -> None:
    mara = person("Mara")
    actions.record(cast.ana, cast.case, mara)
    actions.delete(cast.ana, row_in(cast.case, mara))
    with acting(cast.ana, cast.case) as work:
        assert mara.id not in of_people.known(work).rows
        assert mara.id in of_people.known(work, deleted=True).rows
