"""Whatever was told before anybody was asked what the other did first and what they did then says
that its order is unknown: each version of each such episode is sealed anew with that in it."""

from uuid import UUID

from django.db import migrations

from relating.case.file.versions import of_this_version
from relating.journal.sealing import PURPOSES, Row, sealed, whole
from relating.vault import keys


def say_that_the_order_is_unknown(apps, schema_editor):
    """Go through every case whose keys are there; what does not open stays as it is."""
    told = apps.get_model("journal", "Entry").objects.filter(kind="episode")
    for case_id in told.order_by().values_list("case_id", flat=True).distinct():
        ring = keys.ring(case_id, PURPOSES)
        if ring:
            renew(apps, told.filter(case_id=case_id), ring)


def renew(apps, told, ring: keys.Ring) -> None:
    """Seal the episodes of a case anew where that says something else than before."""
    earlier = apps.get_model("journal", "Version").objects
    for entry in told:
        now = row_of(entry)
        for version in earlier.filter(entry_id=entry.pk):
            then = now._replace(
                version=version.version,
                visibility=version.visibility,
                sealed=bytes(version.sealed),
                past=True,
            )
            if made := anew(ring, then):
                earlier.filter(pk=version.pk).update(sealed=made)
        if made := anew(ring, now):
            told.filter(pk=entry.pk).update(sealed=made)


def anew(ring: keys.Ring, row: Row) -> bytes | None:
    """What a row holds in this version of the format, sealed; None where nothing changes."""
    for _, content in whole(ring, row):
        renewed = of_this_version(content)
        return sealed(ring, row, renewed) if renewed != content else None
    return None


def row_of(entry) -> Row:
    """The row of an entry as it is now."""
    return Row(
        id=UUID(str(entry.pk)),
        case_id=entry.case_id,
        kind=entry.kind,
        author=entry.author,
        by_id=entry.by_id,
        visibility=entry.visibility,
        version=entry.version,
        sealed=bytes(entry.sealed),
        deleted=entry.deleted_at is not None,
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_ids_under_a_key")]
    operations = [
        migrations.RunPython(say_that_the_order_is_unknown, migrations.RunPython.noop),
    ]
