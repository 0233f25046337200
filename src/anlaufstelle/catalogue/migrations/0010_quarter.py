"""The quarter of an entry; the next night assembles all entries again, so that each finds its own."""

# ruff: noqa: RUF012
from django.db import migrations, models


def assemble_again(apps, schema_editor):
    apps.get_model("catalogue", "EntryRow").objects.update(inputs="")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_helping")]

    operations = [
        migrations.AddField("entryrow", "district", models.CharField(blank=True, default="", max_length=100)),
        migrations.AddIndex("entryrow", models.Index(fields=["district", "state", "kind"], name="entry_quarter")),
        migrations.RunPython(assemble_again, migrations.RunPython.noop),
    ]
