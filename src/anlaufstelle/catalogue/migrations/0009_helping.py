"""Those who want to help: what they wrote, for 90 days, and how often something came of it."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0008_hint"),
    ]

    operations = [
        migrations.CreateModel(
            name="Approach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=60)),
                ("desk", models.CharField(max_length=200)),
                ("entry_id", models.CharField(blank=True, max_length=36)),
                ("entry_name", models.CharField(blank=True, max_length=1000)),
                ("sent_to", models.CharField(blank=True, max_length=300)),
                ("language", models.CharField(max_length=35)),
                ("wishes", models.CharField(blank=True, max_length=500)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("reply", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("forget_on", models.DateField(db_index=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("placed", "placed"),
                            ("closed", "closed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("by", models.CharField(blank=True, max_length=200)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "state", "due_on"], name="approach_due")],
            },
        ),
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                ("area", models.CharField(max_length=60)),
                ("state", models.CharField(max_length=10)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("month", "area", "state"), name="one_outcome_a_month")],
            },
        ),
    ]
