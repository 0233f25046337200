from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("catalogue", "0019_alone"),)
    operations = (
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(fields=["origin_source", "origin_key"], name="record_origin"),
        ),
    )
