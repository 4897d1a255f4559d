"""On a server the key of the table of keys begins with whose they are."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relating.vault import sql


def laid_out(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keys by scope, where there is a server."""
    there = schema_editor.connection
    if there.vendor == "postgresql" and "vault_wrappedkey" in there.introspection.table_names():
        schema_editor.execute(sql.KEY_BY.format(table="vault_wrappedkey", column="scope"))


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0004_how_far_the_journal_had_come"),
    ]

    operations = [migrations.RunPython(laid_out, migrations.RunPython.noop)]
