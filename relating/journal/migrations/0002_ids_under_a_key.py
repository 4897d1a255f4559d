"""Rows whose ids anybody could compute get others; all are sealed anew, for who wrote them and for
what the entry says now or said once; and what a case holds adds up to a sum."""

from collections.abc import Mapping
from struct import iter_unpack
from uuid import UUID, uuid4

import django.db.models.deletion
from django.db import migrations, models

from relating.case import Content, Entry, decode
from relating.case.references import repointed
from relating.journal import sums
from relating.journal.ids import SHARED, row_id
from relating.journal.sealing import PURPOSES, Row, purpose, sealed
from relating.vault import keys, seal

DERIVED = 5
"""The version of a UUID that was made from another one and a name."""


def with_other_ids(apps, schema_editor):
    """Go through every case whose keys are there."""
    entries = apps.get_model("journal", "Entry").objects
    for case_id in entries.order_by().values_list("case_id", flat=True).distinct():
        ring = keys.ring(case_id, PURPOSES)
        if ring:
            renew(apps, case_id, ring)


def renew(apps, case_id: UUID, ring: keys.Ring) -> None:
    """Give the rows of a case their other ids, wherever these stand."""
    held = apps.get_model("journal", "Entry").objects.filter(case_id=case_id)
    earlier = apps.get_model("journal", "Version").objects
    rows = {each.pk: row_of(each, each) for each in held}
    contents = {each: unsealed(ring, row) for each, row in rows.items()}
    new = {old: other for old in rows if (other := other_id(ring, old, contents[old])) != old}
    kept = []
    for old, row in rows.items():
        id = new.get(old, old)
        for version in earlier.filter(entry_id=old):
            past = row_of(version.entry, version)
            then = pointed(unsealed(ring, past), new)
            again = sealed(ring, past._replace(id=id, past=True), then)
            earlier.filter(pk=version.pk).update(entry_id=id, sealed=again)
        now = sealed(ring, row._replace(id=id), pointed(contents[old], new))
        held.filter(pk=old).update(id=id, sealed=now)
        kept.append(row._replace(id=id))
    add_up(apps, case_id, ring, kept)
    for line in apps.get_model("journal", "Trail").objects.filter(case=case_id).iterator():
        line.entry = new.get(line.entry, line.entry)
        line.entries = packed(bytes(line.entries), new)
        line.save(update_fields=["entry", "entries"])


def add_up(apps, case_id: UUID, ring: keys.Ring, kept: list[Row]) -> None:
    """Write down what the marks of each side of a case add up to."""
    made = apps.get_model("journal", "Sum")
    for side, total in sums.summed(ring[SHARED], kept).items():
        made.objects.create(case_id=case_id, side=side, total=total.to_bytes(sums.SIZE))


def row_of(entry, then) -> Row:
    """The row of an entry, as it is or as it was in an earlier version."""
    return Row(
        id=entry.pk,
        case_id=entry.case_id,
        kind=entry.kind,
        author=entry.author,
        by_id=entry.by_id,
        visibility=then.visibility,
        version=then.version,
        sealed=bytes(then.sealed),
        deleted=entry.deleted_at is not None,
    )


def unsealed(ring: keys.Ring, row: Row) -> Content:
    """What a row holds."""
    key = ring[purpose(row.author, row.visibility)]
    return decode(row.kind, seal.opened(key, row.sealed, bound_before(row)))


def bound_before(row: Row) -> bytes:
    """What a seal was bound to."""
    where = f"relating|1|entry|{row.id}|{row.case_id}"
    return f"{where}|{row.version}|{row.kind}|{row.author}|{row.visibility}".encode()


def other_id(ring: keys.Ring, id: UUID, content: Content) -> UUID:
    """The id of a row from now on."""
    if isinstance(content, Entry):
        return uuid4() if id.version == DERIVED else id
    return row_id(ring[SHARED], content)


def pointed(content: Content, new: Mapping[UUID, UUID]) -> Content:
    """A content that points to the same entries under their other ids."""
    return repointed(content, new) if isinstance(content, Entry) else content


def packed(ids: bytes, new: Mapping[UUID, UUID]) -> bytes:
    """The ids of a line of the trail."""
    found = (UUID(bytes=each) for (each,) in iter_unpack("16s", ids))
    return b"".join(new.get(each, each).bytes for each in found)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial"), ("people", "0002_a_key_a_sign_in")]
    operations = [
        migrations.CreateModel(
            name="Sum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=48)),
                ("total", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["case", "side"], name="one_sum_a_side")
                ]
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("latest", models.DateTimeField()),
                ("doubted_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(with_other_ids, migrations.RunPython.noop),
    ]
