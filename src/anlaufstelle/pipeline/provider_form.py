"""One page of a form in German words, and what it changes in a record. Nothing is guessed: what cannot be read is
named, and hours that could mean two things keep their words and go to a person."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from babel import Locale
from msgspec import Struct, to_builtins

from anlaufstelle.errors import BadValue
from anlaufstelle.record.model import AnyRecord, Service, part_id
from anlaufstelle.vocabulary import hours_prose, values

from .offers import Change

STOP = "Zurzeit Aufnahmestopp"
STOP_DAYS, STOP_MOST = 90, 365
LONGEST = {
    "hours": 500,
    "phone": 60,
    "email": 200,
    "web": 500,
    "languages": 300,
    "cost": 500,
    "whom": 1000,
    "wait": 200,
}
LONGEST_TEXT = 4000
APPOINTMENT = ("", "required", "possible", "none")


class Reading(Struct, frozen=True, kw_only=True):
    """`wrong` names the fields that could not be read. `hours`: how the hours were understood, if they changed."""

    changes: tuple[Change, ...] = ()
    wrong: tuple[str, ...] = ()
    hours: hours_prose.Reading | None = None
    hours_changed: bool = False


def shown(record: AnyRecord) -> dict[str, str]:
    """What the form shows before anybody writes in it; a field the kind of record does not have is left out."""
    return {name: told(record) for name, (has, told) in _FIELDS.items() if hasattr(record, has)}


def read(record: AnyRecord, form: Mapping[str, str], *, land: str, today: date) -> Reading:
    """Only what differs from `shown` is read. The stop holds for 90 days unless another day within a year is given."""
    before = shown(record)
    given = {name: _clean(form.get(name, ""), name) for name in before if name != "stop"}
    changes: list[Change] = []
    wrong: list[str] = []
    for name, text in given.items():
        if text == before[name] or name == "hours":
            continue
        try:
            changes += _READ[name](record, text)
        except BadValue:
            wrong.append(name)
    changed = "hours" in given and given["hours"] != before["hours"]
    hours = hours_prose.read(given["hours"], land) if changed else None
    if changed:
        changes.append(_hours(record, given["hours"], hours))
    changes = [_ending(one, today) for one in changes]
    if "stop" in before:
        changes += _stop(before["stop"], form, today, wrong)
    return Reading(changes=tuple(changes), wrong=tuple(wrong), hours=hours, hours_changed=changed)


def _ending(change: Change, today: date) -> Change:
    """How long somebody waits is true for a season; then it is better not said than wrong."""
    if change.path != "wait_time" or change.value is None:
        return change
    return Change(change.path, change.value, today + timedelta(days=STOP_DAYS))


def _clean(text: str, name: str) -> str:
    return _tidy(text)[: LONGEST.get(name, LONGEST_TEXT)]


def _tidy(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def _schedules(record: Any) -> tuple[str, tuple[Any, ...]]:
    """Where the hours stand: at the offer itself, or at its only place."""
    if isinstance(record, Service) and not record.schedules and len(record.service_at_locations) == 1:
        only = record.service_at_locations[0]
        if only.schedules:
            return f"service_at_locations[{only.id}].schedules", only.schedules
    return "schedules", record.schedules


def _told_hours(record: Any) -> str:
    return _tidy("\n".join(one.description or one.opening_hours or "" for one in _schedules(record)[1]))


def _hours(record: AnyRecord, text: str, reading: hours_prose.Reading | None) -> Change:
    path, old = _schedules(record)
    if not text:
        return Change(path, None)
    kept = old[0].id if old else part_id(record.id, "schedules/provider")
    sure = reading is not None and reading.accepted and reading.kind == "opening"
    osm = {"opening_hours": reading.osm} if sure and reading else {}
    return Change(path, [{"id": kept, "description": text, **osm}])


def _stop(before: str, form: Mapping[str, str], today: date, wrong: list[str]) -> list[Change]:
    wanted = bool(form.get("stop"))
    if not wanted:
        return [Change("alert", None)] if before else []
    if before and not form.get("stop_until"):
        return []
    try:
        until = date.fromisoformat(form["stop_until"]) if form.get("stop_until") else today + timedelta(days=STOP_DAYS)
    except ValueError:
        until = today - timedelta(days=1)
    if not today <= until <= today + timedelta(days=STOP_MOST):
        wrong.append("stop_until")
        return []
    return [Change("alert", STOP, until)]


def _first_phone(record: Any) -> str:
    first = next(iter(record.phones), None)
    return (first.stated or values.phone_caption(first.number)) if first else ""


def _phone(record: Any, text: str) -> list[Change]:
    first = record.phones[0] if record.phones else None
    id = first.id if first else part_id(record.id, "phones/provider")
    if not text:
        return [Change(f"phones[{id}]", None)]
    number = values.phone(text).number
    return [
        Change(f"phones[{id}]", {**(to_builtins(first) if first else {}), "id": id, "number": number, "stated": text})
    ]


@cache
def _codes() -> dict[str, str]:
    """By the names of each language the page may be read in; the German name wins."""
    spoken = ("uk", "ar", "tr", "en", "de")
    return {name.casefold(): code.replace("_", "-") for one in spoken for code, name in Locale(one).languages.items()}


def _languages(record: Any, text: str) -> list[Change]:
    named = [one.strip() for one in re.split("[,;،\n]", text) if one.strip()]
    unknown = [one for one in named if one.casefold() not in _codes()]
    if unknown:
        raise BadValue(f"no such language: {', '.join(unknown)}")
    parts = [{"id": part_id(record.id, f"languages/{one}"), "code": _codes()[one.casefold()]} for one in named]
    return [Change("languages", parts or None)]


def _language_names(record: Any) -> str:
    names = Locale("de").languages
    return ", ".join(
        names.get((one.code or "").replace("-", "_"), one.name or one.code or "") for one in record.languages
    )


def _appointment(_record: Any, text: str) -> list[Change]:
    if text not in APPOINTMENT:
        raise BadValue(f"no such choice: {text}")
    return [Change("appointment", text or None)]


def _cost(record: Any, text: str) -> list[Change]:
    free = text.casefold().rstrip(".") in ("kostenlos", "kostenfrei")
    also = [Change("free", True if free else None)] if free or record.free else []
    return [Change("fees_description", text or None), *also]


def _one(path: str, clean: Callable[[str], str] = str) -> Callable[[Any, str], list[Change]]:
    return lambda _record, text: [Change(path, clean(text) if text else None)]


def _web(record: Any, text: str) -> list[Change]:
    return [Change("url" if hasattr(record, "url") else "website", values.web(text) if text else None)]


_FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "hours": ("schedules", _told_hours),
    "phone": ("phones", _first_phone),
    "email": ("email", lambda one: one.email or ""),
    "web": ("phones", lambda one: getattr(one, "url", None) or getattr(one, "website", None) or ""),
    "languages": ("languages", _language_names),
    "appointment": ("appointment", lambda one: one.appointment or ""),
    "cost": ("fees_description", lambda one: one.fees_description or ("kostenlos" if one.free else "")),
    "whom": ("eligibility_description", lambda one: one.eligibility_description or ""),
    "description": ("description", lambda one: _tidy(one.description or "")),
    "wait": ("wait_time", lambda one: one.wait_time or ""),
    "stop": ("alert", lambda one: "ja" if one.alert == STOP else ""),
}  # fmt: skip
_READ: dict[str, Callable[[Any, str], list[Change]]] = {
    "phone": _phone,
    "email": _one("email", values.email),
    "web": _web,
    "languages": _languages,
    "appointment": _appointment,
    "cost": _cost,
    "whom": _one("eligibility_description"),
    "wait": _one("wait_time"),
    "description": _one("description"),
}
