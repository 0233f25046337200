"""The days of events, made to be asked."""

# ruff: noqa: RUF012
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_asking"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("area", models.CharField(max_length=8)),
                ("audience", models.CharField(max_length=13)),
                ("district", models.CharField(blank=True, max_length=100)),
                ("organization", models.CharField(blank=True, max_length=36)),
                ("free", models.BooleanField(null=True)),
                ("online", models.BooleanField(default=False)),
                ("day", models.DateField()),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["area", "day", "start"], name="event_day")],
            },
        ),
        migrations.CreateModel(
            name="EventFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("area", models.CharField(max_length=8)),
                ("audience", models.CharField(max_length=13)),
                ("district", models.CharField(blank=True, max_length=100)),
                ("organization", models.CharField(blank=True, max_length=36)),
                ("free", models.BooleanField(null=True)),
                ("online", models.BooleanField(default=False)),
                ("dated", models.BooleanField()),
                ("last", models.DateField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["area", "last"], name="event_fact")],
            },
        ),
        migrations.CreateModel(
            name="EventTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("need", models.CharField(max_length=60)),
            ],
            options={
                "indexes": [models.Index(fields=["need", "entry_id"], name="event_topic")],
            },
        ),
    ]
