"""The calendar of a network reads indexes that hold all it filters by, and what there is to choose stands by itself."""

# ruff: noqa: RUF012

from django.db import migrations, models

EVERY = ["entry_id", "audience", "free", "online", "district", "organization"]
NEW = "INSERT INTO catalogue_eventchoice (area, audience, what, value)"
OF_FACTS = f"""
{NEW} SELECT DISTINCT area, audience, 'district', district FROM catalogue_eventfact WHERE district <> ''
UNION ALL
SELECT DISTINCT area, audience, 'organization', organization FROM catalogue_eventfact WHERE organization <> ''
"""
OF_TOPICS = f"""
{NEW} SELECT DISTINCT fact.area, fact.audience, 'topic', topic.need
FROM catalogue_eventtopic topic JOIN catalogue_eventfact fact ON fact.entry_id = topic.entry_id
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0014_network")]

    operations = [
        migrations.CreateModel(
            name="EventChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=8)),
                ("audience", models.CharField(max_length=13)),
                ("what", models.CharField(max_length=12)),
                ("value", models.CharField(max_length=100)),
            ],
        ),
        migrations.RunSQL(OF_FACTS, migrations.RunSQL.noop),
        migrations.RunSQL(OF_TOPICS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "eventchoice",
            models.UniqueConstraint(fields=["area", "what", "value", "audience"], name="event_choice"),
        ),
        migrations.RemoveIndex("entryrow", "entry_quarter"),
        migrations.AddIndex(
            "entryrow",
            models.Index(fields=["district", "state", "kind", "name", "ags", "steward"], name="entry_quarter"),
        ),
        migrations.RemoveIndex("eventday", "event_day"),
        migrations.RemoveIndex("eventfact", "event_fact"),
        migrations.AddIndex("eventday", models.Index(fields=["area", "day", "start", *EVERY], name="event_day")),
        migrations.AddIndex("eventfact", models.Index(fields=["area", "last", *EVERY], name="event_fact")),
        migrations.AddIndex(
            "eventfact",
            models.Index(fields=["area", "entry_id"], condition=models.Q(dated=False), name="event_undated"),
        ),
    ]
