"""When an event takes place, in words. A rule we cannot say is left to the source's own words."""

import re
from datetime import datetime

from babel.dates import format_date, get_day_names, get_month_names
from django.utils.translation import gettext as _

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Happening

from .languages import isolate
from .openness import clock, locale
from .provenance import date_words

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BYDAY = re.compile(rf"(-1|[1-5])?({'|'.join(DAYS)})")
HOURS = re.compile(r"(\d{1,2})(?:[.:](\d\d))?(?:\s*(?:–|-|bis)\s*(\d{1,2})(?:[.:](\d\d))?)?\s*Uhr")
EVERY = ("1", "2", "3", "4", "6")
MONTHS = tuple(str(month) for month in range(1, 13))
SAYABLE = {"FREQ", "BYDAY", "INTERVAL", "BYMONTH", "WKST"}


def _rule(rrule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rrule.removeprefix("RRULE:").split(";") if "=" in part)


def _ordinal(number: str, day: str) -> str:
    counted = {
        "1": _("1. %s"),
        "2": _("2. %s"),
        "3": _("3. %s"),
        "4": _("4. %s"),
        "5": _("5. %s"),
        "-1": _("letzter %s"),
    }
    return counted[number] % get_day_names("wide", locale=locale())[DAYS.index(day)]


def rhythm(rrule: str) -> str:
    """ "jeden Donnerstag", "1. und 3. Samstag im Monat"; "" where the rule says more than we can."""
    rule = _rule(rrule)
    days = [BYDAY.fullmatch(part) for part in rule["BYDAY"].split(",")] if rule.get("BYDAY") else []
    every, month = rule.get("INTERVAL", "1"), rule.get("BYMONTH", "")
    if rule.keys() - SAYABLE or None in days or every not in EVERY:
        return ""
    names = get_day_names("wide", locale=locale())
    match rule.get("FREQ"):
        case "WEEKLY" if days and every in ("1", "2"):
            told = _(" und ").join(str(names[DAYS.index(day[2])]) for day in days)
            return (_("jeden %s") if every == "1" else _("jeden zweiten %s")) % told
        case "MONTHLY" if days and all(day[1] for day in days) and every == "1":
            return _("%s im Monat") % _(" und ").join(_ordinal(day[1], day[2]) for day in days)
        case "MONTHLY" if not days:
            return _("jeden Monat") if every == "1" else _("alle %s Monate") % every
        case "YEARLY" if month in MONTHS and not days:
            return _("jedes Jahr im %s") % get_month_names("wide", "stand-alone", locale())[int(month)]
    return ""


def _instant(stated: str | None) -> datetime | None:
    if not stated or "T" not in stated:
        return None
    try:
        return datetime.fromisoformat(stated)
    except ValueError:
        return None


def _hours(happening: Happening) -> str:
    start, end = _instant(happening.dtstart), _instant(happening.dtend)
    if start and end and start.date() == end.date():
        return _("%(start)s bis %(end)s") % {"start": clock(start), "end": clock(end)}
    return clock(start) if start else ""


def _source_hours(stated: str) -> str:
    """The source's "15–17.30 Uhr" in the page's language; what else it says stays German, and keeps its direction."""
    if locale() == "de":
        return stated
    found = HOURS.match(stated)
    if not found:
        return isolate(stated)
    start, end = (f"{hour}:{minute or '00'}" for hour, minute in (found.group(1, 2), found.group(3, 4)))
    rest = stated[found.end() :].strip(" ,;")
    told = _("%(start)s–%(end)s") % {"start": start, "end": end} if found[3] else _("%s\u00a0Uhr") % start
    return f"{told} ({isolate(rest)})" if rest else told


def words(entry: Entry) -> str:
    """ "jeden 4. Sonntag im Monat, 15 Uhr bis 17 Uhr", "14. April 2026", "" where nothing is known."""
    if not isinstance(entry.record, Event):
        return ""
    happening = entry.record.happening
    repeated = rhythm(happening.rrule) if happening.rrule else ""
    start = _instant(happening.dtstart)
    if repeated:
        first = ""
    elif start:
        first = format_date(start.date(), "full", locale=locale())
    else:
        first = date_words(happening.dtstart) if happening.dtstart else ""
    told = (repeated or first, _hours(happening), _source_hours(happening.time_text or ""))
    return _(", ").join(part for part in told if part)
