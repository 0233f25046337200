"""Who reads a network's newsletter, and links to agree and to leave by."""

# ruff: noqa: RUF012

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0016_members")]

    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.CharField(max_length=36, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=60)),
                ("address", models.CharField(max_length=320)),
                ("at", models.DateTimeField()),
                ("confirmed_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("area", "address"), name="one_reader_of_a_network")],
            },
        ),
        migrations.AlterField(
            model_name="ticket",
            name="purpose",
            field=models.CharField(
                choices=[("answer", "answer"), ("stop", "stop"), ("join", "join"), ("leave", "leave")], max_length=10
            ),
        ),
    ]
