from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_nobody_asks_when")]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="time_zone",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
    ]
