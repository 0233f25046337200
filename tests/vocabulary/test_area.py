from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from anlaufstelle.errors import UnknownPlace
from anlaufstelle.vocabulary import area

HERTEN = "05562020"


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Herten", "Herten"),
        ("  stadt   HERTEN ", "Herten"),
        ("Herten, Stadt", "Herten"),
        (HERTEN, "Herten"),
        ("055620020020", "Herten"),
        ("45699", "Herten"),
        ("D-45699 Herten", "Herten"),
        ("45699 Herten-Mitte", "Herten"),
        ("٤٥٦٩٩", "Herten"),
        ("D-۴۵۶۹۹ Herten", "Herten"),
        ("４５６９９", "Herten"),
        ("\u200e456\u200f99", "Herten"),
        ("\u2066٤٥٦٩٩\u2069", "Herten"),
        ("\u202bهرتن\u202c", "Herten"),
        ("Гертен", "Herten"),
        ("هرتن", "Herten"),
        ("місто Дортмунд", "Dortmund"),
        ("Кёльн", "Köln"),
        ("Cologne", "Köln"),
        ("Koeln", "Köln"),
        ("Koln", "Köln"),
        ("Munster", "Munster"),
        ("Münster", "Münster"),
        ("München", "München"),
        ("Stolberg", "Stolberg (Rhld.)"),
        ("Stolberg (Rheinland)", "Stolberg (Rhld.)"),
        ("Halle", "Halle (Saale)"),
        ("Essen (Ruhr)", "Essen"),
        ("Haltern", "Haltern am See"),
        ("Recklinghausen", "Recklinghausen"),
        ("05562", "Kreis Recklinghausen"),
        ("Kreis Recklinghausen", "Kreis Recklinghausen"),
        ("Landkreis Recklinghausen", "Kreis Recklinghausen"),
        ("Landkreis Augsburg", "Landkreis Augsburg"),
        ("Augsburg", "Augsburg"),
        ("Städteregion Aachen", "Städteregion Aachen"),
        ("Ennepe-Ruhr-Kreis", "Ennepe-Ruhr-Kreis"),
        ("Regierungsbezirk Münster", "Regierungsbezirk Münster"),
        ("NRW", "Nordrhein-Westfalen"),
        ("Land Bremen", "Bremen"),
        ("Deutschland", "Deutschland"),
    ],
)
def test_find_puts_the_meant_place_first(text: str, caption: str) -> None:
    found = area.find(text)
    assert found[0].caption == caption


@pytest.mark.parametrize(
    "text", ["", "   ", "Nirgendwohausen", "Schuldnerberatung", "Witten, Wetter", "99999", "0", "Kinder"]
)
def test_find_names_nothing_that_the_whole_text_does_not_name(text: str) -> None:
    assert area.find(text) == []


def test_find_tells_namesakes_apart_in_their_caption() -> None:
    captions = [place.caption for place in area.find("Münster")]
    assert captions[:3] == ["Münster", "Münster (Landkreis Darmstadt-Dieburg)", "Münster (Landkreis Donau-Ries)"]


def test_find_guesses_only_when_asked() -> None:
    assert area.find("Reklinghausen") == []
    assert area.find("Reklinghausen", guess=True)[0].caption == "Recklinghausen"
    assert area.find("Recklingh", guess=True)[0].caption == "Recklinghausen"
    assert area.find("Hrt", guess=True) == []


def test_get_gives_code_kind_and_centre() -> None:
    herten = area.get(HERTEN)
    assert (herten.name, herten.kind, herten.ars, herten.title) == ("Herten", "municipality", "055620020020", "Stadt")
    assert (round(herten.latitude or 0, 1), round(herten.longitude or 0, 1)) == (51.6, 7.1)
    assert [area.get(code).kind for code in ("05562", "055", "05", "DE")] == ["district", "region", "land", "country"]
    with pytest.raises(UnknownPlace, match="99999999"):
        area.get("99999999")


def test_postal_codes_give_all_their_municipalities_the_largest_first() -> None:
    assert [place.name for place in area.by_postal_code("45699")] == ["Herten"]
    assert area.by_postal_code("25335")[0].name == "Elmshorn"
    assert len(area.by_postal_code("25335")) > 3
    assert area.by_postal_code("00000") == ()
    assert area.by_postal_code("abc") == ()


def test_a_post_box_is_read_as_the_next_postal_code() -> None:
    assert [place.name for place in area.by_postal_code("45878")] == ["Gelsenkirchen"]


def test_parents_and_land() -> None:
    assert area.parents(HERTEN) == ("05562", "05", "DE")
    assert area.parents("05562020:Westerholt") == (HERTEN, "05562", "05", "DE")
    assert area.parents("05562") == ("05", "DE")
    assert area.parents("DE") == ()
    assert (area.land(HERTEN), area.land("09184"), area.land("11000000")) == ("NW", "BY", "BE")
    with pytest.raises(UnknownPlace):
        area.land("DE")


def test_contains_knows_the_municipality_around_a_point() -> None:
    assert area.contains(51.5964, 7.1439) == HERTEN
    assert area.contains(52.52, 13.405) == "11000000"
    assert area.contains(48.8566, 2.3522) is None
    assert area.contains(54.9, 7.0) is None


def test_polygon_is_closed_and_holds_the_centre() -> None:
    rings = area.polygon(HERTEN)
    assert [ring[0] == ring[-1] for part in rings for ring in part] == [True] * sum(map(len, rings))
    longitudes = [longitude for longitude, _ in rings[0][0]]
    assert min(longitudes) < 7.14 < max(longitudes)
    assert area.polygon("05562") != []
    assert area.polygon("DE") == []


def test_neighbours_share_a_border() -> None:
    assert {area.get(code).name for code in area.neighbours(HERTEN)} == {
        "Recklinghausen",
        "Gelsenkirchen",
        "Marl",
        "Herne",
    }
    assert HERTEN not in area.neighbours("05562")
    assert "05954" in area.neighbours("05113")


def test_near_is_sorted_and_without_itself() -> None:
    found = area.near(HERTEN, 9)
    assert [place.name for place, _ in found] == ["Recklinghausen", "Marl", "Herne"]
    assert [km for _, km in found] == sorted(km for _, km in found)


def _point(precision: str, latitude: float = 51.6) -> SimpleNamespace:
    return SimpleNamespace(latitude=latitude, longitude=7.1, precision=precision)


def test_distance_needs_two_points_known_to_the_street() -> None:
    assert area.distance_m(_point("address"), _point("street", 51.61)) == 1112
    assert area.distance_m(_point("address"), _point("address")) == 0
    assert area.distance_m(_point("address"), _point("district")) is None
    assert area.distance_m(_point("town"), _point("address")) is None


@pytest.fixture
def anew() -> Iterator[None]:
    area.forget()
    yield
    area.forget()


def test_names_need_no_shapes(anew: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anlaufstelle.vocabulary.area_shapes.FILE", "absent.bin")
    assert area.find("Herten")[0].ags == HERTEN
