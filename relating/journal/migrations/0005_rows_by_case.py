"""A version names its case, as every row of the journal does; a server lets rows through by it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import OuterRef, Subquery

from relating.vault import sql

BY_CASE = ("journal_entry", "journal_version", "journal_sum", "journal_letter")


def named(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The case of each version is that of its entry."""
    entries = apps.get_model("journal", "Entry").objects.using(schema_editor.connection.alias)
    versions = apps.get_model("journal", "Version").objects.using(schema_editor.connection.alias)
    case = entries.filter(pk=OuterRef("entry_id")).values("case_id")
    versions.update(case_id=Subquery(case[:1]))


def guarded(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rules of rows, and the one way of erasing."""
    if schema_editor.connection.vendor != "postgresql":
        return
    rules = [sql.ROWS_OF.format(table=table, column="case_id") for table in BY_CASE]
    for words in (sql.SEES, *rules, sql.LINES, sql.ERASING):
        schema_editor.execute(words)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0004_letters"),
        ("people", "0009_when_a_case_ends"),
    ]

    operations = [
        migrations.AddField(
            "version",
            "case",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.case",
            ),
        ),
        migrations.RunPython(named, migrations.RunPython.noop),
        migrations.AlterField(
            "version",
            "case",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.case",
            ),
        ),
        migrations.RunPython(guarded, migrations.RunPython.noop),
    ]
