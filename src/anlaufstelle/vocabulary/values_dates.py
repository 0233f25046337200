"""Dates as exact as the source is, and postcodes: both lose digits when a spreadsheet takes them for numbers."""

import re
from datetime import date as Day
from datetime import datetime

from anlaufstelle.errors import BadValue

_MONTHS = {
    **{"januar": 1, "jänner": 1, "februar": 2, "märz": 3, "maerz": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7},
    **{"august": 8, "september": 9, "oktober": 10, "november": 11, "dezember": 12},
    **{"jan": 1, "feb": 2, "mär": 3, "mrz": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10},
    **{"nov": 11, "dez": 12},
}
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2})(?:[T ]\d{2}:\d{2}.*)?)?)?")
_GERMAN = re.compile(
    r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})\s*[./]\s*(?P<year>\d{4}|\d{2})(?:,?\s+\d{1,2}[:.]\d{2}.*)?"
)
_WORDS = re.compile(r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Za-zäöüÄÖÜ]+)\.?\s+(?P<year>\d{4})")
_STAND = re.compile(
    r"^\(?(?:Stand|Stand vom|vom|zuletzt geändert)\s*:?\s+|\)$"
    r"|^(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend|Mo|Di|Mi|Do|Fr|Sa|So)[.,]*\s+(?=\d)",
    re.I,
)


def date(value: str | int | float | Day) -> str:
    """ISO 8601 with reduced precision: '2018', '2025-10' or '2025-05-14'; never more exact than what was stated."""
    if isinstance(value, Day):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    text = _STAND.sub(
        "", re.sub(r"^(\d{4})\.0$", r"\1", str(value).strip())
    )  # a year that a spreadsheet took for 2018.0
    for form in (_ISO, _GERMAN, _WORDS):
        if match := form.fullmatch(text):
            return _reduced(match["year"], match["month"], match["day"], stated=str(value))
    raise BadValue(f"'{value}' is not a date; write 2025, 2025-10 or 2025-05-14")


def postal_code(value: str | int | float) -> str:
    """Five digits; the leading zero a spreadsheet has eaten comes back (1067.0 is Dresden's 01067)."""
    text = str(value).strip()
    match = re.fullmatch(r"(?:D(?:E)?\s*-\s*)?(\d{4,5})(?:\.0+)?", text, re.I)
    code = match[1].zfill(5) if match else ""
    if not code or code < "01001" or code > "99998":
        raise BadValue(f"'{value}' is not a German postcode; it has five digits, such as 01067")
    return code


def _reduced(year: str, month: str | None, day: str | None, *, stated: str) -> str:
    full_year = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) >= 70 else 0)
    number = int(month) if month and month.isdigit() else _MONTHS.get((month or "").lower(), 0)
    if (month and not number) or not 1900 <= full_year <= 2100:
        raise BadValue(f"'{stated}' is not a date; write 2025, 2025-10 or 2025-05-14")
    if not month:
        return str(full_year)
    try:
        found = Day(full_year, number, int(day) if day else 1)
    except ValueError as problem:
        raise BadValue(f"'{stated}' is not a date of the calendar: {problem}") from problem
    return found.isoformat() if day else found.isoformat()[:7]
