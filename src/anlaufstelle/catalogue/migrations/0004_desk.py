"""Accounts with their roles, and the inbox of the desk with what was done about it."""

# ruff: noqa: RUF012

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_linking"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_index=True)),
                ("who", models.CharField(max_length=200)),
                ("act", models.CharField(max_length=30)),
                ("about", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Handled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_index=True, max_length=700)),
                ("mark", models.CharField(max_length=64)),
                (
                    "act",
                    models.CharField(
                        choices=[("accept", "accept"), ("reject", "reject"), ("back", "back")], max_length=10
                    ),
                ),
                ("who", models.CharField(max_length=200)),
                ("why", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                ("item", models.JSONField(default=dict)),
                ("did", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=150)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "operator"),
                            ("editor", "editor"),
                            ("provider", "provider"),
                            ("caller", "caller"),
                            ("adviser", "adviser"),
                            ("planner", "planner"),
                            ("translator", "translator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area", models.CharField(blank=True, max_length=60)),
                ("organization", models.CharField(blank=True, max_length=36)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("step", models.BigIntegerField(default=0)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("locked_until", models.DateTimeField(null=True)),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="access", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=700, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("area", models.CharField(max_length=60)),
                ("harm", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("title", models.CharField(max_length=1000)),
                ("words", models.TextField(blank=True)),
                ("entry_id", models.CharField(blank=True, db_index=True, max_length=36)),
                ("other_id", models.CharField(blank=True, db_index=True, max_length=36)),
                ("mark", models.CharField(max_length=64)),
                ("data", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-harm", "id"], name="inbox_order"),
                    models.Index(fields=["area", "-harm", "id"], name="inbox_of_area"),
                    models.Index(fields=["area", "kind", "-harm", "id"], name="inbox_of_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sitting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session", models.CharField(max_length=40, unique=True)),
                ("at", models.DateTimeField()),
                ("browser", models.CharField(blank=True, max_length=120)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sittings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "operator"),
                            ("editor", "editor"),
                            ("provider", "provider"),
                            ("caller", "caller"),
                            ("adviser", "adviser"),
                            ("planner", "planner"),
                            ("translator", "translator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("area", models.CharField(blank=True, max_length=60)),
                ("organization", models.CharField(blank=True, max_length=36)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="grants", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "role", "area", "organization"), name="one_grant_of_a_kind")
                ],
            },
        ),
    ]
