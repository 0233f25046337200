"""Who took part in an event of a network, for certificates."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0017_newsletter")]

    operations = [
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=60)),
                ("entry_id", models.CharField(max_length=36)),
                ("day", models.DateField()),
                ("name", models.CharField(max_length=200)),
                ("town", models.CharField(blank=True, max_length=200)),
                ("by", models.CharField(max_length=200)),
                ("forget_on", models.DateField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry_id", "day", "name", "town"), name="once_at_a_meeting")
                ],
            },
        ),
    ]
