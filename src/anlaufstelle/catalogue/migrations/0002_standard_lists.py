"""Columns and tables behind the lists of the standard; the next night fills them (see `pipeline.inputs.ASSEMBLY`)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("catalogue", "0001_initial"),)

    operations = (
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
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entry_id", models.CharField(db_index=True, max_length=36)),
                ("link_type", models.CharField(max_length=20)),
                ("word", models.CharField(max_length=500)),
                ("term_id", models.CharField(max_length=36)),
            ],
        ),
        migrations.AddField(
            model_name="entryrow",
            name="modified",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="entryrow",
            name="standard",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="entryrow",
            name="words",
            field=models.TextField(blank=True),
        ),
        migrations.AddIndex(
            model_name="entryrow",
            index=models.Index(fields=["state", "kind", "standard", "id"], name="entry_pages"),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(fields=["term_id", "entry_id"], name="tag_carriers"),
        ),
    )
