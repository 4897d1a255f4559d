"""What the caseload of each counsellor says of a case: one sealed row."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relating.vault import sql


def guarded(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A server lets them through by their case, as every row of the journal."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(sql.ROWS_OF.format(table="journal_caseloadrow", column="case_id"))


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0005_rows_by_case"),
        ("people", "0009_when_a_case_ends"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseloadRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sealed", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.case",
                    ),
                ),
                (
                    "counsellor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "counsellor"), name="one_row_a_counsellor"
                    )
                ],
            },
        ),
        migrations.RunPython(guarded, migrations.RunPython.noop),
    ]
