"""The days of events, made to be asked: one row for each day, area and event. Made anew with the occurrences."""

from django.db import models


class EventDay(models.Model):
    """One day on which an event takes place in one area it is for: a town's calendar reads this and nothing else.

    `area` is an official key, "DE" or a network ("net:musternetz"); of areas that hold each other only the wider one is
    written.
    """

    entry_id = models.CharField(max_length=36, db_index=True)
    area = models.CharField(max_length=60)
    audience = models.CharField(max_length=13)
    district = models.CharField(max_length=100, blank=True)
    organization = models.CharField(max_length=36, blank=True)
    free = models.BooleanField(null=True)
    online = models.BooleanField(default=False)
    day = models.DateField()
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["area", "day", "start"], name="event_day"),)


class EventFact(models.Model):
    """An event in one area it is for. `dated`: at least one day is known; `last`: after it nothing more takes place
    (empty: no end is known)."""

    entry_id = models.CharField(max_length=36, db_index=True)
    area = models.CharField(max_length=60)
    audience = models.CharField(max_length=13)
    district = models.CharField(max_length=100, blank=True)
    organization = models.CharField(max_length=36, blank=True)
    free = models.BooleanField(null=True)
    online = models.BooleanField(default=False)
    dated = models.BooleanField()
    last = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["area", "last"], name="event_fact"),)


class EventTopic(models.Model):
    """A need an event is about, by its category or by its own words."""

    entry_id = models.CharField(max_length=36, db_index=True)
    need = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=["need", "entry_id"], name="event_topic"),)
