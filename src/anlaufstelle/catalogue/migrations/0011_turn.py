"""Who has whom on their list of calls."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0010_quarter"),
    ]

    operations = [
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("entry_id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("who", models.CharField(max_length=200)),
                ("until", models.DateTimeField()),
            ],
        ),
    ]
