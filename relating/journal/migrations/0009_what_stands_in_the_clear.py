"""The index of a case's entries holds what stands of them in the clear."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0008_keys_by_case")]

    operations = [
        migrations.RemoveIndex("entry", "entries_of_a_case"),
        migrations.AddIndex(
            "entry",
            models.Index(
                fields=[
                    *("case", "deleted_at"),
                    *("kind", "visibility", "author", "by", "id", "version"),
                ],
                name="entries_of_a_case",
            ),
        ),
    ]
