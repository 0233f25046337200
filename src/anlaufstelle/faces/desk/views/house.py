"""The house at the desk: the week's plan with its clashes, and who carries what for the council."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from anlaufstelle.catalogue import read, rules
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue
from anlaufstelle.pipeline import house
from anlaufstelle.record.model import Slot

from .. import words
from ..gate import page

FIELDS = ("house", "room", "weekday", "opens", "closes", "name", "organization_name", "valid_from", "valid_to",
          "funding_source", "funding_until", "volunteers")  # fmt: skip
COLUMNS = ("Haus", "Träger", "Stunden in der Woche", "Räume", "Angebote", "Geld von", "Geld bis", "Freiwillige")


def plan(request: HttpRequest) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            return _written(request, person)
        except BadValue as error:
            return _page(request, wrong=str(error), status=422)
    return _page(request)


def _written(request: HttpRequest, person: Person) -> HttpResponse:
    area = request.POST.get("gebiet", "")
    if ended := request.POST.get("beenden", ""):
        house.end(person=person, area=area, key=ended)
        return redirect("desk:house-plan")
    given = {name: request.POST.get(name, "") for name in FIELDS}
    given["house"], _, given["room"] = request.POST.get("raum", "").partition("|")
    wanted = house.Wanted(**given, weeks=tuple(request.POST.getlist("weeks")))
    house.plan(person=person, area=area, wanted=wanted)
    return redirect("desk:house-plan")


def _page(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    own = {read.resolve_id(one.organization) for one in person.held if one.role == "provider"} - {None}
    told = []
    for area in dict.fromkeys(area for area, _ in house.houses(person)):
        entries = house.slots(area)
        may = area in person.areas("editor")
        told.append({
            "area": area,
            "houses": [one for where, one in house.houses(person) if where == area],
            "rows": [(one, _source(one.sources[0].source, one.sources[0].key), may or _mine(one.record, own))
                     for one in entries],
            "clashes": house.clashes(entries),
        })  # fmt: skip
    context = {
        "towns": told,
        "days": words.DAYS,
        "weeks": words.WEEKS.items(),
        "carrier": "editor" not in person.roles,
        "writes": rules.may_plan(person),
        "pictures": rules.may_see_picture(person),
        "given": request.POST,
        "wrong": wrong,
    }
    return page(request, "desk/house.html", context, status)


def _source(source: str, key: str) -> str:
    """The key under which it was planned here; "" for what comes from a sheet."""
    return key if source.startswith(house.SOURCE) else ""


def _mine(record: object, own: set[str | None]) -> bool:
    return isinstance(record, Slot) and record.organization_id in own


def picture(request: HttpRequest) -> HttpResponse:
    person: Person = request.person  # type: ignore[attr-defined]
    areas = dict.fromkeys(area for area, _ in house.houses(person))
    rows = [one for area in areas for one in house.picture(house.slots(area))]
    if request.GET.get("als") == "csv":
        return _table(rows)
    context = {
        "rows": rows,
        "hours": sum(one.hours for one in rows),
        "carriers": len({one.carrier for one in rows}),
        "people": sum(one.volunteers or 0 for one in rows),
        "silent": sum(1 for one in rows if one.volunteers is None),
        "ending": _ending(rows),
        "today": timezone.localdate(),
    }
    return page(request, "desk/house_picture.html", context)


def _ending(rows: list[house.Carried]) -> list[tuple[str, str, str]]:
    """Whose money ends, soonest first: (until, carrier, source)."""
    return sorted((until, one.carrier, source) for one in rows for source, until in one.funding if until)


def _table(rows: list[house.Carried]) -> HttpResponse:
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(COLUMNS)
    for one in rows:
        money = ", ".join(source for source, _ in one.funding), ", ".join(until for _, until in one.funding if until)
        people = "" if one.volunteers is None else one.volunteers
        hours = f"{one.hours:g}".replace(".", ",")
        row = (one.house, one.carrier, hours, ", ".join(one.rooms), ", ".join(one.offers), *money, people)
        lines.writerow([f"'{cell}" if str(cell)[:1] in "=+-@" and str(cell) else cell for cell in row])
    told = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    told["Content-Disposition"] = 'attachment; filename="wer-traegt-was.csv"'
    return told
