"""HSDS tables of any age, from Ohana's (1.0) on: with or without a datapackage.json, ids of any kind.

What older tables call otherwise gets its name of today; weekly rows become opening hours. What belongs to nothing is
handed on as `left`, so that the run tells of it; columns that HSDS never had stay as they are and become findings.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import phonenumbers

from ...errors import BadValue
from ...record.hsds_nest import number
from ...record.hsds_shapes import SHAPES
from ...vocabulary import values
from ..raw_ids import raw_id
from . import hsds_old_rows as rows
from .hsds_old_hours import week

Data = dict[str, Any]
Line = tuple[int, Mapping[str, str]]
DOCUMENTS = ("organization", "location", "service")
OWNERS = ("contact", "phone", "service_at_location", "service", "location", "organization")
UNKNOWN = "unknown"
"""A file that is no table of any version."""
ORDER = ("taxonomy", "organization", "location", "service", "program", "service_at_location", "contact", "phone")
"""What others belong to comes first."""
FIELDS = {"phone": "phones", "contact": "contacts", "address": "addresses", "schedule": "schedules",
          "language": "languages", "accessibility": "accessibility", "service_area": "service_areas",
          "required_document": "required_documents", "funding": "funding", "cost_option": "cost_options",
          "program": "programs", "service_at_location": "service_at_locations", "url": "additional_urls"}  # fmt: skip
"""Where a part stands in its owner."""


def documents(tables: Iterable[tuple[str, str, Iterable[Line]]], country: str) -> Iterator[tuple[int, Data]]:
    """`tables` are (file, table as in `rows.NAMES`, lines); `country` is that of telephone numbers that name none."""
    package = _Package(country)
    ordered = sorted(tables, key=lambda one: ORDER.index(one[1]) if one[1] in ORDER else len(ORDER))
    for file, table, lines in ordered:
        for line, cells in lines:
            row = {name.strip(): cell.strip() for name, cell in cells.items() if name and cell and cell.strip()}
            if row:
                package.take(file, table, line, row)
    yield from package.finished()


class _Package:
    def __init__(self, country: str) -> None:
        self.country = country
        self.known: dict[tuple[str, str], Data] = {}
        self.lines: dict[tuple[str, str], int] = {}
        self.terms: dict[str, str] = {}
        self.weeks: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        self.left: list[tuple[int, Data]] = []

    def leave(self, name: str, line: int, why: str) -> None:
        """`name` is the file's, with a column behind it where the rest of the row was taken; a sheet may ignore it."""
        self.left.append((line, {"left": {"name": name, "why": why}}))

    def take(self, file: str, table: str, line: int, row: dict[str, str]) -> None:
        if table == "taxonomy":
            code = row.get("taxonomy_id") or row.get("id")
            if code and "name" in row:
                self.terms[code] = row["name"]
        elif table == UNKNOWN:
            self.leave(file, line, "are a file that is no table of HSDS")
        elif table in DOCUMENTS:
            self._document(file, table, line, row)
        else:
            for one in _each_service(row):
                self._part(file, table, line, one)

    def _document(self, file: str, shape: str, line: int, row: dict[str, str]) -> None:
        raw = row.get("id")
        if raw is None or (shape, raw) in self.known:
            self.leave(file, line, "have no id, or one that another row has, and were left out")
            return
        location = row.pop("location_id", None) if shape == "service" else None
        terms = row.pop("taxonomy_ids", "")
        made = _typed(shape, rows.MAKERS.get(shape, rows.plain)(row))
        if found := [self.terms.get(code, code) for code in rows.split(terms)]:
            made["categories"] = list(dict.fromkeys([*made.get("categories", []), *found]))
        self.known[shape, raw] = made
        self.lines[shape, raw] = line
        if location is not None:
            self._stand_at(file, line, raw, location)

    def _stand_at(self, file: str, line: int, service: str, location: str) -> None:
        there = self.known.get(("location", location))
        made = self.known["service", service]
        if there is None:
            self.leave(file, line, "name a location that there is not")
            return
        made.setdefault("service_at_locations", []).append({"location_id": there["id"]})
        if "organization_id" not in made and "organization_id" in there:
            made["organization_id"] = there["organization_id"]

    def _part(self, file: str, table: str, line: int, row: dict[str, str]) -> None:
        asked = [(owner, row.pop(f"{owner}_id")) for owner in OWNERS if f"{owner}_id" in row and _owns(owner, table)]
        if table == "service_at_location":
            asked = [("service", raw) for owner, raw in asked if owner == "service"]
        owner = next((one for one in asked if one in self.known), None)
        if owner is None:
            if row.keys() - {"id", "location_id"} or asked:
                self.leave(file, line, "belong to nothing in the tables, and were left out")
            return
        for other, _ in (one for one in asked if one not in self.known):
            self.leave(f"{file}/{other}_id", line, f"name a {other} that there is not")
        holder = self.known[owner]
        if table == "regular_schedule" and "weekday" in row:
            told = row["weekday"], row.get("opens_at", ""), row.get("closes_at", "")
            self.weeks.setdefault(owner, []).append(told)
            if odd := sorted(row.keys() - {"id", "weekday", "opens_at", "closes_at", "original_text"}):
                self.leave(f"{file}/{odd[0]}", line, "say something that no week of HSDS has a place for")
        elif (joined := rows.joined(table, row, self.terms)) is not None:
            for field, words in joined.items():
                holder.setdefault(field, []).extend(words)
        else:
            self._keep(table, row, holder)

    def _keep(self, table: str, row: dict[str, str], holder: Data) -> None:
        raw = row.get("id")
        shape = rows.SHAPE.get(table, table)
        made = _typed(shape, rows.MAKERS.get(table, rows.plain)(row))
        if shape == "phone":
            made = _dialled(made, self.country)
        if not made.keys() - {"id"}:
            return
        holder.setdefault(FIELDS.get(shape, shape), []).append(made)
        if raw is not None and shape in OWNERS:
            self.known.setdefault((shape, raw), made)

    def finished(self) -> Iterator[tuple[int, Data]]:
        for (owner, raw), days in self.weeks.items():
            hours, odd = week(days)
            schedule: Data = {"opening_hours": hours} if hours else {}
            if odd:
                schedule["description"] = "; ".join(odd)
            if schedule:
                self.known[owner, raw].setdefault("schedules", []).append(schedule)
        for shape in DOCUMENTS:
            for (one, raw), made in self.known.items():
                if one == shape:
                    if words := made.pop("eligibility_rows", None):
                        stated = [made["eligibility_description"]] if "eligibility_description" in made else []
                        made["eligibility_description"] = "\n".join(dict.fromkeys([*stated, *words]))
                    yield self.lines[one, raw], made
        yield from self.left


def _dialled(made: Data, country: str) -> Data:
    """With the number as it is dialled from anywhere; one that nobody can dial stays as it is, and the run tells."""
    stated = made.get("number")
    if not isinstance(stated, str):
        return made
    try:
        return {**made, "number": _e164(stated, country), "stated": stated}
    except (BadValue, phonenumbers.NumberParseException):
        return made


def _e164(stated: str, country: str) -> str:
    """Our own reader knows how Germans write their numbers, and nothing of others."""
    if country == "DE":
        return values.phone(stated).number
    found = phonenumbers.parse(stated, country)
    if not phonenumbers.is_possible_number(found):
        raise BadValue(f"{stated} is no number of {country}")
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def _owns(owner: str, table: str) -> bool:
    shape = rows.SHAPE.get(table, table)
    return owner != shape and not (shape == "service_at_location" and owner == "location")


def _each_service(row: dict[str, str]) -> Iterator[dict[str, str]]:
    """Some exports put several services into one cell."""
    listed = rows.split(row.get("service_id", ""))
    if len(listed) < 2:
        yield row
    for one in listed if len(listed) > 1 else ():
        yield {**row, "service_id": one}


def _typed(shape: str, row: Data) -> Data:
    """Numbers as numbers, references as ids; the object's own id first."""
    made: Data = {}
    for name, value in row.items():
        rule = SHAPES.get(shape, {}).get(name)
        if isinstance(value, str) and (name == "id" or name.endswith("_id")):
            target = shape if name == "id" else name.removesuffix("_id").removeprefix("parent_")
            made[name] = raw_id(target, value)
        else:
            made[name] = number(value) if rule and rule.test == "number" and isinstance(value, str) else value
    return made
