"""On a server each key of a table of cases begins with the case, and rows of a case refer to each
other through it: so they can be spread over many servers by their case."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relating.vault import sql

BY_CASE = (
    *("journal_entry", "journal_version", "journal_sum", "journal_gathered"),
    *("journal_caseloadrow", "journal_letter", "people_relation"),
)


def laid_out(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keys by case, where there is a server."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in BY_CASE:
        schema_editor.execute(sql.KEY_BY.format(table=table, column="case_id"))
    schema_editor.execute(sql.VERSIONS_OF_A_CASE)


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0007_gathered"),
        ("people", "0010_the_calendar"),
    ]

    operations = [
        migrations.RemoveConstraint("version", "one_row_a_version"),
        migrations.AddConstraint(
            "version",
            models.UniqueConstraint(fields=("case", "entry", "version"), name="one_row_a_version"),
        ),
        migrations.RunPython(laid_out, migrations.RunPython.noop),
    ]
