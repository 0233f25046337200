"""Opening hours of schema.org in OSM syntax: `openingHours` texts and `openingHoursSpecification` objects."""

import re
from typing import Any

DAYS = {
    "monday": "Mo", "tuesday": "Tu", "wednesday": "We", "thursday": "Th", "friday": "Fr", "saturday": "Sa",
    "sunday": "Su", "publicholidays": "PH", "mo": "Mo", "tu": "Tu", "we": "We", "th": "Th", "fr": "Fr", "sa": "Sa",
    "su": "Su",
}  # fmt: skip
CLOCK = re.compile(r"T?(\d{1,2}):(\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")


def osm(stated: dict[str, Any]) -> dict[str, Any]:
    """`hours`, and under their own names whatever could not be told so."""
    rules: list[str] = []
    left: dict[str, Any] = {}
    if texts := _listed(stated.get("openingHours")):
        rules += [str(one) for one in texts]
    rest = []
    by_hours: dict[str, list[str]] = {}
    for one in _listed(stated.get("openingHoursSpecification")):
        days, hours = (_days(one), _hours(one)) if isinstance(one, dict) else ([], None)
        if not days or hours is None or {"validFrom", "validThrough"} & one.keys():
            rest.append(one)
        else:
            by_hours.setdefault(",".join(days), []).append(hours)
    rules += [f"{days} {','.join(hours)}" for days, hours in by_hours.items()]
    if rest:
        left["openingHoursSpecification"] = [str(one) for one in rest]
    return ({"hours": "; ".join(rules)} if rules else {}) | left


def _listed(value: Any) -> list[Any]:
    return [] if value in (None, "") else value if isinstance(value, list) else [value]


def _days(one: dict[str, Any]) -> list[str]:
    names = [str(day).rpartition("/")[2].casefold() for day in _listed(one.get("dayOfWeek"))]
    found = [DAYS.get(name, "") for name in names]
    return found if all(found) else []


def _hours(one: dict[str, Any]) -> str | None:
    begin, end = (CLOCK.fullmatch(str(one.get(name, ""))) for name in ("opens", "closes"))
    if not begin or not end:
        return None
    opens, closes = (f"{int(at[1]):02}:{at[2]}" for at in (begin, end))
    if opens == closes == "00:00":
        return "off"
    return f"{opens}-{'24:00' if closes in ('00:00', '23:59') else closes}"
