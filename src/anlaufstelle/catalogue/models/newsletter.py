"""Who reads a network's newsletter, for as long as they want to."""

from django.db import models


class Reader(models.Model):
    """An address and nothing else. Without `confirmed_on` nobody has agreed yet, and it is deleted after a few days.

    Links in mails are tickets (`asking.Ticket`) that name this row as their organization; so do its letters."""

    id = models.CharField(primary_key=True, max_length=36)
    area = models.CharField(max_length=60)
    address = models.CharField(max_length=320)
    at = models.DateTimeField()
    confirmed_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "address"], name="one_reader_of_a_network"),)
