"""A drafted sheet runs as it is; what is sure is mapped, what is not is left to a person."""

import json

import openpyxl
import pytest
import yaml

from anlaufstelle import commands
from anlaufstelle.errors import Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.draft.propose import propose

from ..shared import shared
from .sheets import harvest

TABLE = """Stand: Mai 2026
Lfd.;Einrichtung;Straße;Hausnr.;PLZ;Ort;Telefon;Fax;E-Mail;Öffnungszeiten;Breitengrad;Längengrad;Sprachen;Zielgruppe;Kürzel
1;Beratungsstelle Muster;Musterweg;7a;1067;Dresden;351 4881234;0351 488999;a@example.org;Mo-Do 9-12 Uhr;13,7372;51,0504;Deutsch, Türkisch;Familien;X7
2;Café Beispiel;Beispielallee;12;1069;Dresden;351 4885678;;b@example.org;montags 15-17 Uhr;13,7400;51,0400;Arabisch;Senioren;Q2
3;Mögliche Hilfe;Am Markt;1;4109;Leipzig;341 1231234;;c@example.org;nach Vereinbarung;12,3731;51,3397;Deutsch;Alle;B9
"""  # noqa: E501


def draft(path, **files):
    text = propose(path)
    (path.parent / "draft.yml").write_text(text)
    report, handed = harvest(source.load(path.parent / "draft.yml"))
    return yaml.safe_load(text), text, report, handed


def test_a_town_hall_s_table(tmp_path):
    path = tmp_path / "Ämterliste 2026.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    sheet, text, report, handed = draft(path)
    assert sheet["id"] == "aemterliste-2026"
    assert sheet["options"] == {"delimiter": ";", "header": 2}
    assert sheet["fields"]["Breitengrad"] == "location.longitude"
    assert sheet["fields"]["Telefon"] == {"to": "phones", "read": "phones_without_zero"}
    assert sheet["ignore"]["Kürzel"] == "not understood yet"
    assert "swapped" in text and "e.g. Musterweg 7a" not in text and "sure (0.9" in text
    first = next(one for key, one in handed.items() if key.startswith("Beratungsstelle Muster |") and "#" not in key)
    place = handed[f"{first.key}#location"].record
    assert (place.latitude, place.longitude) == (51.0504, 13.7372)
    assert (place.addresses[0].address_1, place.addresses[0].postal_code) == ("Musterweg 7a", "01067")
    assert first.record.phones[0].number == "+493514881234"
    assert [one.code for one in first.record.languages] == ["de", "tr"]
    assert first.record.schedules[0].opening_hours == "Mo-Th 09:00-12:00"
    assert [one for one in report.findings if one.counts] == []


def test_a_workbook_with_two_pages_and_a_header_in_two_rows(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Angebote"
    page.append(["Angebot", "Kontakt", None, "PLZ Ort"])
    page.merge_cells("B1:C1")
    page.append([None, "Telefon", "Mail", None])
    page.merge_cells("A1:A2")
    page.merge_cells("D1:D2")
    page.append(["Tafel", 2366180712, "tafel@example.org", "45699 Herten"])
    page.append(["Café", 2366180713, "cafe@example.org", "45701 Herten"])
    other = book.create_sheet("Termine")
    other.append(["Titel", "Datum", "Uhrzeit"])
    other.append(["Sommerfest", 46180, "14:00-18:00 Uhr"])
    other.append(["Basar", "05.12.2026", "10:00"])
    book.save(tmp_path / "liste.xlsx")
    sheet, _, report, handed = draft(tmp_path / "liste.xlsx")
    assert [one["options"]["sheet"] for one in sheet["tables"]] == ["Angebote", "Termine"]
    assert sheet["tables"][0]["options"]["header_rows"] == 2
    kinds = [one.record.kind for one in handed.values()]
    assert (kinds.count("service"), kinds.count("event")) == (2, 2)
    phones = {one.record.phones[0].number for one in handed.values() if one.record.kind == "service"}
    assert phones == {"+492366180712", "+492366180713"}
    assert {one.record.addresses[0].city for one in handed.values() if one.record.kind == "location"} == {"Herten"}
    starts = {one.record.happening.dtstart for one in handed.values() if one.record.kind == "event"}
    assert starts == {"2026-06-07T14:00:00", "2026-12-05T10:00:00"}
    assert [one for one in report.findings if one.counts] == []


def test_lists_in_json_are_found(tmp_path):
    towns = [
        {
            "ort": "Herten",
            "stellen": [{"id": n, "titel": f"Stelle {n}", "telefon": f"02366 18071{n}"} for n in range(4)],
        }
    ]
    (tmp_path / "a.json").write_text(json.dumps({"stand": "2026-05", "towns": towns}))
    sheet, _, _, handed = draft(tmp_path / "a.json")
    assert sheet["options"] == {"items": "towns[].stellen"}
    assert sheet["fields"] == {
        "id": "key",
        "titel": "name",
        "telefon": "phones",
        "^.stand": "source_date",
        "^.ort": "location.city",
    }
    assert len([one for one in handed.values() if one.record.kind == "service"]) == 4


SAMPLES = [
    "deggendorf-wegweiser/processed.json",
    "krefeld/seniors.json",
    "krefeld/kindergartens.json",
    "krefeld/schulen.json",
    "krefeld/youthcenter.json",
    "nrw-antidiskriminierung/servicestellen_nrw.json",
    "events/berlin_events_100.jsonl",
    "baltimore-211/services_flat.jsonl",
    "ohana-sample-csv/data/sample-csv/locations.csv",
    "planning/flensburg_stadtteile_sozialatlas2022.geojson",
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_drafts_of_real_files_run_unchanged(tmp_path, sample):
    path = shared(f"data/samples/{sample}")
    out = tmp_path / "draft.yml"
    assert commands.main(["draft-sheet", str(path), "--out", str(out)]) == 0
    report, _ = harvest(source.load(out))
    assert report.read > 0
    assert [one.code for one in report.findings if one.code in ("unread-column", "missing-key", "duplicate-key")] == []


def test_a_file_nobody_can_read(tmp_path):
    (tmp_path / "a.csv").write_text("")
    with pytest.raises(Unreadable, match="the file is empty"):
        propose(tmp_path / "a.csv")


def test_nothing_is_overwritten(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id;name\n1;A\n")
    (tmp_path / "a.yml").write_text("mine")
    assert commands.main(["draft-sheet", str(tmp_path / "a.csv"), "--out", str(tmp_path / "a.yml")]) == 2
    assert "exists already" in capsys.readouterr().err
    assert (tmp_path / "a.yml").read_text() == "mine"


def test_a_merged_title_a_page_of_words_and_a_line_below_the_table(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Übersicht"
    book.active.append(["Stadt Musterhausen"])
    book.active.append(["Stand: Oktober 2025"])
    page = book.create_sheet("Adressen")
    page.append(["Verzeichnis sozialer Einrichtungen"])
    page.merge_cells("A1:F1")
    page.append(["Einrichtung", "Straße / Hausnr.", "PLZ", "Ort", "E-Mail / Web", "Öffnungszeiten"])
    page.append(["Tafel", "Musterweg 3", 45699, "Herten", "a@example.org", "Mo-Do 9-12 Uhr"])
    page.append(["Café", "Musterweg 4", 45699, "Herten", "b@example.org", "Di 14-16 Uhr"])
    page.append(["Laden", "Musterweg 5", 45699, "Herten", "c@example.org", "n.V."])
    page.append(["Angaben ohne Gewähr"])
    book.save(tmp_path / "liste.xlsx")
    sheet, text, report, handed = draft(tmp_path / "liste.xlsx")
    assert sheet["options"] == {"sheet": "Adressen", "header": 2}
    assert "no table was found on the page “Übersicht”" in text
    assert (sheet["fields"]["E-Mail / Web"], sheet["fields"]["Straße / Hausnr."]) == ("email", "location.address_1")
    assert [(one.code, one.value) for one in report.findings if one.counts] == [("lonely-row", "Angaben ohne Gewähr")]
    assert handed["Laden | Musterweg 5"].record.schedules[0].opening_hours is None


def test_what_stands_outside_the_list_is_no_column(tmp_path):
    features = [
        {"type": "Feature", "properties": {"NAME": f"Treff {n}", "OEFFNUNG": "Mo-Fr 14:00-20:00", "PLZ": "45699"}}
        for n in range(3)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    path = tmp_path / "treff.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}))
    sheet, _, _, _ = draft(path)
    assert sheet["fields"]["properties.OEFFNUNG"] == "schedules.opening_hours"
    assert sheet["ignore"]["^.crs.type"] == "stands outside the list, the same for all"
