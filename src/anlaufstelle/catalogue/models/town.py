"""The rows an instance is run by: the towns' views of the catalogue, the counter, and where the night stands."""

from django.db import models


class Edition(models.Model):
    """A town's view on the one catalogue. `body` is an `EditionView` in JSON without slug, host and state."""

    slug = models.SlugField(primary_key=True, max_length=60)
    host = models.CharField(max_length=253, unique=True, null=True)
    state = models.CharField(max_length=10, default="preview", choices=[(s, s) for s in ("preview", "released")])
    body = models.JSONField(default=dict)
    released_by = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True)


class Tally(models.Model):
    """How often something was looked for: a day, a concept of the closed vocabulary, and nothing about anybody.

    `district` is an area code ("05562020:Westerholt"), empty for sensitive concepts.
    """

    day = models.DateField()
    concept = models.CharField(max_length=100)
    language = models.CharField(max_length=35)
    zero = models.BooleanField()
    district = models.CharField(max_length=100, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["day", "concept", "language", "zero", "district"], name="one_cell"),
        )


class NightStage(models.Model):
    """When a stage of the night last began and last came to its end, for the operator's eyes."""

    name = models.CharField(primary_key=True, max_length=20)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)


class Attempt(models.Model):
    """One try to read a source, whatever came of it: what the operator's page and its trends are made of.

    `source` is an id, or the path of a sheet that could not be read itself. `status` is the command's exit status:
    0 read, 1 refused by the sheet's limits, 2 unusable. `day` is the local day it began.
    """

    source = models.CharField(max_length=300)
    day = models.DateField()
    at = models.DateTimeField()
    seconds = models.FloatField()
    status = models.PositiveSmallIntegerField()
    why = models.TextField(blank=True)
    records = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    findings = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["source", "at"], name="attempts_of"),)
