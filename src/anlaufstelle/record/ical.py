"""Calendars as RFC 5545 text. Every date is written out in UTC: no reader has to know when our clocks change."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

CRLF = "\r\n"
LONGEST = 75
"""Bytes of a line before it must be folded."""


class Appointment(Struct, frozen=True, kw_only=True):
    """`whole_days`: only days are known, no times; `end` is then the first day after it."""

    uid: str
    start: datetime
    end: datetime
    title: str
    whole_days: bool = False
    words: str = ""
    place: str = ""
    url: str = ""
    tentative: bool = False


def calendar(name: str, dates: Iterable[Appointment], stamp: datetime) -> str:
    """`stamp` is when what is told here was last changed."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Anlaufstelle//DE", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{text(name)}", "X-WR-TIMEZONE:Europe/Berlin"]
    for one in dates:
        lines += _event(one, stamp)
    return CRLF.join(folded(line) for line in [*lines, "END:VCALENDAR"]) + CRLF


def _event(one: Appointment, stamp: datetime) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{one.uid}", f"DTSTAMP:{_instant(stamp)}"]
    if one.whole_days:
        last = max(one.end.date(), one.start.date() + timedelta(days=1))
        lines += [f"DTSTART;VALUE=DATE:{_day(one.start.date())}", f"DTEND;VALUE=DATE:{_day(last)}"]
    else:
        lines += [f"DTSTART:{_instant(one.start)}"] + ([f"DTEND:{_instant(one.end)}"] if one.end > one.start else [])
    lines.append(f"SUMMARY:{text(one.title)}")
    lines += [f"{name}:{text(value)}" for name, value in (("DESCRIPTION", one.words), ("LOCATION", one.place)) if value]
    lines += [f"URL:{one.url}"] if one.url else []
    return [*lines, f"STATUS:{'TENTATIVE' if one.tentative else 'CONFIRMED'}", "END:VEVENT"]


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _day(at: date) -> str:
    return at.strftime("%Y%m%d")


def text(value: str) -> str:
    for char, escaped in (("\\", "\\\\"), (";", r"\;"), (",", r"\,"), ("\r\n", r"\n"), ("\n", r"\n"), ("\r", r"\n")):
        value = value.replace(char, escaped)
    return "".join(char for char in value if char >= " ")


def folded(line: str) -> str:
    """Folded between characters, never inside one."""
    pieces: list[str] = []
    piece = ""
    for char in line:
        if len((piece + char).encode()) > LONGEST - (1 if pieces else 0):
            pieces.append(piece)
            piece = ""
        piece += char
    return f"{CRLF} ".join([*pieces, piece])
