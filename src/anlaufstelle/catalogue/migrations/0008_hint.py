"""Internal hints of those who advise."""

# ruff: noqa: RUF012
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_calendar"), ("catalogue", "0007_inbox_bundles")]

    operations = [
        migrations.CreateModel(
            name="Hint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("area", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=500)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("who", models.CharField(max_length=200)),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
