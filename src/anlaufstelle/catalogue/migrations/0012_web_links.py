"""What is known of web addresses."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0011_turn"),
    ]

    operations = [
        migrations.CreateModel(
            name="WebLink",
            fields=[
                ("url_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("url", models.TextField()),
                ("state", models.CharField(max_length=10)),
                ("checked_on", models.DateField()),
                ("failed_on", models.DateField(null=True)),
                ("why", models.TextField(blank=True)),
            ],
        ),
    ]
