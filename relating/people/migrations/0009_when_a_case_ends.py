"""From when on a case has ended, in the clear: the gate must know it before anything is opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_devices")]

    operations = [
        migrations.AddField("case", "ends_at", models.DateTimeField(blank=True, null=True)),
    ]
