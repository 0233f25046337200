"""What a town may expect on the first day, measured on Herten's real data."""

import json

from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.gather import source
from anlaufstelle.pipeline import intake
from anlaufstelle.record.entry import Entry
from anlaufstelle.search.find import find
from tests.shared import shared


def test_nearly_every_service_is_published_and_the_rest_say_why(entries: list[Entry]) -> None:
    services = [one for one in entries if one.kind == "service" and any(it.source == "herten" for it in one.sources)]
    withheld = [entry for entry in services if entry.state == "withheld"]
    assert len(services) == 267
    assert len(services) - len(withheld) >= 260
    assert [entry.name for entry in withheld if not any(one.degree == "blocking" for one in entry.findings)] == []


def test_everything_else_of_the_source_is_there_too(entries: list[Entry]) -> None:
    kinds = [entry.kind for entry in entries if entry.state == "published"]
    assert kinds.count("event") == 38
    assert kinds.count("opportunity") == 35
    assert kinds.count("organization") >= 130


def test_every_entry_carries_its_source_and_says_when_it_was_checked(entries: list[Entry]) -> None:
    shown = [entry for entry in entries if entry.kind != "location"]
    assert [entry.name for entry in shown if not entry.sources or not entry.sources[0].url] == []
    assert {entry.checked_on for entry in shown} == {None}, "nobody has checked anything on the first day"


def test_every_result_ends_in_a_working_action(herten: EditionView, entries: list[Entry]) -> None:
    names = [entry.name for entry in entries if entry.kind == "service" and entry.state == "published"]
    dead = []
    for name in names:
        answer = find(name, home=settings.ANLAUFSTELLE_HOME, edition=herten, limit=3)
        dead += [result.name for result in answer.results if not result.action.value or not result.action.whose]
    assert dead == []


def test_debt_advice_comes_first_and_serves_herten(herten: EditionView) -> None:
    answer = find("Schuldnerberatung", home=settings.ANLAUFSTELLE_HOME, place="Herten", edition=herten)
    entries = read.entries(result.id for result in answer.results[:3])
    assert answer.results[0].source_id == "herten-schuldnerberatung-diakonie"
    assert ["debt-advice" in entry.needs for entry in entries] == [True] * len(entries)
    assert any(area in ("05562020", "05562", "DE") for area in entries[0].areas)


def test_a_second_gather_finds_nothing_new(herten: EditionView) -> None:
    for sheet in source.sheets(settings.ANLAUFSTELLE_SOURCES):
        report = intake.gather_source(sheet, dry_run=True)
        assert (report.new, report.changed, report.gone) == (0, 0, 0)


def test_the_womens_shelter_has_no_address_anywhere(entries: list[Entry]) -> None:
    shelters = [entry for entry in entries if entry.kind == "service" and "womens-shelter" in entry.needs]
    assert [entry.name for entry in shelters if entry.point] == []
    for entry in shelters:
        assert [one.addresses for one in entry.locations if one.confidential] == [()] * len(entry.locations)


def test_every_service_is_valid_hsds_with_formats(entries: list[Entry]) -> None:
    folder = shared("data/hsds/schema")
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    registry: Registry = Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=_dialect()))
        for name, schema in schemas.items()
        if not name.startswith("openapi")
    )
    judge = Draft202012Validator(schemas["service.json"], registry=registry, format_checker=FormatChecker())
    wrong = [
        f"{entry.name}: {error.json_path} {error.message}"
        for entry in entries
        if entry.kind == "service" and entry.state == "published"
        for error in judge.iter_errors(json.loads(read.hsds(entry.id)))
    ]
    assert wrong == []


def _dialect() -> object:
    from referencing.jsonschema import DRAFT202012  # slow import: only this test needs it

    return DRAFT202012
