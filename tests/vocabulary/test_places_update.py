"""`places update` on lists in the official shapes, made here from the shipped table with some visible changes."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from anlaufstelle.errors import TooManyFindings, Unreadable
from anlaufstelle.vocabulary import area, area_data, places_official, places_update
from tests.shared import shared

HERTEN, MARL, GLADBECK = "05562020", "05562024", "05562014"


def gv100ad(ags: str, name: str, *, ars: str = "", population: int = 0, hectares: int = 0, plz: str = "") -> str:
    """One line of a municipality in the official columns."""
    head = f"60{'20231130'}{ags}{(ars or ags[:5] + '0000' + ags[5:])[5:9]}{name:<50}".ljust(122) + "63".ljust(6)
    return f"{head}{hectares:011}{population:011}".ljust(165) + plz


def kreis(code: str, name: str) -> str:
    return f"4020231130{code}".ljust(22) + f"{name:<50}".ljust(100) + "44"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder, and the shipped tables again afterwards."""
    monkeypatch.setenv("ANLAUFSTELLE_HOME", str(tmp_path / "home"))
    area.forget()
    yield tmp_path / "home"
    monkeypatch.undo()
    area.forget()


def todays_lines(*, without: tuple[str, ...] = ()) -> list[str]:
    return [
        gv100ad(place.ags, place.name, ars=place.ars, population=place.population or 0)
        for place in area_data.places().values()
        if place.kind == "municipality" and place.ags not in without
    ]


def write(file: Path, lines: list[str], encoding: str = "utf-8") -> Path:
    file.write_bytes("\r\n".join(lines).encode(encoding))
    return file


def test_gv100ad_lines_are_read_by_their_columns(tmp_path: Path) -> None:
    lines = [
        kreis("05562", "Recklinghausen, Kreis"),
        gv100ad(HERTEN, "Herten, Stadt", population=62473, hectares=3733, plz="45699"),
    ]
    read = places_official.read(write(tmp_path / "GV100AD.txt", lines, "cp1252"))
    assert read.kind == "GV100AD"
    assert read.districts == [("05562", "Recklinghausen", "Landkreis")]
    assert read.municipalities == [(HERTEN, "055620000020", "Herten", "Stadt", 62473, 3733, "45699", None)]


def test_geonames_is_read_from_its_zip(tmp_path: Path) -> None:
    row = "DE\t45699\tHerten\tNordrhein-Westfalen\tNW\tMünster\t055\tRecklinghausen\t05562\t51.6\t7.1\t4"
    with zipfile.ZipFile(tmp_path / "DE.zip", "w") as archive:
        archive.writestr("readme.txt", "x" * 2000)
        archive.writestr("DE.txt", row + "\n")
    read = places_official.read(tmp_path / "DE.zip")
    assert (read.kind, read.postal_rows) == (
        "GeoNames",
        [("45699", "Herten", "05562", "Recklinghausen", (51.6, 7.1))],
    )


@pytest.mark.parametrize("content", ["", "id,title\n1,Kleiderkammer\n", "<html></html>"])
def test_anything_else_is_refused_with_the_remedy(tmp_path: Path, content: str) -> None:
    (tmp_path / "list.csv").write_text(content)
    with pytest.raises(Unreadable, match=r"list\.csv.*GV100AD"):
        places_official.read(tmp_path / "list.csv")
    with pytest.raises(Unreadable, match=r"absent\.txt"):
        places_official.read(tmp_path / "absent.txt")


def test_a_cut_list_replaces_nothing(tmp_path: Path, home: Path) -> None:
    file = write(tmp_path / "GV100AD.txt", todays_lines()[:500])
    with pytest.raises(TooManyFindings, match="500 municipalities"):
        places_update.update([file], home / "places")
    assert not home.exists()


def test_a_new_list_renames_renumbers_merges_and_counts(tmp_path: Path, home: Path) -> None:
    lines = todays_lines(without=(GLADBECK, HERTEN, MARL))
    lines += [
        kreis("05599", "Musterkreis"),
        gv100ad("05599001", "Herten, Stadt", population=61000, plz="45699"),
        gv100ad(MARL, "Neumarl, Stadt", population=84000),
    ]
    report = places_update.update([write(tmp_path / "GV100AD.txt", lines)], home / "places")
    assert report.added == ("05599", "05599001")
    assert [(gone.ags, gone.name, gone.successor) for gone in report.dissolved] == [
        (GLADBECK, "Gladbeck", None),
        (HERTEN, "Herten", "05599001"),
    ]
    assert report.renamed == (MARL,)
    assert f"  {GLADBECK} Gladbeck -> not known\n  {HERTEN} Herten -> 05599001\n" in str(report)

    area.forget()
    assert area.find("Herten")[0] == area.get(HERTEN) == area.get("05599001")
    assert (area.get(HERTEN).population, area.get("05599").caption) == (61000, "Musterkreis")
    assert area.contains(51.5964, 7.1439) == "05599001"
    assert area.polygon("05599001") != []
    assert [place.ags for place in area.by_postal_code("45699")] == ["05599001"]
    assert area.find("Гертен")[0].ags == "05599001"
    assert area.serves([HERTEN], "05599001") == "local"
    assert area.find("Gladbeck") == []
    assert area.get(MARL).name == "Neumarl"


def test_postal_rows_replace_those_of_their_code_only(tmp_path: Path, home: Path) -> None:
    row = "DE\t45699\tMarl\tNordrhein-Westfalen\tNW\tMünster\t055\tRecklinghausen\t05562\t51.6\t7.1\t4"
    report = places_update.update([write(tmp_path / "DE.txt", [row])], home / "places")
    area.forget()
    assert (report.postal_codes_changed, report.dissolved, report.added) == (1, (), ())
    assert [place.name for place in area.by_postal_code("45699")] == ["Marl"]
    assert [place.name for place in area.by_postal_code("45770")] == ["Marl"]
    assert area.get(HERTEN).name == "Herten"


def test_the_official_download_corrects_the_dissolved(home: Path) -> None:
    files = [shared("data/places/gemeinden.csv"), shared("data/places/plz_orte.csv")]
    report = places_update.update(files, home / "places")
    area.forget()
    settled = sum(gone.successor is not None for gone in report.dissolved)
    print(f"dissolved: {len(report.dissolved)}, successor reckoned for {settled}; added: {len(report.added)}")
    assert (report.municipalities, report.populations) == (10981, 10981)
    assert settled >= 0.7 * len(report.dissolved)
    assert area.find("Göttingen")[0].ags == area.get("03152012").ags == "03159016"
    assert area.get("16063014").name == "Werra-Suhl-Tal"  # Dankmarshausen, Berka/Werra, Großensee merged in 2019
    assert area.get("03358004").name == "Walsrode"  # Bomlitz, 2020
    assert area.get(HERTEN).population == 62473
