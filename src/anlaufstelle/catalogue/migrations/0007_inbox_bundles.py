"""Items of the inbox that are one matter are shown as one, and what was done at one stroke is undone at one."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_calendar")]

    operations = [
        migrations.AddField("inboxitem", "bundle", models.CharField(blank=True, default="", max_length=160)),
        migrations.AddField("handled", "batch", models.CharField(blank=True, db_index=True, default="", max_length=36)),
        migrations.RemoveIndex("inboxitem", "inbox_of_kind"),
        migrations.AddIndex(
            "inboxitem", models.Index(fields=["area", "bundle", "-harm", "id"], name="inbox_of_bundle")
        ),
        migrations.AddIndex(
            "inboxitem", models.Index(fields=["area", "kind", "bundle", "harm", "id"], name="inbox_counts")
        ),
    ]
