"""What the rules of linking found, and as which version they compared each record."""

# ruff: noqa: RUF012
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_attempt"),
    ]

    operations = [
        migrations.CreateModel(
            name="Linked",
            fields=[
                ("record_id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("mark", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left", models.CharField(db_index=True, max_length=36)),
                ("right", models.CharField(db_index=True, max_length=36)),
                ("kind", models.CharField(max_length=20)),
                ("score", models.FloatField()),
                ("verdict", models.CharField(max_length=10)),
                ("reasons", models.JSONField(default=list)),
            ],
            options={
                "indexes": [models.Index(fields=["verdict", "-score"], name="candidate_open")],
                "constraints": [models.UniqueConstraint(fields=("left", "right"), name="one_candidate_a_pair")],
            },
        ),
    ]
