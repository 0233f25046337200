"""What a column may hold: its name asks, its values answer. Neither alone is believed.

A guess is `sure` from 0.9 on. Below 0.5 nothing is proposed: the column goes to `ignore`, for a person to decide.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ...errors import BadValue
from ...vocabulary import area, coordinates, hours, hours_prose, values
from ...vocabulary.coordinates import EAST, NORTH
from .. import happen, html_text, week
from ..formats.json_way import OUTSIDE
from ..readers import NO, SERIAL, YES, _language_codes
from .words import meant

SAMPLE = 200
HOURS = 0.7
"""From this share of certain readings on a column is proposed as opening hours; the others are findings then."""
GEOJSON = frozenset("Feature FeatureCollection Point MultiPoint Polygon MultiPolygon LineString".split())
WEEK = re.compile(
    r"\b(mo|di|mi|do|fr|sa|so|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|tägl\w*|werktags?)\b", re.I
)
"""Words that make hours of a text, with a number behind them."""
WORDS = (None, "name", "categories", "description", "key")
"""Targets that take what describes the file, not those in it; a town or a date holds for all of them."""
HOUSE = re.compile(r"\d{1,4}\s?[a-zA-Z]?(\s?[-–/+]\s?\d*\s?[a-zA-Z]?)?")
ADDRESS = re.compile(r"(?:^|[,;\n|]\s*)(?:D-?\s*)?\d{5}\s+\S", re.I)


class Guess(NamedTuple):
    """`target` None: not understood. `why` is said to the person who decides."""

    target: str | None
    read: str | None
    confidence: float
    why: str = ""


def guess(column: str, cells: Sequence[Any]) -> Guess:
    """`cells` are stated values only."""
    name = meant(column)
    some = list(cells)[:SAMPLE]
    if not some:
        return Guess(None, None, 0.0, "empty in every row")
    if name == "fax":
        return Guess(None, None, 0.9, "a fax number; nobody who seeks help sends a fax")
    if _share(some, lambda one: str(one) in GEOJSON) == 1:
        return Guess(None, None, 0.9, f"says {some[0]}, which tells nothing")
    found = _guess(name, some)
    if column.startswith(OUTSIDE) and found.target in WORDS and len({str(one) for one in cells}) == 1:
        return Guess(None, None, 0.9, "stands outside the list, the same for all")
    return found


def _guess(name: str | None, some: list[Any]) -> Guess:
    found = _by_values(some)
    if name in CHECKS:
        share = _share(some, CHECKS[name])
        if share >= 0.6:
            return _read_as(name, some, 0.5 + share / 2)
    elif name is not None and not found:
        return _words(name, some, 0.8)
    if found and found[1] >= 0.8:
        return _read_as(found[0], some, found[1] * 0.85)
    if name is not None and name not in CHECKS:
        return _words(name, some, 0.6)
    return Guess(None, None, 0.0, "" if name is None else f"is called like {name}, but its values are not")


def _by_values(some: list[Any]) -> tuple[str, float] | None:
    """What the values alone say, where they say something that no other value could."""
    for target in ("email", "url", "phones", "location.point"):
        if (share := _share(some, CHECKS[target])) >= 0.8:
            return target, share
    return None


def _read_as(target: str, some: list[Any], confidence: float) -> Guess:
    confidence = min(0.99, confidence)
    if target in ("location.latitude", "location.longitude"):
        return _coordinate(target, some, confidence)
    if target == "phones":
        bare = _share(some, lambda one: bool(re.fullmatch(r"[1-9][\d /-]{6,}", str(one))) and isinstance(one, str))
        if bare > 0.5:
            return Guess(target, "phones_without_zero", confidence, "first zeros are lost")
    if target == "hours":
        clean = _share(some, _certain)
        if clean >= HOURS:
            return Guess("schedules.opening_hours", None, confidence)
        return Guess("schedules.description", None, confidence, f"hours in words; {clean:.0%} could be read")
    if target == "location.postal_code" and _share(some, lambda one: len(str(one)) == 4) > 0:
        return Guess(target, None, confidence, "lost zeros come back")
    return Guess(target, None, confidence)


def _coordinate(target: str, some: list[Any], confidence: float) -> Guess:
    """By the values: columns are often called the wrong way round."""
    right = "location.latitude" if _share(some, _within(NORTH)) >= 0.5 else "location.longitude"
    if right != target:
        return Guess(right, None, confidence * 0.9, "latitude and longitude are swapped")
    return Guess(target, None, confidence)


def _words(target: str, some: list[Any], confidence: float) -> Guess:
    """Targets that take any words."""
    if target in ("description", "name", "eligibility_description") and _share(some, _marked) > 0:
        return Guess(target, "html", confidence, "has HTML in it")
    if target == "location.address_1" and _share(some, _address) >= 0.5:
        return Guess("location.address", None, confidence, "street, postcode and town in one cell")
    if target == "description" and _share(some, _hours) >= 0.8:
        return _read_as("hours", some, confidence)
    if any(isinstance(one, dict) for one in some):
        return Guess(None, None, 0.0, "objects inside")
    return Guess(target, None, confidence)


def _share(some: list[Any], check: Callable[[Any], bool]) -> float:
    return sum(check(one) for one in some) / len(some)


def _reads(read: Callable[[Any], Any]) -> Callable[[Any], bool]:
    def check(one: Any) -> bool:
        try:
            return bool(read(one))
        except BadValue:
            return False

    return check


def _within(span: tuple[float, float]) -> Callable[[Any], bool]:
    return _reads(lambda one: span[0] <= coordinates.degrees(one) <= span[1])


def _phone(one: Any) -> Any:
    words = str(one)
    if re.fullmatch(r"[1-9][\d /-]{6,14}(\.0)?", words):
        return values.phones(f"0{words.removesuffix('.0')}")
    return len(words) < 120 and values.phones(words)


def _web(one: Any) -> Any:
    return "." in str(one) and values.web(str(one))


def _postcode(one: Any) -> Any:
    return area.by_postal_code(values.postal_code(one))


def _osm(one: Any) -> bool:
    return _reads(lambda words: hours.Hours.parse(str(words), "NW"))(one)


def _certain(one: Any) -> bool:
    """Hours that need nobody to look at them."""
    reading = hours_prose.read(str(one), "NW")
    accepted = reading is not None and reading.accepted and reading.kind == "opening"
    return accepted or hours.is_appointment_only(str(one)) or _osm(one)


def _hours(one: Any) -> bool:
    words = str(one)
    return bool(WEEK.search(words) and re.search(r"\d", words)) or hours.is_appointment_only(words) or _osm(one)


def _date(one: Any) -> Any:
    words = str(one)
    if SERIAL.fullmatch(words):
        return True
    return len(words) >= 7 and re.search(r"\d", words) and values.date(words[:10] if "T" in words else words)


def _languages(one: Any) -> bool:
    parts = one if isinstance(one, list) else re.split(r"[;,|\n]", str(one))
    codes = _language_codes()
    return all(str(part).strip().casefold() in codes or re.fullmatch(r"[a-z]{2}", str(part).strip()) for part in parts)


def _address(one: Any) -> bool:
    return bool(ADDRESS.search(str(one)))


def _marked(one: Any) -> bool:
    return isinstance(one, str) and html_text.marked(one)


def _short(one: Any) -> bool:
    return len(str(one)) < 80 and not isinstance(one, dict)


def _point(one: Any) -> Any:
    return (isinstance(one, list) or not re.search(r"[A-Za-z]{6}", str(one))) and coordinates.point(
        one if isinstance(one, list) else str(one)
    )


CHECKS: dict[str, Callable[[Any], bool]] = {
    "email": _reads(lambda one: values.email(str(one))),
    "url": _reads(_web),
    "phones": _reads(_phone),
    "location.postal_code": _reads(_postcode),
    "location.point": _reads(_point),
    "location.latitude": _reads(lambda one: _within(NORTH)(one) or _within(EAST)(one)),
    "location.longitude": _reads(lambda one: _within(NORTH)(one) or _within(EAST)(one)),
    "location.wheelchair": lambda one: str(one).casefold() in {*YES, *NO, "limited", "teilweise", "eingeschränkt"},
    "hours": _hours,
    "languages": _languages,
    "happening.dtstart": _reads(_date),
    "happening.last_day": _reads(_date),
    "source_date": _reads(_date),
    "happening.times": lambda one: len(happen.times(None, one)) > 1,  # type: ignore[arg-type]
    "housenumber": lambda one: bool(HOUSE.fullmatch(str(one).removesuffix(".0"))),
    "categories": _short,
    "location.city": _short,
    "location.district": _short,
} | {
    f"schedules.{day}": lambda one: bool(week.stretches(str(one)) or week.CLOSED.fullmatch(str(one).strip()))
    or hours.is_appointment_only(str(one))
    for day in week.DAYS
}  # fmt: skip
