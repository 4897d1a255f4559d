"""Ids are made under a key: nobody computes one, asks by one, or takes one's place."""

from importlib import import_module
from uuid import UUID, uuid4, uuid5

import pytest
from django.apps import apps
from msgspec.structs import replace

from relating.case import Answer, Content, Episode, Safety, encode
from relating.journal import actions, ids, models, queries
from relating.journal.ids import Ids
from relating.journal.sealing import PURPOSES, Row, purpose, unsealed
from relating.people import gate
from relating.people.gate import Viewer
from relating.vault import keys
from relating.vault.seal import key_of, named, seal
from tests.cast import THEN, Cast, episode, id_from, person, row_in

ids_under_a_key = import_module("relating.journal.migrations.0002_ids_under_a_key")


def makes(viewer: Viewer, case: UUID) -> Ids:
    return ids.ids_of(gate.standing(viewer, case), keys.ring(case, PURPOSES))


def test_a_token_is_the_same_id_for_its_writer_and_another_for_everybody_else(cast: Cast) -> None:
    token = uuid4()
    made = [
        id_from(cast.ana, cast.case, token),
        id_from(cast.ben, cast.case, token),
        id_from(cast.cleo, cast.other_case, token),
        token,
    ]
    assert len(set(made)) == len(made)
    assert id_from(cast.ana, cast.case, token) == made[0]


def test_no_token_is_the_id_of_what_there_is_one_of(cast: Cast) -> None:
    hers = makes(cast.ana, cast.case)
    assert hers.of_one("safety") != makes(cast.ben, cast.case).of_one("safety")
    for computed in (uuid5(cast.case, "safety"), hers.of_one("safety"), cast.case):
        assert hers.of_token(computed) != hers.of_one("safety")


def test_an_id_looks_like_any_other_and_depends_on_the_key() -> None:
    keys_of_two = [key_of(1, bytes(32)), key_of(1, bytes(31) + b"1")]
    one, other = (named(each, "one", "client", "safety") for each in keys_of_two)
    assert one != other
    assert (one.version, one.variant) == (uuid4().version, uuid4().variant)


@pytest.fixture
def before(cast: Cast) -> tuple[Safety, Episode, Answer]:
    """A case as it was written when ids were made from other ids."""
    plan = Safety(
        id=uuid5(cast.case, "safety"),
        author="client",
        visibility="private",
        recorded_at=THEN,
        on_my_own="Tea.",
    )
    mara = person("Mara")
    told = replace(episode("She shut the door.", person=mara.id), id=uuid5(cast.case, "told"))
    about = Answer(
        id=uuid5(told.id, "answer"),
        author="client",
        visibility="private",
        recorded_at=THEN,
        to=told.id,
    )
    for each in (plan, mara, told, about):
        actions.record(cast.ana, cast.case, each)
    actions.revise(cast.ana, cast.case, replace(told, story="She slammed it."), 1)
    actions.delete(cast.ana, plan.id)
    actions.put_back(cast.ana, plan.id)
    actions.share(cast.ana, about.id)
    queries.open_case(cast.ben, cast.case)
    return plan, told, about


def test_rows_whose_ids_could_be_computed_get_others_and_open_as_before(
    cast: Cast, before: tuple[Safety, Episode, Answer]
) -> None:
    for case in (cast.case, cast.other_case):
        as_before(case)
    ids_under_a_key.with_other_ids(apps, None)
    plan, told, about = before
    opened = queries.open_case(cast.ana, cast.case)
    (now,), (answer,) = opened.episodes, opened.all(Answer)
    assert opened.safety is not None
    assert opened.safety == replace(plan, id=opened.safety.id)
    assert now == replace(told, id=now.id, story="She slammed it.")
    assert (answer.to, answer.visibility) == (now.id, "shared")
    versions = queries.history(cast.ana, now.id)
    assert [each.content.story for each in versions if isinstance(each.content, Episode)] == [
        "She slammed it.",
        "She shut the door.",
    ]
    assert len(queries.history(cast.ana, answer.id)) == 2
    for mara in opened.people.values():
        assert queries.open_entry(cast.ana, row_in(cast.case, mara)).content == mara
    held = {each.pk for each in models.Entry.objects.all()}
    assert not {each for each in held if each.version == 5}
    assert not {plan.id, told.id, about.id} & held
    assert {line.entry for line in models.Trail.objects.filter(case=cast.case)} <= {None, *held}
    read = models.Trail.objects.filter(actor=cast.ben.id, act="read").last()
    assert read is not None
    assert answer.id.bytes in bytes(read.entries)


def as_before(case: UUID) -> None:
    """Seal everything as it was sealed then, with the rows of people and of the frame under ids
    that are made from names, and with no sums."""
    models.Sum.objects.filter(case_id=case).delete()
    ring = keys.ring(case, PURPOSES)
    for entry in models.Entry.objects.filter(case_id=case):
        row = ids_under_a_key.row_of(entry, entry)
        content = unsealed(ring, row)
        for version in models.Version.objects.filter(entry=entry):
            then = ids_under_a_key.row_of(entry, version)._replace(past=True)
            version.sealed = sealed_before(ring, then, unsealed(ring, then))
            version.save()
        old = entry.pk
        if entry.kind in {"person", "frame"}:
            old = uuid5(case, f"{entry.kind}:{getattr(content, 'id', '')}")
        again = sealed_before(ring, row._replace(id=old), content)
        models.Entry.objects.filter(pk=entry.pk).update(id=old, sealed=again)


def sealed_before(ring: keys.Ring, row: Row, content: Content) -> bytes:
    where = ids_under_a_key.bound_before(row)
    return seal(ring[purpose(row.author, row.visibility)], encode(content), where)
