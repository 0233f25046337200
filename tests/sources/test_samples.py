"""Real directories are read by a sheet alone, every value accounted for; only where the shared data lies."""

from pathlib import Path

import pytest

from anlaufstelle.gather import source
from anlaufstelle.gather.run import run

from ..shared import shared

FOLDER = Path(__file__).parent / "samples"
SHEETS = list(source.sheets(FOLDER))
READ = {
    "antidiskriminierung-nrw": 41,
    "berlin-events": 100,
    "deggendorf": 27,
    "krefeld": 589,
    "krefeld-kindergartens": 104,
    "krefeld-schulen": 70,
}
TOLD = {
    "krefeld": ["duplicate-key", "phone-unreadable"],
    "krefeld-schulen": ["bad-coordinate"],
    "krefeld-kindergartens": ["bad-hours"],
}


def harvest(name):
    shared("data/samples")
    received = []
    report = run(source.load(FOLDER / f"{name}.yml"), {}, received.append)
    return report, {one.key: one for one in received}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.id)
def test_every_value_is_accounted_for(sheet):
    shared("data/samples")
    report = run(sheet, {}, lambda one: None)
    assert report.read == READ[sheet.id]
    assert sorted({one.code for one in report.findings if one.counts}) == TOLD.get(sheet.id, [])


def test_a_sheet_is_short():
    assert max(len(path.read_text().splitlines()) for path in FOLDER.glob("*.yml")) <= 65


def test_weekdays_of_deggendorf():
    _, handed = harvest("deggendorf")
    key = "Rathaus Deggendorf (Bürgeramt / Einwohnermeldeamt) | Franz-Josef-Strauß-Str. 3"
    hall, place = handed[key], handed[f"{key}#location"].record
    assert hall.record.schedules[0].opening_hours == "Mo 07:30-12:00,13:00-16:00; Tu,Th 08:00-16:00; We,Fr 08:00-12:00"
    assert (hall.record.categories, hall.source_date) == (("Behörden",), "2026-06-16")
    assert (place.ags, place.latitude) == ("09271119", 48.8378038)


def test_languages_and_lists_of_the_centres_against_discrimination():
    _, handed = harvest("nrw")
    found = handed["ada-nrw:1"].record
    assert [one.code for one in found.languages] == ["ar", "de", "en"]
    assert found.categories[0] == "rassistische Diskriminierung"
    assert {one.code for row in handed.values() for one in getattr(row.record, "languages", ())} >= {"ta", "aii", "zgh"}


def test_events_of_berlin():
    _, handed = harvest("berlin")
    dance, fair, gallery = (handed[key].record.happening for key in ("sbst-7", "fest-69", "fest-45"))
    assert (dance.dtstart, dance.dtend) == ("2014-05-04T14:00:00", "2014-05-04T18:00:00")
    assert (fair.dtstart, fair.dtend) == ("2014-04-03", "2014-04-07")
    assert (gallery.dtstart, gallery.time_text) == ("2014-06-01T10:00:00", None)
    assert handed["sbst-7"].record.phones[0].number == "+493051098160"


def test_places_of_krefeld():
    _, handed = harvest("krefeld")
    key = "youthcenter Jugendzentrum Stahlnetz | Oberschlesienstraße 52 | 02151/310918"
    assert handed[key].record.phones[0].number == "+492151310918"
    place = handed[f"{key}#location"].record
    assert (place.latitude, place.longitude, place.ags) == (51.308202, 6.555114, "05114000")
    assert place.addresses[0].postal_code == "47807"
