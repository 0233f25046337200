"""Where a confidential place is must stand nowhere: in no table, no file of the data folder, no report and no log."""

from pathlib import Path

import pytest
from django.apps import apps

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import ANYBODY
from anlaufstelle.gather.sheet import Sheet
from anlaufstelle.pipeline import door, export, night, visitor

from .town import EDITOR, SERVICES, id_of, sheet

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = ("geheimweg", "45999", "51.6543", "7.1234")
HOUSE = {
    "id": "haus", "name": "Schutzhaus Musterstadt", "category": "Frauenhaus", "street": "Geheimweg 17",
    "city": "Herten", "postcode": "45999", "latitude": "51.6543", "longitude": "7.1234", "entrance": "Geheimweg 17b",
    "bus": "Haltestelle Geheimweg", "phone": "02366 333333",
}  # fmt: skip
FIELDS = {
    "id": "key", "name": "name", "category": "categories", "street": "location.address_1", "city": "location.city",
    "postcode": "location.postal_code", "latitude": "location.latitude", "longitude": "location.longitude",
    "bus": "location.transportation", "phone": "phones",
}  # fmt: skip


def town(folder: Path, **about: object) -> Sheet:
    """The column `entrance` is read by nobody, so that its words would be kept as they are."""
    table = {"file": "services.jsonl", "kind": "service", "fields": FIELDS, **about}
    return sheet(folder, services=[HOUSE, *SERVICES], organizations=[], tables=[table])


def told(home: Path, *, without: tuple[str, ...] = ()) -> list[str]:
    """The tables and files in which one of the words stands."""
    found = []
    for model in apps.get_app_config("catalogue").get_models():
        for row in model.objects.values_list() if model._meta.model_name not in without else ():
            said = " ".join(value.decode() if isinstance(value, bytes) else str(value) for value in map(_bytes, row))
            found += [f"{model.__name__}: {word}" for word in WORDS if word in said.lower()]
    for path in home.rglob("*"):
        if path.is_file():
            said = path.read_bytes().lower()
            found += [f"{path.name}: {word}" for word in WORDS if word.encode() in said]
    return found


def _bytes(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


def test_what_the_sheet_calls_confidential_is_not_even_in_the_ledger(tmp_path, home, caplog):
    sheets = [town(tmp_path, confidential={"categories": ["Frauenhaus"]})]
    report = night.night(sheets)
    export.dump(home)
    assert read.entry(id_of("haus")).locations[0].confidential
    assert (told(home), [word for word in WORDS if word in f"{report}{caplog.text}".lower()]) == ([], [])


def test_what_an_editor_makes_confidential_leaves_all_that_is_published(tmp_path, home):
    sheets = [town(tmp_path, ignore={"entrance": "not for this test"})]
    night.night(sheets)
    export.dump(home)
    assert told(home)
    said = {"source": "musterstadt", "key": "haus#location"}
    door.decide(actor=EDITOR, **said, path="confidential", value=True, seen=False, why="Schutzhaus")
    proposal = door.decide(actor=ANYBODY, **said, path="name", value="Haus", seen=None, why="so heißt es").proposal
    message = visitor.tell("Stimmt das?", about=read.entry(id_of("haus#location")))
    night.night(sheets)
    export.dump(home)
    assert told(home, without=("sourcerecord",)) == []
    for id in (id_of("haus"), id_of("haus#location"), proposal, message):
        assert [word for word in WORDS if word in str(read.history(id)).lower()] == []
