"""The tellings of a long case, gathered; a server lets its rows through by their case."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relating.vault import sql


def guarded(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The rule of its rows."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(sql.ROWS_OF.format(table="journal_gathered", column="case_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0006_caseload_rows"),
        ("people", "0010_the_calendar"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gathered",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("side", models.CharField(max_length=48)),
                ("sealed", models.BinaryField()),
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
                    models.UniqueConstraint(fields=("case", "side"), name="gathered_once_a_side")
                ],
            },
        ),
        migrations.RunPython(guarded, migrations.RunPython.noop),
    ]
