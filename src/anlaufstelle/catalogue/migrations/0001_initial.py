"""The tables as they are first made; made again with `makemigrations` until the first release."""

# ruff: noqa: RUF012
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("op", models.CharField(choices=[("put", "put"), ("drop", "drop")], max_length=4)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("name", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("value", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("slug", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=253, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("preview", "preview"), ("released", "released")], default="preview", max_length=10
                    ),
                ),
                ("body", models.JSONField(default=dict)),
                ("released_by", models.CharField(blank=True, max_length=200)),
                ("released_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("left", models.CharField(db_index=True, max_length=36)),
                ("right", models.CharField(db_index=True, max_length=36)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("same", "same"), ("not same", "not same"), ("unsure", "unsure")], max_length=10
                    ),
                ),
                ("who", models.CharField(max_length=200)),
                ("why", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("record_id", models.CharField(db_index=True, max_length=36)),
                ("target_id", models.CharField(blank=True, db_index=True, max_length=36)),
                ("role", models.CharField(max_length=30)),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("record_id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
            ],
        ),
        migrations.CreateModel(
            name="NightStage",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=300)),
                ("publisher", models.CharField(blank=True, max_length=300)),
                ("licence", models.CharField(blank=True, max_length=300)),
                ("url", models.CharField(blank=True, max_length=2000)),
                ("contact", models.CharField(blank=True, max_length=300)),
                ("area", models.CharField(blank=True, max_length=60)),
                ("steward", models.CharField(max_length=60)),
                ("language", models.CharField(default="de", max_length=35)),
                ("trust", models.IntegerField(default=50)),
                ("publishes", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="EntryRow",
            fields=[
                ("id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("state", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=1000)),
                ("steward", models.CharField(max_length=60)),
                ("ags", models.CharField(blank=True, max_length=8)),
                ("areas", models.JSONField(default=list)),
                ("needs", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("checked_on", models.CharField(blank=True, max_length=10)),
                ("sequence", models.BigIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("modified", models.DateTimeField(null=True)),
                ("standard", models.BooleanField(default=False)),
                ("words", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                ("core", models.CharField(max_length=64)),
                ("inputs", models.CharField(max_length=64)),
                ("joined", models.CharField(blank=True, max_length=64)),
                ("expanded", models.CharField(blank=True, max_length=64)),
                ("body", models.BinaryField()),
                ("hsds", models.BinaryField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "kind", "name"], name="entry_list"),
                    models.Index(fields=["state", "kind", "standard", "id"], name="entry_pages"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(max_length=36)),
                ("kind", models.CharField(choices=[("opening", "opening"), ("event", "event")], max_length=10)),
                ("start", models.DateTimeField()),
                ("end", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["entry_id", "kind", "end"], name="occurrence_of"),
                    models.Index(fields=["kind", "start"], name="occurrence_when"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("whole", models.BooleanField(default=True)),
                ("who", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("staged_at", models.DateTimeField(null=True)),
                ("sealed_at", models.DateTimeField(db_index=True, null=True)),
                ("report", models.JSONField(default=dict)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="catalogue.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DecisionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[("decide", "decide"), ("verify", "verify"), ("withdraw", "withdraw")], max_length=10
                    ),
                ),
                ("key", models.CharField(max_length=500)),
                ("record_id", models.CharField(db_index=True, max_length=36)),
                ("path", models.CharField(max_length=300)),
                ("value", models.TextField(null=True)),
                ("seen", models.CharField(blank=True, max_length=64)),
                ("who", models.CharField(max_length=200)),
                ("why", models.TextField(blank=True)),
                ("until", models.DateField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "withdraws",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawn_by",
                        to="catalogue.decisionline",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="catalogue.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("link_type", models.CharField(max_length=20)),
                ("word", models.CharField(max_length=500)),
                ("term_id", models.CharField(max_length=36)),
            ],
            options={
                "indexes": [models.Index(fields=["term_id", "entry_id"], name="tag_carriers")],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("concept", models.CharField(max_length=100)),
                ("language", models.CharField(max_length=35)),
                ("zero", models.BooleanField()),
                ("district", models.CharField(blank=True, max_length=100)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("day", "concept", "language", "zero", "district"), name="one_cell")
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=500)),
                ("record_id", models.CharField(db_index=True, max_length=36)),
                ("kind", models.CharField(max_length=20)),
                ("hash", models.CharField(max_length=64)),
                ("gone", models.BooleanField(default=False)),
                ("place", models.BigIntegerField()),
                ("first_seen", models.DateTimeField()),
                ("origin_source", models.CharField(blank=True, max_length=100)),
                ("origin_key", models.CharField(blank=True, max_length=500)),
                ("body", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="records", to="catalogue.run"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="catalogue.source"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source", "key", "id"], name="record_address")],
                "constraints": [models.UniqueConstraint(fields=("run", "key"), name="one_version_per_run")],
            },
        ),
    ]
