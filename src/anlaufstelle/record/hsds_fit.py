"""Makes a nested object fit the standard without inventing or losing anything, and undoes it.

A value or part that the standard would refuse moves, untouched, into `incomplete` of the object that held it. A web
address that had to be encoded leaves its own writing in `as_stated`. Values that somebody else's knowledge added are
named in `derived`; a part whose `id` is named there follows from its neighbours as a whole.
`restore(shape, fit(shape, data)) == data` without the derived values.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from anlaufstelle.errors import BadValue
from anlaufstelle.vocabulary import values

from .hsds_shapes import REQUIRED, SHAPES, Rule

INCOMPLETE: Final = "incomplete"
AS_STATED: Final = "as_stated"
DERIVED: Final = "derived"
POSITIONS: Final = "positions"

_PCHAR = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"(?:https?://[A-Za-z0-9\-._]+(?::\d+)?(?:/{_PCHAR}*)*|[a-z][a-z0-9+.\-]+:{_PCHAR}+)"
    rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?"
)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_THREE_LETTERS = re.compile(r"[A-Za-z]{3}")

Data = dict[str, Any]


def fit(shape: str, data: Mapping[str, Any]) -> Data:
    """`data` as an object of the standard, as far as it goes; `missing` tells whether it lacks what it must have."""
    result: Data = {}
    given = data.get(INCOMPLETE)
    incomplete: Data = dict(given) if isinstance(given, Mapping) else {}
    stated: Data = {}
    positions: dict[str, list[int]] = {}
    rules = SHAPES[shape]
    for name, value in data.items():
        rule = rules.get(name)
        if rule is None:
            result[name] = without_nulls(value)
        elif rule.many is not None and isinstance(value, list):
            good, bad, places = _fit_list(rule.many, value, incomplete.get(name))
            result |= {name: good} if good else {}
            incomplete |= {name: bad} if bad else {}
            if good and places != list(range(len(good), len(good) + len(bad))):
                positions[name] = places
        else:
            fitted = _fit_value(rule, value)
            if fitted is None:
                incomplete[name] = without_nulls(value)
                continue
            result[name] = fitted
            if rule.test == "uri" and fitted != value:
                stated[name] = value
    if positions:
        incomplete[POSITIONS] = positions
    return result | {key: kept for key, kept in ((INCOMPLETE, incomplete), (AS_STATED, stated)) if kept}


def missing(shape: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """What the standard demands and `data` lacks; with any, the object must not stand in a standard field."""
    return tuple(sorted(REQUIRED[shape] - data.keys()))


def restore(shape: str, data: Mapping[str, Any]) -> Data:
    """What `fit` was given, without the derived values; foreign data comes through as it is, without nulls."""
    derived = data.get(DERIVED)
    named = isinstance(derived, list) and all(isinstance(one, str) for one in derived)
    dropped = {DERIVED, *derived} if named and derived else frozenset[str]()
    whole = {name: value for name, value in data.items() if value is not None and name not in dropped}
    if isinstance(whole.get(AS_STATED), dict):
        whole |= whole.pop(AS_STATED)
    if isinstance(whole.get(INCOMPLETE), dict):
        whole = _merged(whole)
    return {name: _restored(SHAPES[shape].get(name), value) for name, value in whole.items()}


def without_nulls(value: Any) -> Any:
    if isinstance(value, str | bool | float | int):
        return value
    if isinstance(value, Mapping):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [without_nulls(inner) for inner in value if inner is not None]
    return value


def _fit_list(shape: str, items: list[Any], unread: Any) -> tuple[list[Any], list[Any], list[int]]:
    """What fits, what does not, and where the latter stood; `unread` parts, which no record could hold, come last."""
    good, bad, places = [], [], []
    for place, item in enumerate(items):
        fitted = _fit_object(shape, item)
        if fitted is None:
            bad.append(without_nulls(item))
            places.append(place)
        else:
            good.append(fitted)
    if isinstance(unread, list):
        places += range(len(items), len(items) + len(unread))
        bad += unread
    return good, bad, places


def _fit_object(shape: str, item: Any) -> Data | None:
    if not isinstance(item, Mapping):
        return None
    fitted = fit(shape, item)
    return None if missing(shape, fitted) else fitted


def _fit_value(rule: Rule, value: Any) -> Any:
    if rule.one is not None:
        return _fit_object(rule.one, value)
    if rule.many is not None:
        return None
    if rule.test == "uri":
        return _uri(value)
    return value if _TESTS[rule.test](value) else None


def _uri(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if _URI.fullmatch(value):
        return value
    try:
        encoded = values.web(value)
    except BadValue:
        return None
    return encoded if _URI.fullmatch(encoded) else None


def _merged(whole: Data) -> Data:
    incomplete = dict(whole[INCOMPLETE])
    positions = incomplete.pop(POSITIONS, None)
    merged = {name: value for name, value in whole.items() if name != INCOMPLETE}
    for name, value in incomplete.items():
        there = merged.get(name)
        if not isinstance(value, list) or not isinstance(there, list):
            merged[name] = value
            continue
        merged[name] = list(there)
        places = positions.get(name) if isinstance(positions, dict) else None
        if not (isinstance(places, list) and len(places) == len(value) and all(isinstance(one, int) for one in places)):
            places = range(len(there), len(there) + len(value))
        for place, item in zip(places, value, strict=True):
            merged[name].insert(place, item)
    return merged


def _restored(rule: Rule | None, value: Any) -> Any:
    if rule is not None and rule.one is not None and isinstance(value, Mapping):
        return restore(rule.one, value)
    if rule is not None and rule.many is not None and isinstance(value, list):
        return [restore(rule.many, item) if isinstance(item, Mapping) else item for item in value if not _follows(item)]
    return without_nulls(value)


def _follows(item: Any) -> bool:
    """Whether a part as a whole is derived: then its own id is."""
    derived = item.get(DERIVED) if isinstance(item, Mapping) else None
    return isinstance(derived, list) and "id" in derived


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _instant(value: Any) -> bool:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _like(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _among(*words: str) -> Callable[[Any], bool]:
    return lambda value: value in words


_TESTS: dict[str, Callable[[Any], bool]] = {
    "text": _text,
    "number": _number,
    "uuid": _like(_UUID),
    "email": _like(_EMAIL),
    "date-time": _instant,
    "digits": lambda value: isinstance(value, str) and any(letter.isdigit() for letter in value),
    "country": _like(_TWO_LETTERS),
    "currency": _like(_THREE_LETTERS),
    "code": _like(_CODE),
    "status": _among("active", "inactive", "defunct", "temporarily closed"),
    "place": _among("physical", "postal", "virtual"),
    "weekday": _among("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
    "freq": _among("WEEKLY", "MONTHLY"),
}
