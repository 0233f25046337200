"""Nothing is handed on before everything holds; what is handed on is counted against the run before."""

import msgspec
import pytest
import yaml
from msgspec.structs import replace

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.run import record_hash, run

from .sheets import FIELDS, harvest, lines, rows, sheet


def hashes(received):
    return {key: record_hash(one) for key, one in received.items()}


def refused(folder, content, error, previous=None, **keys):
    """Runs a broken source; it must raise, and the sink must never be called."""
    handed = []
    with pytest.raises(error) as caught:
        run(sheet(folder, content, **keys), previous or {}, handed.append)
    assert handed == []
    return str(caught.value)


def test_a_second_run_finds_nothing_new(tmp_path):
    one = sheet(tmp_path, rows(3, city="Herten"))
    first, received = harvest(one)
    second, again = harvest(one, hashes(received))
    assert (first.read, first.new, first.unchanged) == (3, 6, 0)
    assert (second.new, second.changed, second.unchanged, second.gone, again) == (0, 0, 6, 0, {})


def test_a_changed_and_a_gone_row_are_told(tmp_path):
    _, received = harvest(sheet(tmp_path, rows(10)))
    changed = rows(9)
    changed[0]["name"] = "Neue Beratung"
    report, handed = harvest(sheet(tmp_path, changed), hashes(received))
    assert (report.new, report.changed, report.unchanged, report.gone_keys) == (0, 1, 8, ("a10",))
    assert list(handed) == ["a1"]


def test_the_hash_does_not_know_when_a_record_was_seen(tmp_path):
    _, received = harvest(sheet(tmp_path, rows(1)))
    one = received["a1"]
    assert record_hash(replace(one, first_seen="2026-01-01T00:00:00Z", order=7)) == record_hash(one)
    assert record_hash(replace(one, note="neu")) != record_hash(one)


def test_truncated(tmp_path):
    message = refused(tmp_path, lines(rows(50))[:-20], Unreadable)
    assert message.startswith("list.jsonl, line 50: is not JSON")
    assert "cut off" in message
    assert "Remedy: fetch the whole file again" in message


def test_empty(tmp_path):
    assert refused(tmp_path, "", Unreadable).startswith("list.jsonl, line 1: the file is empty. Remedy: ")


def test_only_blank_lines(tmp_path):
    assert "0 records, at least 1 expected" in refused(tmp_path, "\n\n", TooManyFindings)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-32"])
def test_wrongly_encoded(tmp_path, encoding):
    message = refused(tmp_path, lines(rows(20, city="Köln")).encode(encoding), Unreadable)
    assert message.startswith("list.jsonl, line 1: ")
    assert "save the file as UTF-8" in message


@pytest.mark.parametrize("word", ["Gebühren für Süßes", "Ärzte", "„Öffnung“"])
def test_read_once_in_the_wrong_encoding(tmp_path, word):
    broken = word.encode().decode("cp1252", errors="replace")
    message = refused(tmp_path, rows(20, city=broken), Unreadable)
    assert message.startswith("list.jsonl, line 1: letters were destroyed by a wrong encoding in 20 values")


def test_shrunk_by_nine_tenths_against_the_sheet(tmp_path):
    message = refused(tmp_path, rows(10), TooManyFindings, expect={"min": 90})
    assert message.startswith(
        "list.jsonl, line 10 (its last): 10 records, at least 90 expected. Remedy: fetch the whole"
    )


def test_shrunk_by_nine_tenths_against_the_last_run(tmp_path):
    _, received = harvest(sheet(tmp_path, rows(100)))
    message = refused(tmp_path, rows(10), TooManyFindings, hashes(received))
    assert "90 of 100 records are gone (90%), at most 20% allowed" in message


def test_too_many_records(tmp_path):
    assert "3 records, at most 2 expected" in refused(tmp_path, rows(3), TooManyFindings, expect={"max": 2})


def test_too_many_findings_carry_the_report(tmp_path):
    one = sheet(tmp_path, rows(3, phone="siehe Aushang"), expect={"max_findings": 2})
    with pytest.raises(TooManyFindings) as caught:
        harvest(one)
    assert str(caught.value).startswith("list.jsonl, line 1: 3 findings, at most 2 allowed")
    assert caught.value.report.read == 3


def test_a_key_that_stands_twice(tmp_path):
    report, handed = harvest(sheet(tmp_path, [*rows(2), {"id": "a1", "name": "Doppelt"}]))
    (found,) = [one for one in report.findings if one.code == "duplicate-key"]
    assert (found.degree, found.line, found.key) == ("error", 3, "a1")
    assert handed["a1"].record.name == "Beratung 1"


def test_one_id_under_two_keys(tmp_path):
    one = "6f1d9f5e-3c52-5b0b-9a55-2f1f0b7c8e11"
    content = [{"id": one, "name": "Erst"}, {"id": one.upper(), "name": "Dann"}, {"id": "a#location", "name": "Frech"}]
    report, handed = harvest(sheet(tmp_path, [*content, {"id": "a", "name": "Ort", "city": "Herten"}]))
    assert [(found.line, found.value) for found in report.findings if found.code == "duplicate-key"] == [
        (2, one.upper()),
        (4, "a#location"),
    ]
    assert sorted(handed) == [one, "a", "a#location"]


@pytest.mark.parametrize("key", [{}, {"id": None}, {"id": " "}])
def test_a_row_without_a_key(tmp_path, key):
    report, handed = harvest(sheet(tmp_path, [*rows(1), {**key, "name": "Ohne"}]))
    assert [(one.code, one.line) for one in report.findings if one.degree == "error"] == [("missing-key", 2)]
    assert list(handed) == ["a1"]


def test_a_column_nobody_named_is_a_finding_and_is_kept(tmp_path):
    report, handed = harvest(sheet(tmp_path, rows(2, fax="02366 1")))
    (found,) = [one for one in report.findings if one.code == "unread-column"]
    assert (found.path, found.count, found.line, found.value) == ("fax", 2, 1, "02366 1")
    assert handed["a2"].record.extra == {"fax": "02366 1"}


def test_a_column_ignored_by_name_is_counted(tmp_path):
    report, _ = harvest(sheet(tmp_path, rows(2, fax="02366 1"), ignore={"fax": "nobody faxes"}))
    assert [(one.column, one.why, one.values) for one in report.ignored] == [("fax", "nobody faxes", 2)]
    assert [one.code for one in report.findings if one.code == "unread-column"] == []


def test_the_report_is_json(tmp_path):
    report, _ = harvest(sheet(tmp_path, rows(2, city="Herten")))
    told = msgspec.json.decode(msgspec.json.encode(report))
    assert (told["source"], told["read"], told["records"]) == ("muster", 2, {"location": 2, "service": 2})


def test_the_report_reads_well_on_a_terminal(tmp_path):
    content = [{"id": "a1", "name": "Beratung", "phone": "siehe Aushang", "fax": "1"}]
    report, _ = harvest(sheet(tmp_path, content, ignore={"fax": "nobody faxes"}))
    assert list(report.lines()) == [
        "muster: 1 read, 1 new, 0 changed, 0 unchanged, 0 gone (records: 1 service)",
        "  warning list.jsonl:1 [a1] bad-phone: No telephone number can be found here. – phone: 'siehe Aushang' → "
        "Correct it at the source, or add a lookup with a note for `phone`.",
        "  told of 1 records: contact-missing",
        "  told of 1 records: provider-missing",
        "  told of 1 records: description-missing",
        "  ignored 1 values of list.jsonl, column fax: nobody faxes",
    ]


def test_progress_is_told_per_file(tmp_path):
    seen = []
    run(sheet(tmp_path, rows(300)), {}, lambda _: None, progress=lambda file, done: seen.append((file, done)))
    assert seen == [("list.jsonl", 250), ("list.jsonl", 300)]


def test_a_provider_is_found_by_name_by_list_or_implied(tmp_path):
    (tmp_path / "org.jsonl").write_text(
        lines(
            [
                {"id": "stadt", "name": "Stadt Musterstadt", "services": ["a1", "a2"]},
                {"id": "amt", "name": "Jugendamt", "services": ["a2"]},
            ]
        )
    )
    names = ["Stadt Musterstadt", "Musterstadt, Abt. 5", "Verein ohne Eintrag", "Verein ohne Eintrag"]
    services = [{**row, "org": name} for row, name in zip(rows(4), names, strict=True)]
    (tmp_path / "list.jsonl").write_text(lines(services))
    tables = [
        {"file": "list.jsonl", "fields": {"id": "key", "name": "name", "org": "organization"}},
        {
            "file": "org.jsonl",
            "kind": "organization",
            "fields": {"id": "key", "name": "name", "services": "service_ids"},
        },
    ]
    (tmp_path / "muster.yml").write_text(yaml.safe_dump({"id": "muster", "title": "Muster", "tables": tables}))
    _, handed = harvest(source.load(tmp_path))
    by_id = {one.record.id: key for key, one in handed.items()}
    assert [by_id[handed[f"a{number}"].record.organization_id] for number in (1, 2, 3, 4)] == [
        "stadt",
        "amt",
        "organization:Verein ohne Eintrag",
        "organization:Verein ohne Eintrag",
    ]
    assert handed["a2"].record.organization_name == "Musterstadt, Abt. 5"


def test_a_reference_to_nothing_is_a_finding(tmp_path):
    keys = {"kind": "organization", "fields": {"id": "key", "name": "name", "services": "service_ids"}}
    report, _ = harvest(sheet(tmp_path, rows(1, services=["fehlt"]), **keys))
    assert [(one.value, one.line) for one in report.findings if one.code == "dangling-reference"] == [("fehlt", 1)]


SHELTER = {"when": "FH", "then": "Frauenhaus", "note": "their abbreviation"}


@pytest.mark.parametrize("kind", [["Frauenhaus"], ["Beratung", "FH"], "Beratung; frauenhaus", " Frauenhaus "])
def test_a_confidential_place_leaves_no_address(tmp_path, kind):
    fields = {**FIELDS, "street": "location.address_1", "plz": "location.postal_code", "kind": "categories"}
    row = {"id": "a1", "name": "Schutzhaus", "street": "Geheime Gasse 9", "plz": "keine", "city": "Herten"}
    keys = {"fields": fields, "confidential": {"categories": ["Frauenhaus"]}}
    open_report, open_handed = harvest(sheet(tmp_path, [{**row, "kind": ["Beratung"]}], **keys))
    assert "Geheime" in repr(open_handed)
    assert open_handed["a1"].record.extra == {"plz": "keine"}
    assert [one.value for one in open_report.findings if one.code == "bad-postal-code"] == ["keine"]
    hidden = {**row, "kind": kind, "anfahrt": "Geheime Gasse, dann links"}
    report, handed = harvest(sheet(tmp_path, [hidden], lookups={"kind": [SHELTER]}, **keys))
    assert "Geheime" not in repr(handed) + repr(report)
    assert handed["a1#location"].record.confidential is True
    assert handed["a1#location"].record.ags == "05562020"
    assert handed["a1"].record.extra == {}


def test_a_location_that_says_itself_confidential_leaves_no_address(tmp_path):
    fields = {"id": "key", "name": "name", "street": "location.address_1", "secret": "confidential"}
    row = {"id": "a1", "name": "Schutzhaus", "street": "Geheime Gasse 9", "secret": "ja", "more": "Geheime Gasse"}
    report, handed = harvest(sheet(tmp_path, [row], kind="location", fields=fields))
    assert "Geheime" not in repr(handed) + repr(report)
    assert handed["a1"].record.confidential is True
