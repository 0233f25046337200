"""What the page of one event adds: whether it is over or unsure, its next dates, signing up, one's own calendar."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event

from . import calendar_shown

NEXT = 6


@dataclass(frozen=True, kw_only=True)
class About:
    """`calendar` is the address of its calendar file, `webcal` the same to subscribe to; a series has both."""

    over: bool
    doubt: str
    next: list[str]
    calendar: str
    webcal: str
    sign_up: str
    take_part: str


def webcal(request: HttpRequest, path: str) -> str:
    """As calendar programs want the address of what they shall follow."""
    return "webcal" + request.build_absolute_uri(path).removeprefix("https").removeprefix("http")


def about(request: HttpRequest, entry: Entry, at: datetime) -> About:
    """Two questions to the tables."""
    record, today = entry.record, timezone.localdate(at)
    assert isinstance(record, Event)
    file = reverse("feeds-entry-calendar", kwargs={"id": entry.id})
    over = read.calendar.is_over(entry.id, today)
    spans = read.calendar.next_days(entry.id, today, NEXT)
    told = [f"{calendar_shown.day_title(one.day, today)}: {calendar_shown.hours(one.start, one.end)}" for one in spans]
    return About(
        over=over,
        doubt="" if over else calendar_shown.doubt(entry, today),
        next=told,
        calendar=file if spans else "",
        webcal=webcal(request, file) if spans and record.happening.rrule else "",
        sign_up=record.registration_url or "",
        take_part=record.online_url or "",
    )
