"""The map shows what is exactly known, says what is not, and never a place that must stay secret."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from anlaufstelle.design import map_shapes
from anlaufstelle.faces.site import map_svg
from anlaufstelle.faces.site.map_svg import Place
from anlaufstelle.record.entry import Point
from anlaufstelle.record.model import Address, Location, ServiceAtLocation, hide, part_id
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, id_of, service
from .making import entry, place

HERE = Point(51.595, 7.135, "address")
BERLIN = Point(52.52, 13.4, "address")


def test_pins_carry_the_numbers_of_the_list() -> None:
    told = map_svg.draw([TOWN], [Place(1, "A", None), Place(2, "B", HERE), Place(3, "C", BERLIN)])
    assert told is not None
    assert [(pin.number, pin.name) for pin in told.pins] == [(2, "B")]
    assert (told.without, told.beyond) == ([1], [3])


def test_a_pin_lies_inside_the_town_it_is_in() -> None:
    drawn = map_shapes.ground(TOWN)
    assert drawn is not None
    x, y = drawn.view.of(HERE.longitude, HERE.latitude)
    assert (0 < x < map_shapes.WIDTH, 0 < y < drawn.view.height) == (True, True)
    west, north = drawn.view.of(HERE.longitude - 0.01, HERE.latitude + 0.01)
    assert (west < x, north < y) == (True, True)


def test_offers_in_one_house_stand_side_by_side() -> None:
    told = map_svg.draw([TOWN], [Place(number, "A", HERE) for number in range(1, 11)])
    assert told is not None
    spots = [(pin.x, pin.y) for pin in told.pins]
    near = [
        (one, two)
        for at, one in enumerate(spots)
        for two in spots[at + 1 :]
        if abs(one[0] - two[0]) < 24 and abs(one[1] - two[1]) < 24
    ]
    assert (len(spots), near) == (10, [])


def test_the_neighbours_have_names_and_shapes() -> None:
    drawn = map_shapes.ground(TOWN)
    assert drawn is not None
    assert {"Recklinghausen", "Marl", "Gelsenkirchen", "Herne"} <= {one.name for one in drawn.around if one.spot}
    assert drawn.town.name == "Herten"
    assert re.fullmatch(r"(M-?\d+ -?\d+l[-\d ]+z)+", drawn.town.path)


@pytest.mark.parametrize("code", [TOWN, "11000000", "05562", "02000000", "13073055"])
def test_every_ground_fits_the_budget(code: str) -> None:
    drawn = map_shapes.ground(code)
    assert drawn is not None
    assert sum(len(one.path) + 60 for one in (drawn.town, *drawn.around)) <= 15_000


def test_the_country_has_no_map() -> None:
    assert map_svg.draw(["DE"], [Place(1, "A", HERE)]) is None
    assert map_svg.draw([], []) is None


def test_only_an_exact_and_open_place_is_pinned() -> None:
    assert map_svg.exact(entry(of={"point": HERE})) == HERE
    assert map_svg.exact(entry(of={"point": Point(51.6, 7.1, "street")})) is not None
    assert map_svg.exact(entry(of={"point": Point(51.6, 7.1, "town")})) is None
    assert map_svg.exact(entry(of={"point": Point(51.6, 7.1, "district")})) is None
    assert map_svg.exact(entry()) is None
    secret = (place(), hide(place()))
    assert map_svg.exact(entry(of={"point": HERE, "locations": secret})) is None


def house(key: str, *, confidential: bool = False) -> list[Received]:
    address = Address(id=part_id(id_of(key), "a"), address_1="Musterweg 2", city="Herten")
    open_house = Location(
        id=id_of(key), addresses=(address,), ags=TOWN, latitude=51.595, longitude=7.135, precision="address"
    )
    link = ServiceAtLocation(id=part_id(id_of(f"{key}-offer"), "l"), location_id=id_of(key))
    name = "Kleiderkammer geheim" if confidential else "Kleiderkammer am Weg"
    return [
        Received(source=SOURCE, key=key, record=hide(open_house) if confidential else open_house),
        service(f"{key}-offer", name, "Kleiderkammer", service_at_locations=(link,)),
    ]


def test_the_page_of_results_has_a_map_that_matches_its_list(visitor: Client, town: Callable[..., None]) -> None:
    town([*house("open"), *house("closed", confidential=True)])
    page = visitor.get("/de/suche?q=Kleiderkammer&ort=Herten").content.decode()
    pins = re.findall(r'<a href="#(nr\d)" aria-label="(\d): ([^"]+)"', page)
    assert [name for _, _, name in pins] == ["Kleiderkammer am Weg"]
    at, number, name = pins[0]
    assert at == f"nr{number}"
    assert name in page[page.index(f'id="{at}"') : page.index("</h2>", page.index(f'id="{at}"'))]
    assert "Ohne genauen Ort:" in page
    svg = page[page.index('<svg viewBox="0 0 360') : page.index("<figcaption")]
    assert len(svg) <= 15_000


def test_a_list_without_exact_places_says_so(visitor: Client) -> None:
    page = visitor.get("/de/suche?q=Tafel").content.decode()
    assert "Von diesen Angeboten kennen wir keinen genauen Ort für die Karte." in page
    assert "numbered" not in page


def test_an_entry_shows_where_it_is_only_if_that_is_known(visitor: Client, town: Callable[..., None]) -> None:
    town([*house("open"), *house("closed", confidential=True)])
    shown = visitor.get(f"/de/angebot/{id_of('open-offer')}/kleiderkammer-am-weg").content.decode()
    assert '<g class="pin" role="img" aria-label="Kleiderkammer am Weg">' in shown
    for hidden in ("closed-offer/kleiderkammer-geheim", "food/mustertafel", "shelter/eintrag"):
        key, slug = hidden.split("/")
        assert 'id="karte"' not in visitor.get(f"/de/angebot/{id_of(key)}/{slug}").content.decode()
