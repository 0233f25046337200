"""A house on the site, on its screen, on its doors and in the lobby."""

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes_town import House, Room
from anlaufstelle.record.model import Slot
from anlaufstelle.record.received import Received
from anlaufstelle.record.slot import DAYS

from ..conftest import SOURCE, edition, id_of

PLACE = House(
    name="Musterhaus", place="Musterweg 1", rooms=(Room(name="Raum 1", step_free=True), Room(name="Saal Süd"))
)


def at(key: str, day: int, **fields: object) -> Received:
    told = {"house": "Musterhaus", "room": "Raum 1", "opens": "00:00", "closes": "24:00",
            "organization_name": "Musterverein e. V.", **fields}  # fmt: skip
    weekday = DAYS[(timezone.localdate().weekday() + day) % 7]
    return Received(source=SOURCE, key=key, record=Slot(id=id_of(key), name=f"Rat {key}", weekday=weekday, **told))  # type: ignore[arg-type]


@pytest.fixture
def housed(town, visitor: Client) -> Client:
    store.keep_edition(edition(houses=(PLACE,)))
    town([at("heute", 0), at("morgen", 1, room="Saal Süd"), at("vorbei", 0, valid_to="2020-01-01")])
    return visitor


def text(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", ["/de/haus/musterhaus/heute", "/de/kiosk/haus/musterhaus"])
def test_today(housed: Client, path: str) -> None:
    page = text(housed, path)
    assert ("Rat heute" in page, "jetzt" in page, "Rat morgen" in page, "Rat vorbei" in page) == (
        True,
        True,
        False,
        False,
    )


def test_the_screen_asks_again_and_leads_nowhere(housed: Client) -> None:
    answer = housed.get("/de/haus/musterhaus/heute")
    assert (answer["Refresh"], "<a " in answer.content.decode()) == ("300", False)


def test_the_week_and_the_doors(housed: Client) -> None:
    page = text(housed, "/de/haus")
    assert [one in page for one in ("Rat heute", "Rat morgen", "Raum 1", "Rollstuhlgerecht")] == [True] * 4
    assert "Rat vorbei" not in page
    door = text(housed, "/de/haus/musterhaus/tuer/saal-sued")
    assert ("Rat morgen" in door, "Rat heute" in door) == (True, False)


def test_a_day_without_anybody_says_when_the_next_is(town, visitor: Client) -> None:
    store.keep_edition(edition(houses=(PLACE,)))
    town([at("morgen", 1)])
    assert "Heute ist niemand eingetragen. Das nächste Mal:" in text(visitor, "/de/haus/musterhaus")


def test_what_is_not_there(housed: Client, town) -> None:
    for path in ("/de/haus/anderes", "/de/haus/musterhaus/tuer/keller", "/de/kiosk/haus/anderes"):
        assert housed.get(path).status_code == 404
    assert "Musterhaus" in text(housed, "/de/kiosk")
    assert housed.get(f"/de/haus/zeit/{id_of('heute')}/x")["Location"] == "/de/haus"


def test_a_town_without_a_house(visitor: Client) -> None:
    assert "Zurzeit ist hier nichts eingetragen." in text(visitor, "/de/haus")
    assert "Heute im Haus" not in text(visitor, "/de/")
