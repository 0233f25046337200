"""What came back from the form of a whole record: the record as it was meant, and by field what could not be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import uuid4

import msgspec
from babel import Locale
from django.http import QueryDict
from msgspec import Struct

from anlaufstelle.catalogue.read import resolve_id
from anlaufstelle.errors import AnlaufstelleError, BadRecord, BadValue
from anlaufstelle.pipeline import carriers
from anlaufstelle.record import paths
from anlaufstelle.record.ids import part_id
from anlaufstelle.record.model import AnyRecord

from . import fields, form, week

LISTS = "teile:"
"""Hidden inputs `teile:phones` hold the ids of the parts, in order."""


@dataclass
class Read:
    """`weeks` are hours that somebody has to look at before they count, by path."""

    record: AnyRecord
    wrong: dict[str, str] = field(default_factory=dict)
    weeks: dict[str, week.Understood] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    drops_blank: bool = False


@dataclass(frozen=True)
class Day:
    """Where and when the form is read: whose holidays, and today."""

    land: str
    today: date


MOVES = ("add:", "remove:", "up:", "down:")


def read(seen: AnyRecord, given: QueryDict, day: Day, act: str) -> Read:
    """`act` may add, remove or move a part first: "add:phones", "up:phones:<id>". Otherwise a new part in which
    nobody wrote anything is left out."""
    lists = {name.removeprefix(LISTS): given.getlist(name) for name in given if name.startswith(LISTS)}
    _act(seen, lists, act)
    typed = {name: one for name, one in given.items() if isinstance(one, str)}
    told = Read(seen, typed=typed, drops_blank=not act.startswith(MOVES))
    document = msgspec.to_builtins(seen)
    _fill(type(seen), document, _Way("", given, lists, day, told), 0)
    try:
        told.record = msgspec.convert(document, AnyRecord)
    except msgspec.ValidationError as error:
        raise BadRecord(f"Das Formular lässt sich nicht lesen: {error}") from error
    return told


def _act(seen: AnyRecord, lists: dict[str, list[str]], act: str) -> None:
    verb, _, rest = act.partition(":")
    path, _, id = rest.rpartition(":") if verb != "add" else (rest, "", "")
    if verb == "add":
        lists[path] = [*lists.get(path, []), part_id(seen.id, f"{path}/{uuid4()}")]
    elif verb == "remove":
        lists[path] = [one for one in lists.get(path, []) if one != id]
    elif verb in ("up", "down") and id in lists.get(path, []):
        ids = lists[path]
        place = ids.index(id)
        other = place + (-1 if verb == "up" else 1)
        if 0 <= other < len(ids):
            ids[place], ids[other] = ids[other], ids[place]


@dataclass(frozen=True)
class _Way:
    prefix: str
    given: QueryDict
    lists: Mapping[str, list[str]]
    day: Day
    told: Read

    def below(self, prefix: str) -> "_Way":
        return _Way(prefix, self.given, self.lists, self.day, self.told)


def _fill(shape: type[Struct], document: dict[str, Any], way: _Way, depth: int) -> None:
    for name in form.names(shape, None, every=True):
        slot, path = paths.slots(shape)[name], f"{way.prefix}{name}"
        if slot.holds == "parts" and slot.shape and depth < form.DEEPEST:
            if path in way.lists:
                document[name] = list(_parts(slot.shape, document.get(name, ()), path, way, depth))
        elif slot.holds == "part" and slot.shape:
            inner = document.get(name) or {}
            _fill(slot.shape, inner, way.below(f"{path}."), depth)
            if inner:
                document[name] = inner
        elif path in way.given:
            _value(slot, document, name, path, way)


def _parts(
    shape: type[Struct], before: Iterable[dict[str, Any]], path: str, way: _Way, depth: int
) -> Iterable[dict[str, Any]]:  # fmt: skip
    known = {one["id"]: one for one in before}
    for id in dict.fromkeys(one for one in way.lists[path] if one):  # an empty one: the list was asked for
        part = dict(known.get(id, {"id": id}))
        _fill(shape, part, way.below(f"{path}[{id}]."), depth + 1)
        if way.told.drops_blank and part == {"id": id} and not _written(f"{path}[{id}].", way.given):
            continue
        for name, slot in paths.slots(shape).items():
            if slot.required and name != "id" and part.get(name) in (None, ""):
                part[name] = ""
                way.told.wrong.setdefault(f"{path}[{id}].{name}", "Bitte ausfüllen, oder die Zeile entfernen.")
        yield part


def _written(prefix: str, given: QueryDict) -> bool:
    return any(name.startswith(prefix) and given.get(name, "").strip() for name in given)


def _value(slot: paths.Slot, document: dict[str, Any], name: str, path: str, way: _Way) -> None:
    kind, choices = form.kind_of(slot, name)
    given, old = way.given.get(path, ""), document.get(name)
    if _tidy(given) == _tidy(form.write(kind, old)):
        return  # as it was: read anew it might come out otherwise
    try:
        value = _read(kind, given, path, way)
        if choices and value and value not in dict(choices):
            raise BadValue("Diese Auswahl gibt es nicht.")
    except AnlaufstelleError as error:
        way.told.wrong[path] = str(error)
        return
    if value is None:
        document.pop(name, None)
    elif path not in way.told.weeks:
        document[name] = value


def _tidy(text: str) -> str:
    return text.strip().replace("\r\n", "\n")


def _read(kind: str, given: str, path: str, way: _Way) -> Any:
    text = given.strip()
    if kind == "hours" and text:
        found = week.understood(text, way.day.land, way.day.today)
        if not found.sure and way.given.get(f"gelesen:{path}") != found.osm:
            way.told.weeks[path] = found
        return found.osm
    if kind == "language":
        return language(text) if text else None
    if kind == "entry" and text and resolve_id(text) is None:
        raise BadValue("Diesen Eintrag gibt es nicht mehr. Bitte einen anderen wählen.")
    if kind == "entry":
        return text or None
    if kind == "carrier":
        return carriers.found(text) if text else None
    return fields.read(kind, given)  # type: ignore[arg-type]


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code.replace("_", "-") for code, name in Locale("de").languages.items()}


def language(text: str) -> str:
    """By its German name, or its code."""
    found = _codes().get(text.casefold())
    if found is None and text.casefold() in _codes().values():
        return text.casefold()
    if found is None:
        raise BadValue(f"„{text}“ kennen wir nicht als Sprache. Bitte den deutschen Namen schreiben: „Türkisch“.")
    return found
