"""From this version on the newest line is kept beside the keys, and missed where it is not."""

from django.db import migrations

from relating.vault import newest


def begin(apps: object, schema_editor: object) -> None:
    """Begin to keep it, once in the life of a key store."""
    path = newest.place()
    if path is not None:
        newest.begin(path)


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0003_what_was_destroyed_on_purpose"),
    ]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
