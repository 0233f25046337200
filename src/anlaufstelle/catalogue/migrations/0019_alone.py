"""A day of an event says whether it is the event's only row on it: what is alone is counted without comparing. Rows of
before count as if they were not, until the night writes them out anew."""

# ruff: noqa: RUF012

from django.db import migrations, models

FIELDS = ["area", "day", "start", "entry_id", "audience", "free", "online", "district", "organization", "alone"]


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0018_attendance")]

    operations = [
        migrations.AddField("eventday", "alone", models.BooleanField(default=False)),
        migrations.RemoveIndex("eventday", "event_day"),
        migrations.AddIndex("eventday", models.Index(fields=FIELDS, name="event_day")),
    ]
