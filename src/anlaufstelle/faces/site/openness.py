"""Opening times in words: "heute bis 16 Uhr", "ab morgen 9 Uhr", and the week as a table."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date, get_day_names
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import OpenState
from anlaufstelle.errors import BadValue
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Schedule, Service
from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours import Hours

from .languages import isolate

HOME_LAND = "NW"
"""Whose holidays hold for a nationwide line that names none; none of ours depends on one."""
WITHOUT_HOLIDAY = date(2026, 3, 2)
"""A Monday whose week has no holiday in any Land."""


@dataclass(frozen=True)
class OpenWords:
    state: str
    words: str


@dataclass(frozen=True)
class Row:
    """One day of the week table."""

    day: str
    words: str
    today: bool


def locale() -> str:
    """The language of the page as Babel names it."""
    return (get_language() or "de").split("-", maxsplit=1)[0]


def clock(at: datetime) -> str:
    """ "16 Uhr", "16:30 Uhr"; in other languages "16:00", as it stands on the door."""
    return _clock(at.hour, at.minute)


def _clock(hour: int, minute: int) -> str:
    told = str(hour) if locale() == "de" and not minute else f"{hour}:{minute:02}"
    return _("%s\u00a0Uhr") % told


def _end(at: datetime) -> str:
    """Midnight is the end of the day before, not its own beginning."""
    return _clock(24, 0) if (at.hour, at.minute) == (0, 0) else clock(at)


def day(at: date, today: date) -> str:
    """ "heute", "morgen", the weekday within a week, else the date."""
    ahead = (at - today).days
    if ahead in (0, 1):
        return (_("heute"), _("morgen"))[ahead]
    if 1 < ahead < 7:
        return str(get_day_names("wide", locale=locale())[at.weekday()])
    return format_date(at, "long", locale=locale())


def words(told: OpenState | None, at: datetime, *, confirmed: bool) -> OpenWords | None:
    """None where nothing is known: silence is better than a warning on every card."""
    if told is None or told.state == "unknown":
        return None
    today = timezone.localtime(at).date()
    if told.state == "open":
        until = timezone.localtime(told.until) if told.until else None
        if until is None or until - at > timedelta(hours=24):
            end = _("rund um die Uhr")
        elif until.date() > today and until.hour >= 1:
            end = _("bis %(day)s %(time)s") % {"day": day(until.date(), today), "time": clock(until)}
        else:
            end = _("heute bis %s") % _end(until)
        return OpenWords("open", (_("Jetzt geöffnet, %s") if confirmed else _("Laut Quelle offen, %s")) % end)
    if told.opens is None:
        return OpenWords("closed", _("Zurzeit geschlossen"))
    opens = timezone.localtime(told.opens)
    start = _("ab %(day)s %(time)s") % {"day": day(opens.date(), today), "time": clock(opens)}
    return OpenWords("closed", (_("Geschlossen, %s") if confirmed else _("Laut Quelle offen %s")) % start)


def schedules(entry: Entry) -> list[Schedule]:
    """The offer's own, then those of its places."""
    own = list(entry.record.schedules) if isinstance(entry.record, Service) else []
    if isinstance(entry.record, Service):
        own += [one for place in entry.record.service_at_locations for one in place.schedules]
    return own or [one for place in entry.locations if not place.confidential for one in place.schedules]


def week(schedule: Schedule, entry: Entry, at: datetime) -> list[Row]:
    """This week in the entry's own Land, holidays included; empty where the hours cannot be read by a machine."""
    if not schedule.opening_hours:
        return []
    today = timezone.localtime(at).date()
    try:
        hours = Hours.parse(schedule.opening_hours, area.land(entry.ags) if entry.ags else "NW")
        days = hours.week(today - timedelta(days=today.weekday()))
    except BadValue:
        return []
    return [Row(_name(one.date), _spans(one), one.date == today) for one in days]


def every_week(stated: str) -> str:
    """A plan without an end: "rund um die Uhr", "Montag bis Samstag 14:00–20:00"; "" where it cannot be read."""
    try:
        days = Hours.parse(stated, HOME_LAND).week(WITHOUT_HOLIDAY)
    except BadValue:
        return ""
    if all(one.spans == (("00:00", "24:00"),) for one in days):
        return _("rund um die Uhr")
    named: dict[str, list[date]] = {}
    for one in days:
        if one.spans:
            named.setdefault(_spans(one), []).append(one.date)
    return _("; ").join(
        _("%(days)s %(hours)s") % {"days": _run(dates), "hours": spans} for spans, dates in named.items()
    )


def _run(dates: list[date]) -> str:
    """Three or more in a row by the first and the last."""
    first, last = _name(dates[0]), _name(dates[-1])
    if len(dates) > 2 and (dates[-1] - dates[0]).days == len(dates) - 1:
        return _("%(first)s bis %(last)s") % {"first": first, "last": last}
    return _(", ").join(_name(one) for one in dates)


def shut(stated: str, at: datetime) -> bool:
    """Surely closed at this moment."""
    try:
        return Hours.parse(stated, HOME_LAND).state(at) == "closed"
    except BadValue:
        return False


def _name(at: date) -> str:
    return str(get_day_names("wide", locale=locale())[at.weekday()])


def _spans(one: object) -> str:
    spans = [_("%(start)s–%(end)s") % {"start": start, "end": end} for start, end in one.spans]  # type: ignore[attr-defined]
    told = _(", ").join(spans) or _("geschlossen")
    holiday = one.holiday  # type: ignore[attr-defined]
    return f"{told} ({isolate(holiday)})" if holiday else told
