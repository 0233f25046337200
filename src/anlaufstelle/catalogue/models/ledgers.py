"""The three ledgers. Lines are added and never changed; a run counts from the moment its `sealed_at` is set."""

from django.db import models


class Source(models.Model):
    """Who says something. `steward` is the area whose editors decide; `publishes` is false for proposals, which
    speak for nothing until an editor has judged them. Higher `trust` wins where two sources state one field."""

    id = models.CharField(primary_key=True, max_length=100)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    area = models.CharField(max_length=60, blank=True)
    steward = models.CharField(max_length=60)
    language = models.CharField(max_length=35, default="de")
    trust = models.IntegerField(default=50)
    publishes = models.BooleanField(default=True)


class Run(models.Model):
    """One harvest or hand-in. `whole`: it showed all that the source has, so that what it left out is gone.

    `staged_at` says that everything has been read, `sealed_at` that it counts.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="runs")
    whole = models.BooleanField(default=True)
    who = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    staged_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True, db_index=True)
    report = models.JSONField(default=dict)


class SourceRecord(models.Model):
    """One version of one record as received. The latest sealed version of a (source, key) is the current one.

    An unchanged record gets no new version: its run's seal says that it was seen again. `place` is the record's place
    in the ledger and `first_seen` its first day there, kept through all versions. `body` is a `Received` in JSON.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="records")
    source = models.ForeignKey(Source, models.PROTECT, related_name="records")
    key = models.CharField(max_length=500)
    record_id = models.CharField(max_length=36, db_index=True)
    kind = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)
    gone = models.BooleanField(default=False)
    place = models.BigIntegerField()
    first_seen = models.DateTimeField()
    origin_source = models.CharField(max_length=100, blank=True)
    origin_key = models.CharField(max_length=500, blank=True)
    body = models.BinaryField()

    class Meta:
        indexes = (
            models.Index(fields=["source", "key", "id"], name="record_address"),
            models.Index(fields=["origin_source", "origin_key"], name="record_origin"),
        )
        constraints = (models.UniqueConstraint(fields=["run", "key"], name="one_version_per_run"),)


class Judgement(models.Model):
    """What a person holds of two records; the latest line about a pair counts. `left` < `right`."""

    left = models.CharField(max_length=36, db_index=True)
    right = models.CharField(max_length=36, db_index=True)
    verdict = models.CharField(max_length=10, choices=[(v, v) for v in ("same", "not same", "unsure")])
    who = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    at = models.DateTimeField()


class DecisionLine(models.Model):
    """`verb` is decide, verify or withdraw; a withdraw names the line it takes back and nothing else.

    `value` is JSON text as `paths.plain` writes it, so that "not stated" and "known to have none" differ.
    """

    verb = models.CharField(max_length=10, choices=[(v, v) for v in ("decide", "verify", "withdraw")])
    source = models.ForeignKey(Source, models.PROTECT, related_name="lines")
    key = models.CharField(max_length=500)
    record_id = models.CharField(max_length=36, db_index=True)
    path = models.CharField(max_length=300)
    value = models.TextField(null=True)
    seen = models.CharField(max_length=64, blank=True)
    who = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    until = models.DateField(null=True)
    at = models.DateTimeField()
    withdraws = models.ForeignKey("self", models.PROTECT, null=True, related_name="withdrawn_by")
