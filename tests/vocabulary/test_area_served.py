"""Who is served: every wording in Herten's compiled list, then what lists elsewhere write."""

import json

import pytest

from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.area_data import places
from tests.shared import ROOT, shared

HERTEN, RECKLINGHAUSEN, DATTELN, OER, WALTROP = "05562020", "05562032", "05562008", "05562028", "05562036"
CASTROP, DORSTEN, GLADBECK, HALTERN, MARL = "05562004", "05562012", "05562014", "05562016", "05562024"
ESSEN, BOTTROP, GELSENKIRCHEN = "05113000", "05512000", "05513000"
HATTINGEN, SPROCKHOEVEL, SCHWELM, ENNEPETAL, BRECKERFELD = "05954016", "05954028", "05954024", "05954008", "05954004"
WITTEN, WETTER, HERDECKE, STOLBERG = "05954036", "05954032", "05954020", "05334032"
AROUND_ESSEN = ("05117", "05119", "05158", "05512", "05513", "05562", "05911", "05954")
AROUND_KREIS = ("05113", "05170", "05512", "05513", "05554", "05558", "05911", "05913", "05916", "05978")
DISTRICTS = dict.fromkeys(["Westerholt", "Herten-Mitte", "Herten-Süd", "Langenbochum", "Paschenberg"], HERTEN)

# words, town of the address, codes
HERTENS_LIST = [
    ("Stadt Herten", HERTEN, (HERTEN,)),
    ("Stadt Essen", ESSEN, (ESSEN,)),
    ("Kreis Recklinghausen", HERTEN, ("05562",)),
    ("Stadt Hattingen", HATTINGEN, (HATTINGEN,)),
    ("Deutschland", HERTEN, ("DE",)),
    ("Stadt Stolberg", STOLBERG, (STOLBERG,)),
    ("Stadt Recklinghausen", RECKLINGHAUSEN, (RECKLINGHAUSEN,)),
    ("Stadt Witten", WITTEN, (WITTEN,)),
    ("Ennepe-Ruhr-Kreis", WITTEN, ("05954",)),
    ("Nordrhein-Westfalen", HERTEN, ("05",)),
    ("Westerholt", HERTEN, (f"{HERTEN}:Westerholt",)),
    ("Herten und Umgebung", HERTEN, (HERTEN, "05562")),
    ("Stadt Gladbeck", GLADBECK, (GLADBECK,)),
    ("Hattingen und Sprockhövel", HATTINGEN, (HATTINGEN, SPROCKHOEVEL)),
    ("Herten-Süd", HERTEN, (f"{HERTEN}:Herten-Süd",)),
    ("Stadt Dorsten", DORSTEN, (DORSTEN,)),
    ("Stadt Haltern am See", HALTERN, (HALTERN,)),
    ("Recklinghausen-Süd", RECKLINGHAUSEN, (f"{RECKLINGHAUSEN}:Recklinghausen-Süd",)),
    ("Hattingen, Sprockhövel", HATTINGEN, (HATTINGEN, SPROCKHOEVEL)),
    ("Witten, Wetter, Herdecke", WITTEN, (WITTEN, WETTER, HERDECKE)),
    ("Herten-Mitte", HERTEN, (f"{HERTEN}:Herten-Mitte",)),
    ("Langenbochum", HERTEN, (f"{HERTEN}:Langenbochum",)),
    ("Herten-Nord", HERTEN, (f"{HERTEN}:Herten-Nord",)),
    ("Herten, Recklinghausen-West", HERTEN, (HERTEN, f"{RECKLINGHAUSEN}:Recklinghausen-West")),
    ("Langenbochum und Paschenberg", HERTEN, (f"{HERTEN}:Langenbochum", f"{HERTEN}:Paschenberg")),
    ("Stadt Castrop-Rauxel", CASTROP, (CASTROP,)),
    ("Datteln und Ostvest", DATTELN, (DATTELN, OER, WALTROP)),
    ("Stadt Datteln", DATTELN, (DATTELN,)),
    ("Kreis Recklinghausen und Umgebung", DATTELN, ("05562", *AROUND_KREIS)),
    ("Datteln und Umgebung", DATTELN, (DATTELN, "05562")),
    ("Dorsten-Hervest", DORSTEN, (f"{DORSTEN}:Dorsten-Hervest",)),
    ("Haltern am See, Datteln, Oer-Erkenschwick, Waltrop", HALTERN, (HALTERN, DATTELN, OER, WALTROP)),
    ("Dorsten, Gladbeck, Haltern am See, Marl", MARL, (DORSTEN, GLADBECK, HALTERN, MARL)),
    ("Marl und Umgebung", MARL, (MARL, "05562")),
    ("Stadt Marl", MARL, (MARL,)),
    ("Stadt Oer-Erkenschwick", OER, (OER,)),
    ("Recklinghausen nördlich der A2", RECKLINGHAUSEN, (f"{RECKLINGHAUSEN}:Recklinghausen nördlich der A2",)),
    (
        "Recklinghausen, Herten, Castrop-Rauxel, Waltrop, Datteln, Oer-Erkenschwick",
        RECKLINGHAUSEN,
        (RECKLINGHAUSEN, HERTEN, CASTROP, WALTROP, DATTELN, OER),
    ),
    ("Recklinghausen, Herten, Marl, Haltern am See", RECKLINGHAUSEN, (RECKLINGHAUSEN, HERTEN, MARL, HALTERN)),
    ("Essen und Umgebung", ESSEN, (ESSEN, *AROUND_ESSEN)),
    ("Essen-West", ESSEN, (f"{ESSEN}:Essen-West",)),
    ("Burgaltendorf", ESSEN, (f"{ESSEN}:Burgaltendorf",)),
    ("Bergmannsfeld, Hörsterfeld", ESSEN, (f"{ESSEN}:Bergmannsfeld", f"{ESSEN}:Hörsterfeld")),
    ("Bottrop, Gelsenkirchen, Gladbeck", GELSENKIRCHEN, (BOTTROP, GELSENKIRCHEN, GLADBECK)),
    ("Stadt Gelsenkirchen", GELSENKIRCHEN, (GELSENKIRCHEN,)),
    ("Hattingen, Sprockhövel, Haßlinghausen", HATTINGEN, (HATTINGEN, SPROCKHOEVEL, f"{SPROCKHOEVEL}:Haßlinghausen")),
    ("Hattingen-Holthausen", HATTINGEN, (f"{HATTINGEN}:Hattingen-Holthausen",)),
    ("Hattingen-Welper", HATTINGEN, (f"{HATTINGEN}:Hattingen-Welper",)),
    ("Schwelm, Ennepetal, Breckerfeld", SCHWELM, (SCHWELM, ENNEPETAL, BRECKERFELD)),
    ("Schwelm und Umgebung", SCHWELM, (SCHWELM, "05954")),
    ("Städteregion Aachen", STOLBERG, ("05334",)),
    ("Oberstolberg", STOLBERG, (f"{STOLBERG}:Oberstolberg",)),
    ("Liester, Münsterbusch", STOLBERG, (f"{STOLBERG}:Liester", f"{STOLBERG}:Münsterbusch")),
    (
        "Mühle, Oberstolberg, Velau",
        STOLBERG,
        tuple(f"{STOLBERG}:{part}" for part in ("Mühle", "Oberstolberg", "Velau")),
    ),
    ("Witten-Stockum", WITTEN, (f"{WITTEN}:Witten-Stockum",)),
    ("Witten-Annen", WITTEN, (f"{WITTEN}:Witten-Annen",)),
]


@pytest.mark.parametrize(("text", "home", "codes"), HERTENS_LIST)
def test_every_wording_of_hertens_list(text: str, home: str, codes: tuple[str, ...]) -> None:
    # which town Haßlinghausen belongs to is told by that town's edition
    assert area.served(text, home, {**DISTRICTS, "Haßlinghausen": SPROCKHOEVEL}) == codes


def test_the_table_above_is_the_whole_list() -> None:
    here = ROOT / "sources/de/herten/services.jsonl"
    file = here if here.exists() else shared("data/herten/services.jsonl")
    words = {json.loads(line).get("area_served") for line in file.read_text().splitlines()} - {None}
    assert words == {text for text, _, _ in HERTENS_LIST}


@pytest.mark.parametrize(
    ("text", "home", "codes"),
    [
        ("bundesweit", None, ("DE",)),
        ("Deutschlandweit, online", None, ("DE",)),
        ("landesweit", HERTEN, ("05",)),
        ("kreisweit", HERTEN, ("05562",)),
        ("gesamtes Stadtgebiet", HERTEN, (HERTEN,)),
        ("Ruhrgebiet", None, (BOTTROP, ESSEN)),
        ("Raum Herten", None, (HERTEN, "05562")),
        ("für Bürger:innen der Stadt Herten", None, (HERTEN,)),
        ("im Kreis Recklinghausen", None, ("05562",)),
        ("45699 Herten, 45770 Marl", None, (HERTEN, MARL)),
        ("Stadtteil Westerholt", HERTEN, (f"{HERTEN}:Westerholt",)),
        ("Wetter", None, (WETTER,)),
        ("Wetter", "06534014", ("06534021",)),
        ("Kinder und Jugendliche", HERTEN, ()),
        ("Alle Menschen in Not", HERTEN, ()),
        ("Kreis Recklinghausen außer Herten", HERTEN, ()),
        ("Burgaltendorf", None, ()),
        ("", HERTEN, ()),
    ],
)
def test_other_lists(text: str, home: str | None, codes: tuple[str, ...]) -> None:
    read = area.served(text, home)
    assert set(codes) <= set(read) if text == "Ruhrgebiet" else read == codes


def test_a_small_namesake_far_away_is_not_meant() -> None:
    assert area.get(area.served("Westerholt")[0]).caption == "Westerholt"  # in East Frisia
    assert area.served("Westerholt", HERTEN) == (f"{HERTEN}:Westerholt",)
    assert area.served("Gemeinde Westerholt", HERTEN) == ("03462018",)


@pytest.mark.parametrize("home", [None, HERTEN, "09262000"])
@pytest.mark.parametrize("land", [one for one in places().values() if one.kind == "land" and one.ags != "DE"])
def test_the_name_of_a_land_is_no_village(land: area.Place, home: str | None) -> None:
    city = {"02": "02000000", "04": "04011000", "11": "11000000"}.get(land.ags)
    assert area.served(land.name, home) == (city or land.ags,)
    assert area.served(f"Land {land.name}", home) == (land.ags,)


def test_said_in_the_village_its_name_means_the_village() -> None:
    assert area.served("Sachsen", "09571196") == ("09571196",)
    assert area.served("Sachsen, Thüringen und Bayern", HERTEN) == ("14", "16", "09")


@pytest.mark.parametrize(
    ("areas", "ags", "district", "reach"),
    [
        ([HERTEN], HERTEN, None, "local"),
        ([f"{HERTEN}:Westerholt"], HERTEN, None, "local"),
        ([f"{HERTEN}:Westerholt"], HERTEN, "Westerholt", "local"),
        ([f"{HERTEN}:Westerholt"], HERTEN, "Disteln", None),
        ([f"{HERTEN}:Westerholt", "05562"], HERTEN, "Disteln", "regional"),
        ([f"{DORSTEN}:Dorsten-Hervest"], DORSTEN, "Hervest", "local"),
        (["05562"], HERTEN, None, "regional"),
        (["05"], HERTEN, None, "regional"),
        (["DE"], HERTEN, None, "national"),
        (["DE", "05562", HERTEN], HERTEN, None, "local"),
        (["05113"], ESSEN, None, "regional"),
        ([MARL], HERTEN, None, None),
        ([], HERTEN, None, None),
        ([HERTEN], "05562", None, "local"),
        (["05"], "05562", None, "regional"),
        ([MARL], "DE", None, "local"),
    ],
)
def test_serves(areas: list[str], ags: str, district: str | None, reach: str | None) -> None:
    assert area.serves(areas, ags, district) == reach


def test_a_network_serves_its_own_and_lies_nowhere() -> None:
    assert area.serves(("net:musternetz",), "net:musternetz") == "local"
    assert area.serves(("net:musternetz",), "net:anderes") is None
    assert area.serves(("net:musternetz", "DE"), "05562020") == "national"
    assert area.serves(("DE",), "net:musternetz") is None
    assert (area.parents("net:musternetz"), area.whole("net:musternetz")) == ((), "net:musternetz")
    assert area.whole("05562020:Westerholt") == "05562020"
