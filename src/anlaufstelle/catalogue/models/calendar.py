"""The days of events, made to be asked: one row for each day, area and event. Made anew with the occurrences."""

from django.db import models

FILTERED = ("audience", "free", "online", "district", "organization")


class EventDay(models.Model):
    """One day on which an event takes place in one area it is for: a town's calendar reads this and nothing else.

    `area` is an official key, "DE" or a network ("net:musternetz"); of areas that hold each other only the wider one is
    written. `alone`: the event has no other row on this day, so whoever counts need not look whether it was counted.
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
    alone = models.BooleanField(default=False)

    class Meta:
        # Everything one filters by stands in the index: a month of a network is counted without its rows.
        indexes = (models.Index(fields=["area", "day", "start", "entry_id", *FILTERED, "alone"], name="event_day"),)


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
        indexes = (
            models.Index(fields=["area", "last", "entry_id", *FILTERED], name="event_fact"),
            models.Index(fields=["area", "entry_id"], condition=models.Q(dated=False), name="event_undated"),
        )


class EventTopic(models.Model):
    """A need an event is about, by its category or by its own words."""

    entry_id = models.CharField(max_length=36, db_index=True)
    need = models.CharField(max_length=60)

    class Meta:
        indexes = (models.Index(fields=["need", "entry_id"], name="event_topic"),)


class EventChoice(models.Model):
    """A district, topic or carrier (`what`) that some event still to come has in one area. Told anew every night, so
    that no page looks through all events to know; what comes between is added, what goes stays until then."""

    area = models.CharField(max_length=8)
    audience = models.CharField(max_length=13)
    what = models.CharField(max_length=12)
    value = models.CharField(max_length=100)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["area", "what", "value", "audience"], name="event_choice"),)
