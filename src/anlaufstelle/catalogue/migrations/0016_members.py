"""Members of a network read more: what an entry keeps inside, their role, their own calendars."""

# ruff: noqa: RUF012

from django.conf import settings
from django.db import migrations, models

ROLES = ("operator", "editor", "provider", "caller", "adviser", "planner", "translator", "member")


def role() -> "models.CharField[str]":
    return models.CharField(max_length=20, choices=[(one, one) for one in ROLES])


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0015_calendar_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("entryrow", "inside", models.BinaryField(default=bytes)),
        migrations.AlterField("grant", "role", role()),
        migrations.AlterField("invitation", "role", role()),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=60)),
                ("token_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "area"), name="one_calendar_of_a_network")],
            },
        ),
    ]
