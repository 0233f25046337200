"""A town that has nothing of its own yet: what is shipped must answer its people, near or far."""

import json
from pathlib import Path

import osmium
import osmium.osm.mutable as new
import pytest
from django.conf import settings

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.errors import BadSheet, UnknownPlace, Unreadable
from anlaufstelle.gather import source
from anlaufstelle.gather.run import run
from anlaufstelle.pipeline import coverage, new_town
from anlaufstelle.record.received import Received
from anlaufstelle.search import find
from anlaufstelle.vocabulary import area, minimum, needs
from tests.shared import ROOT

pytestmark = pytest.mark.django_db
RECKLINGHAUSEN, HATTINGEN, PASSAU = "05562032", "05954016", "09262000"
ENOUGH = 0.9
SENTENCES = [
    json.loads(line) for line in (ROOT / "evaluation/new-town-lay.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture
def edition(herten: EditionView, tmp_path: Path, request: pytest.FixtureRequest) -> EditionView:
    new_town.make(request.param, tmp_path / "town", languages=["de"])
    return next(one for one in read.editions() if one.areas == (request.param,))


@pytest.mark.parametrize("ags", [RECKLINGHAUSEN, HATTINGEN, PASSAU])
def test_every_need_of_the_minimum_set_is_answered(herten: EditionView, ags: str) -> None:
    found = coverage.of_town(ags)
    assert [one.need for one in found.missing] == []
    assert [one.need for one in found.wanting if not one.look] == []


@pytest.mark.parametrize("edition", [RECKLINGHAUSEN, HATTINGEN], indirect=True)
def test_lay_sentences_find_their_need_among_the_first_five(edition: EditionView) -> None:
    assert len(SENTENCES) == 20
    missed = [one["text"] for one in SENTENCES if not _answered(one, edition)]
    assert 1 - len(missed) / len(SENTENCES) >= ENOUGH, missed


def _answered(sentence: dict[str, object], edition: EditionView) -> bool:
    """Whether one of the first five hits serves the town and is there for one of the needs, or a narrower one."""
    thesaurus = needs.load()
    asked = [str(one) for one in sentence["needs"]]  # type: ignore[attr-defined]
    family = {*asked, *(narrower for one in asked for narrower in thesaurus.descendants(one))}
    home = Path(settings.ANLAUFSTELLE_HOME)
    answer = find.find(str(sentence["text"]), home=home, lang="de", limit=5, edition=edition)
    return any(
        family.intersection(entry.needs) and area.serves(entry.areas, edition.areas[0])
        for entry in read.entries(result.id for result in answer.results)
    )


def test_each_signpost_of_the_minimum_set_is_shipped() -> None:
    rows = (ROOT / "sources/de/deutschland/services.jsonl").read_text(encoding="utf-8").splitlines()
    shipped = {json.loads(row)["id"] for row in rows}
    assert [key for basic in minimum.load() for key in basic.look if key not in shipped] == []


def test_a_number_for_something_else_is_no_answer(herten: EditionView) -> None:
    answers = {one.need: one.names for one in coverage.of_town(HATTINGEN).needs}
    assert any("112" in name for name in answers["emergency"])
    assert not any("Gift" in name for name in answers["emergency"])


def test_an_extract_becomes_a_source_of_its_own(herten: EditionView, tmp_path: Path) -> None:
    extract = tmp_path / "hattingen.osm.pbf"
    with osmium.SimpleWriter(str(extract)) as writer:
        tags = {"amenity": "social_facility", "social_facility": "food_bank", "name": "Erfundene Tafel"}
        writer.add_node(new.Node(id=1, version=1, location=(7.18, 51.4), tags=tags))
    folder = new_town.make(HATTINGEN, tmp_path / "town", languages=["de"], osm=extract)
    sheet = source.load(folder / "osm.yml")
    received: list[Received] = []
    assert run(sheet, {}, received.append).read == 1
    assert (sheet.id, {one.licence for one in received}) == ("osm-hattingen", {"ODbL-1.0"})
    assert {one.key for one in received} == {"node/1", "node/1#location"}


def test_what_is_no_extract_writes_nothing(herten: EditionView, tmp_path: Path) -> None:
    (tmp_path / "town.osm.pbf").write_bytes(b"no extract")
    with pytest.raises(Unreadable, match="no extract of OpenStreetMap"):
        new_town.make(HATTINGEN, tmp_path / "town", languages=["de"], osm=tmp_path / "town.osm.pbf")
    assert not (tmp_path / "town").exists()


def test_an_edition_is_never_written_over(herten: EditionView, tmp_path: Path) -> None:
    folder = new_town.make(HATTINGEN, tmp_path, languages=["de", "tr"])
    before = (folder / "edition.yml").read_text(encoding="utf-8")
    with pytest.raises(BadSheet, match="exists already"):
        new_town.make(HATTINGEN, tmp_path, languages=["de"])
    assert (folder / "edition.yml").read_text(encoding="utf-8") == before
    assert read.edition("hattingen").languages == ("de", "tr")


@pytest.mark.parametrize("ags", ["05562", "12345678", "Hattingen"])
def test_only_a_municipality_gets_an_edition(herten: EditionView, tmp_path: Path, ags: str) -> None:
    with pytest.raises(UnknownPlace, match="05954016 is Hattingen" if ags == "Hattingen" else ags):
        new_town.make(ags, tmp_path / "town", languages=["de"])
    assert not (tmp_path / "town").exists()
