"""Two carriers plan one room, and both see it; the council sees who carries what."""

import csv
import io

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.rules import Held
from anlaufstelle.catalogue.shapes_town import House, Room
from anlaufstelle.pipeline import house
from anlaufstelle.record.model import Organization
from anlaufstelle.record.received import Received
from anlaufstelle.record.slot import DAYS

from ..conftest import SOURCE, TOWN, edition, id_of
from .conftest import HELD, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = House(name="Musterhaus", rooms=(Room(name="Raum 1"), Room(name="Saal Süd")))
TODAY = DAYS[timezone.localdate().weekday()]
FORM = {"gebiet": TOWN, "raum": "Musterhaus|Raum 1", "weekday": TODAY, "opens": "09:00", "closes": "12:00",
        "name": "Sprechzeit"}  # fmt: skip


@pytest.fixture
def housed(town):
    store.keep_edition(edition(houses=(PLACE,)))
    record = Organization(id=id_of("zweite"), name="Zweiter Musterträger")
    town([Received(source=SOURCE, key="zweite", record=record)])
    return town


def carrier(key: str):
    return signed_in(f"Träger {key}", Held("provider", TOWN, id_of(key)))


def text(client, path: str = "/desk/haus") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_two_carriers_in_one_room_both_see_it(housed) -> None:
    one, other = carrier("verein"), carrier("zweite")
    assert one.post("/desk/haus", FORM).status_code == 302
    assert "Doppelt belegt" not in text(one)
    assert other.post("/desk/haus", {**FORM, "opens": "11:00", "closes": "13:00", "name": "Kurs"}).status_code == 302
    for client in (one, other):
        page = text(client)
        assert [words in page for words in ("Doppelt belegt", "Musterverein e. V.", "Zweiter Musterträger")] == [
            True
        ] * 3
        assert page.count("Beenden<") == 1
    (key,) = [entry.sources[0].key for entry in house.slots(TOWN) if entry.name == "Kurs"]
    assert one.post("/desk/haus", {"gebiet": TOWN, "beenden": key}).status_code == 403
    assert other.post("/desk/haus", {"gebiet": TOWN, "beenden": key}).status_code == 302
    assert "Doppelt belegt" not in text(one)


@pytest.mark.parametrize(
    "form",
    [
        {"opens": "12:00", "closes": "09:00"}, {"opens": "früh"}, {"raum": "Musterhaus|Keller"}, {"raum": ""},
        {"valid_to": "bald"}, {"weekday": "XX"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(housed, form) -> None:
    client = carrier("verein")
    answer = client.post("/desk/haus", {**FORM, **form})
    assert (answer.status_code, house.slots(TOWN)) == (422, [])
    assert 'value="Sprechzeit"' in answer.content.decode()


def test_who_may_plan_for_whom(housed, editor) -> None:
    assert editor.post("/desk/haus", FORM).status_code == 422  # whose hours are they?
    assert editor.post("/desk/haus", {**FORM, "organization_name": "Gast e. V."}).status_code == 302
    (entry,) = house.slots(TOWN)
    assert (entry.record.organization_name, read.resolve_id(entry.id)) == ("Gast e. V.", entry.id)
    stranger = signed_in("Fremd", Held("editor", "05562024"))
    assert stranger.post("/desk/haus", {**FORM, "organization_name": "Fremd"}).status_code == 403
    lost = signed_in("Verloren", HELD["provider"])
    assert lost.post("/desk/haus", FORM).status_code == 403
    planner = signed_in("Planung", HELD["planner"])
    assert "Eintragen<" not in text(planner) and planner.post("/desk/haus", FORM).status_code == 403


def test_the_council_sees_who_carries_what(housed, editor) -> None:
    told = {"organization_name": "Gast e. V.", "funding_source": "Land Musterland", "funding_until": "2027-12-31"}
    editor.post("/desk/haus", {**FORM, **told, "volunteers": "4"})
    editor.post("/desk/haus", {**FORM, **told, "raum": "Musterhaus|Saal Süd", "weeks": ["1"], "volunteers": "4"})
    editor.post("/desk/haus", {**FORM, "organization_name": "=Stille", "opens": "13:00", "closes": "14:30"})
    page = text(editor, "/desk/haus/bild")
    assert [words in page for words in ("3,69", "Raum 1, Saal Süd", "Land Musterland, bis 2027-12-31", "2 Träger")] == [
        True
    ] * 4
    assert "4 Freiwillige; 1 Träger sagen nichts" in page
    rows = list(csv.reader(io.StringIO(text(editor, "/desk/haus/bild?als=csv").lstrip("\ufeff")), delimiter=";"))
    assert [row[1:3] for row in rows[1:]] == [["Gast e. V.", "3,69"], ["'=Stille", "1,5"]]


def test_a_town_without_a_house_says_how(town, editor) -> None:
    assert "noch kein Haus" in text(editor)
