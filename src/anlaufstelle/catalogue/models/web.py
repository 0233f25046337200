"""Which web addresses of entries lead somewhere: asked a few a night, and remembered."""

from django.db import models


class WebLink(models.Model):
    """One address, whoever shows it. `state` is alive, failing (one bad night), dead, or unsure (we may not ask).

    `failed_on` is the first bad day of those that followed one another.
    """

    url_hash = models.CharField(primary_key=True, max_length=64)
    url = models.TextField()
    state = models.CharField(max_length=10)
    checked_on = models.DateField()
    failed_on = models.DateField(null=True)
    why = models.TextField(blank=True)
