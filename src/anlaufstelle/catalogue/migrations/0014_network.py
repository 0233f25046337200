"""The calendar holds what is for a network of towns, whose code is longer than a town's."""

# ruff: noqa: RUF012
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0013_town_login")]

    operations = [
        migrations.AlterField("eventday", "area", models.CharField(max_length=60)),
        migrations.AlterField("eventfact", "area", models.CharField(max_length=60)),
    ]
