from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_the_door")]

    operations = [
        migrations.AddField(
            model_name="clinic",
            name="country",
            field=models.CharField(blank=True, default="", max_length=2),
        ),
    ]
