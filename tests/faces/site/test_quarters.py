"""A quarter gathers what there is; a project tells who does it and who pays; a conference what was decided."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import store
from anlaufstelle.catalogue.shapes_town import Quarter
from anlaufstelle.record.model import (
    Address,
    Conference,
    Location,
    Notice,
    Opportunity,
    Project,
    Service,
    ServiceArea,
    ServiceAtLocation,
    part_id,
)
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, edition, id_of

QUARTER = "Musterdorf-Süd"
PAGE = "/de/quartier/musterdorf-sued"


def received(record, key: str) -> Received:
    return Received(source=SOURCE, key=key, record=record, source_url="https://verein.example.org")


def project(key: str = "garten", **fields) -> Received:
    told = {"name": "Mustergarten", "district": QUARTER, "organization_name": "Musterverein e. V.", **fields}
    return received(Project(id=id_of(key), **told), key)


def conference(key: str, day: str, *decisions: str) -> Received:
    record = Conference(
        id=id_of(key), name=f"Konferenz {key}", district=QUARTER, day=day, decisions=decisions, minutes="Alle kamen."
    )
    return received(record, key)


@pytest.fixture
def quartered(town, visitor: Client) -> Client:
    store.keep_edition(
        edition(
            districts=(QUARTER, "Leerdorf"),
            quarters=(Quarter(name=QUARTER, contact="Musterbüro", phone="+4923660009"),),
        )
    )
    town([
        project(
            aims=("Ein Garten für alle",), partners=("Musterschule: Kinder und Spaten",),
            businesses=("Musterbäckerei: Brot",), funding_line="Musterprogramm", funding_source="Land Musterland",
            starts="2025-05", ends="2027", results=("40 Beete",),
            pictures=("/medien/beet.jpg: Zwei Menschen an einem Beet", "/medien/ohne.jpg"),
        ),
        project("fern", name="Anderswo", district="Fremddorf"),
        conference("neu", (timezone.localdate() + timedelta(days=9)).isoformat()),
        conference("alt", "2024-03-04", "erledigt: Bank am Mustermarkt", "Licht im Park"),
    ])  # fmt: skip
    return visitor


def text(visitor: Client, path: str) -> str:
    answer = visitor.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_project_tells_who_does_what_for_whom_and_who_pays(quartered: Client) -> None:
    page = text(quartered, f"/de/projekte/{id_of('garten')}")
    told = ("Mustergarten", "Ein Garten für alle", "Musterschule", "Kinder und Spaten", "Musterbäckerei", "Betrieb",
            "Musterprogramm, Land Musterland", "Mai 2025 bis 2027", "40 Beete",
            'alt="Zwei Menschen an einem Beet"', f'href="{PAGE}"')  # fmt: skip
    assert [one for one in told if one not in page] == []
    assert "ohne.jpg" not in page


def test_a_quarter_gathers_what_lies_in_it(town, quartered: Client) -> None:
    place = Location(id=id_of("q-haus"), name="Musterhaus Süd", ags=TOWN, addresses=(
        Address(id=part_id(id_of("q-haus"), "a"), district=QUARTER, city="Herten", postal_code="45699"),))  # fmt: skip
    at = ServiceAtLocation(id=part_id(id_of("q-rat"), "there"), location_id=place.id)
    help = Opportunity(id=id_of("q-hilfe"), name="Beete gießen", location_id=place.id)
    town([
        received(place, "q-haus"),
        received(Service(id=id_of("q-rat"), name="Rat im Süden", service_at_locations=(at,)), "q-rat"),
        received(help, "q-hilfe"),
    ])  # fmt: skip
    page = text(quartered, PAGE)
    told = ("Rat im Süden", "Beete gießen", "Mustergarten", "Musterbüro", "tel:+4923660009", "Bank am Mustermarkt",
            "Erledigt:", "Offen:", "Licht im Park")  # fmt: skip
    assert [one for one in told if one not in page] == []
    assert [one for one in ("Anderswo", "Mustercafé", "Mustertafel") if one in page] == []
    assert page.index(f"/stadtteilkonferenz/{id_of('neu')}") < page.index(f"/stadtteilkonferenz/{id_of('alt')}")


def test_the_minutes_stand_on_a_page_of_their_own(quartered: Client) -> None:
    page = text(quartered, f"/de/stadtteilkonferenz/{id_of('alt')}")
    assert [
        one for one in ("Alle kamen.", "4. März 2024", "Beschlüsse", "Bank am Mustermarkt") if one not in page
    ] == []


def test_lists_and_empty_states(quartered: Client) -> None:
    assert "Leerdorf" in text(quartered, "/de/quartier")
    assert text(quartered, "/de/quartier/leerdorf").count("Zurzeit ist hier nichts eingetragen.") == 2
    assert "Mustergarten" in text(quartered, "/de/projekte")
    assert quartered.get("/de/quartier/gibtsnicht").status_code == 404
    assert quartered.get(f"/de/projekte/{id_of('debts')}").status_code == 404
    assert quartered.get(f"/de/stadtteilkonferenz/{id_of('garten')}").status_code == 404


def test_a_town_without_quarters_says_so(visitor: Client) -> None:
    assert "Zurzeit ist hier nichts eingetragen." in text(visitor, "/de/quartier")
    assert "Zurzeit ist hier nichts eingetragen." in text(visitor, "/de/projekte")


def test_a_quarter_costs_the_same_however_much_lies_in_it(
    town, quartered: Client, django_assert_max_num_queries
) -> None:
    quartered.get(PAGE)
    town([project(f"p{n}", name=f"Projekt {n:02}") for n in range(30)])
    with django_assert_max_num_queries(12) as first:
        page = text(quartered, PAGE)
    assert page.count("Projekt 0") == 9 and "Alle 31 zeigen" in page
    town([project(f"p{n}", name=f"Projekt {n:02}") for n in range(30, 60)])
    with django_assert_max_num_queries(len(first)):
        text(quartered, PAGE)


def test_the_quarter_shows_what_hangs_there(quartered: Client, town) -> None:
    assert "Zurzeit hängt hier nichts." in text(quartered, PAGE)
    today = timezone.localdate()

    def pinned(key: str, district: str, last: int) -> Received:
        until = (today + timedelta(days=last)).isoformat()
        areas = (ServiceArea(id=part_id(id_of(key), "area"), areas=(TOWN,)),)
        since = (today - timedelta(days=9)).isoformat()
        name = f"Zettel {key}"
        record = Notice(id=id_of(key), name=name, district=district, since=since, until=until, service_areas=areas)
        return received(record, key)

    town([*(pinned(f"hier{number}", QUARTER, number) for number in range(6)), pinned("dort", "Leerdorf", 5)])
    page = text(quartered, PAGE)
    assert [number for number in range(6) if f"Zettel hier{number}" in page] == [0, 1, 2, 3]
    assert "Alle 6 zeigen" in page
    assert "/de/pinnwand?stadtteil=Musterdorf-S%C3%BCd" in page
    assert "Zettel dort" not in page
