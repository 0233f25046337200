"""What a sheet calls proposals is never shown by itself."""

import json

import pytest

from anlaufstelle import commands
from anlaufstelle.catalogue.models import EntryRow, SourceRecord

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = """<title>Beratung Muster</title><p>Musterstraße 7a<br>45699 Herten<br>Tel. 02366 180712</p>"""


@pytest.mark.parametrize(("publish", "shown"), [("proposals", 0), ("records", 1)])
def test_a_page_reaches_the_ledger_and_no_resident(tmp_path, publish, shown):
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "name": "Beratung Muster", "tel": "02366 180712"}))
    rows = {"file": "a.jsonl", "fields": {"id": "key", "name": "name", "tel": "phones"}}
    table = {"file": "a.html", "format": "page"} if publish == "proposals" else rows
    (tmp_path / "a.yml").write_text(json.dumps({"id": "seite", "title": "Seite", "publish": publish} | table))
    assert commands.main(["gather", str(tmp_path / "a.yml")]) == 0
    assert SourceRecord.objects.filter(source_id="seite", kind="service").count() == 1
    assert commands.main(["night", "--from", "resolve"]) == 0
    assert EntryRow.objects.filter(kind="service").count() == shown
