from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from relating.people import spelling


def fold_names(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Keep each sign-in name as it is compared from now on, unless somebody else has that one."""
    users = apps.get_model("people", "User").objects
    for user in users.all():
        name = spelling.name(user.username)
        if name != user.username and not users.filter(username=name).exists():
            users.filter(pk=user.pk).update(username=name)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_a_key_a_sign_in")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="passphrase_once",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
