"""One column for each day of the week, as spreadsheets have it: each cell is read by itself, the week is put together.

A cell is hours only when all of it is understood; else its words stay, beside the hours of the other days.
"""

import re
from collections.abc import Mapping
from typing import Any

from ..vocabulary import hours
from .context import Context

DAYS = {"mo": "Mo", "tu": "Tu", "we": "We", "th": "Th", "fr": "Fr", "sa": "Sa", "su": "Su", "ph": "PH"}
TARGETS = {f"schedules.{day}": "day" for day in DAYS}
CLOSED = re.compile(r"(geschlossen|zu|closed|ruhetag|keine( sprechstunden?)?|-+|–|/)\.?", re.I)
CLOCK = r"(\d{1,2})(?:[.:](\d{2})(?::00)?)?\s*(?:Uhr|h)?"
STRETCH = re.compile(rf"(?:von\s*)?{CLOCK}\s*(?:-|–|—|bis)\s*{CLOCK}", re.I)
BETWEEN = re.compile(r"\s*(?:[;,/|&+\n]|\bund\b|\bu\.)\s*", re.I)


def day(context: Context, value: Any) -> str | None:
    """`08:00-12:00,14:00-16:00` or `off`."""
    words = str(value).strip()
    if CLOSED.fullmatch(words):
        return "off"
    if hours.is_appointment_only(words):
        context.draft.setdefault("appointment", "required")
        context.draft.setdefault("schedules.notes", f"{context.column}: {words}")
        return None
    if (found := stretches(words)) is None:
        context.draft.setdefault("schedules.description", f"{context.column}: {words}")
        context.unread(value, "These are no hours of one day, such as 8:00-12:00.", "bad-hours")
    return found


def stretches(words: str) -> str | None:
    found = []
    for part in BETWEEN.split(words.strip().rstrip(".;, ")):
        match = STRETCH.fullmatch(part.strip())
        if match is None:
            return None
        begin, end = _clock(match[1], match[2]), _clock(match[3], match[4])
        if not begin < end <= "24:00":
            return None
        found.append(f"{begin}-{end}")
    return ",".join(found)


def _clock(hour: str, minute: str | None) -> str:
    return f"{int(hour):02}:{minute or '00'}"


def together(schedule: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a schedule with its days as `opening_hours`; stated opening hours of another column stay."""
    rest = {name: value for name, value in schedule.items() if name not in DAYS}
    by_hours: dict[str, list[str]] = {}
    for name, osm in DAYS.items():
        if name in schedule:
            by_hours.setdefault(schedule[name], []).append(osm)
    stated = {",".join(days): open for open, days in by_hours.items() if open != "off"}
    if stated and "opening_hours" not in rest:
        off = ",".join(by_hours.get("off", ()))
        rules = [f"{days} {open}" for days, open in stated.items()]
        rest["opening_hours"] = "; ".join([*rules, f"{off} off"] if off else rules)
    return rest
