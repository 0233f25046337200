"""Links, letters, silence, signals and calls: asking those who know."""

# ruff: noqa: RUF012
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_desk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("who", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("right", "right"), ("changed", "changed"), ("nobody", "nobody"), ("gone", "gone")],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("again_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.CharField(max_length=200, unique=True)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("organization", models.CharField(db_index=True, max_length=36)),
                ("address", models.CharField(max_length=320)),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField(blank=True)),
                ("stop", models.CharField(blank=True, max_length=500)),
                ("state", models.CharField(db_index=True, default="waiting", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("address_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("reason", models.CharField(choices=[("stop", "stop"), ("bounce", "bounce")], max_length=10)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("purpose", models.CharField(choices=[("answer", "answer"), ("stop", "stop")], max_length=10)),
                ("organization", models.CharField(db_index=True, max_length=36)),
                ("letter", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                ("organization", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(max_length=36)),
                ("kind", models.CharField(max_length=10)),
                ("word", models.CharField(max_length=20)),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("entry_id", "kind", "word", "on"), name="once_a_day")],
            },
        ),
    ]
