"""Day and clock of an event in columns of their own become one start and one end."""

import re
from datetime import date, timedelta
from typing import Any

from .context import Context

TARGETS = {
    "happening.times": "times",
    "happening.last_day": "date",
    "happening.timezone": "text",
    "happening.exdate": "words",
    "happening.rdate": "words",
    "happening.moved": "words",
    "happening.pauses": "words",
}
CLOCK = r"(\d{1,2})[.:](\d{2})\s*(?:Uhr|h)?"
FROM_TO = re.compile(rf"(?:von\s*)?{CLOCK}\s*(?:-|–|—|bis)\s*{CLOCK}", re.I)
FROM = re.compile(rf"(?:ab|Beginn|um)?:?\s*{CLOCK}", re.I)
DAY = len("2026-05-14")
NO_SCHOOL = re.compile(r"\b(?:nicht|außer|ausgenommen|kein\w*)\b[^.;]*\b(?:Schul)?ferien\b", re.I)


def times(context: Context, value: Any) -> tuple[str, ...]:
    """Begin and end on the clock and the untouched words; the words alone where they are more than that."""
    words = str(value).strip()
    if match := FROM_TO.fullmatch(words):
        found = [_clock(match[1], match[2]), _clock(match[3], match[4])]
    elif match := FROM.fullmatch(words):
        found = [_clock(match[1], match[2])]
    else:
        found = []
    return (words, *(one for one in found if one <= "23:59"))


def _clock(hour: str, minute: str) -> str:
    return f"{int(hour):02}:{minute}"


def settled(stated: dict[str, Any]) -> dict[str, Any]:
    """Of several days each may have its own times: then the words stay, and only the days are told."""
    found = dict(stated)
    if "moved" in found:
        found["moved"] = dict(one.split(">", 1) for one in found["moved"] if ">" in one)
    words, *clock = found.pop("times", ("",))
    if NO_SCHOOL.search(f"{words} {found.get('time_text') or ''}") and found.get("rrule"):
        found.setdefault("pauses", ("school-holidays",))
    last = found.pop("last_day", None)
    first = found.get("dtstart") or last
    several = last is not None and last != first
    if first is not None and len(first) == DAY and clock and not several:
        found["dtstart"] = f"{first}T{clock[0]}:00"
        if len(clock) > 1:
            end = clock[1] if clock[1] > clock[0] else None
            found["dtend"] = f"{first}T{end}:00" if end else f"{_after(first)}T{clock[1]}:00"
    else:
        if first is not None:
            found["dtstart"] = first
        if words:
            found["time_text"] = words
        if several and len(last) == DAY:
            found["dtend"] = _after(last)
    return found


def _after(day: str) -> str:
    """RFC 5545: a whole day ends where the next begins."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
