"""How far away something is: rings that the engine counts as the cards say, and silence where there is no point."""

import random
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest
from msgspec import structs

from anlaufstelle.record.entry import Entry, Point
from anlaufstelle.record.model import Event, Location, record_id
from anlaufstelle.search import counts, index, proximity
from anlaufstelle.search.answer import Answer, Count, Filters
from anlaufstelle.search.find import POOL, find
from anlaufstelle.search.index import open_reader
from anlaufstelle.search.relax import verdicts_of
from anlaufstelle.vocabulary import area
from anlaufstelle.vocabulary.hours import BERLIN

from .entries import entry

MONDAY_TEN = datetime(2026, 6, 8, 10, 0, tzinfo=BERLIN)
HOME = proximity.Spot(51.5943, 7.1346)
CORNER = proximity.Spot(51.6, 7.125)
"""On the corner of four cells."""
MIDDLE = proximity.Spot(51.5943, 7.1346, "town")
PLACES = (HOME, CORNER, proximity.Spot(53.55, 9.99), proximity.Spot(-33.9, 18.4), proximity.Spot(69.65, 18.96))


def around(near: area.Located, metres: int) -> proximity.Proximity:
    return proximity.Proximity(near.latitude, near.longitude, metres)


def scattered(near: proximity.Spot, number: int, seed: int = 3) -> Iterator[tuple[float, float]]:
    """As many close by as far away."""
    dice = random.Random(seed)
    for _ in range(number):
        far = dice.choice((0.01, 0.05, 0.3))
        yield near.latitude + dice.uniform(-far, far), near.longitude + dice.uniform(-1.6 * far, 1.6 * far)


@pytest.mark.parametrize(("near", "ring"), list(product(PLACES, (*proximity.RINGS, proximity.FARTHEST))))
def test_cells_and_measured_points_are_all_that_lie_in_a_circle(near: proximity.Spot, ring: int) -> None:
    asked = around(near, ring)
    whole, cut = (set(some) for some in proximity.cells(asked))
    assert not whole & cut
    for latitude, longitude in scattered(near, 300):
        point = (latitude, longitude, "address")
        (cell,), (spot,) = proximity.terms(point)["cell"], proximity.terms(point)["spot"]
        measured = ("cell", cell) in cut and bool(proximity.inside([spot], asked))
        assert (("cell", cell) in whole or measured) == proximity.verdict(point, asked)


def test_a_distance_at_the_very_edge_is_rounded_as_it_is_told() -> None:
    point = (51.6, 7.15, "street")
    metres = proximity.away(point, HOME)
    assert metres == area.distance_m(HOME, proximity.Spot(*point)) == 1238
    for ring, held in ((metres, True), (metres - 1, False)):
        assert proximity.verdict(point, around(HOME, ring)) is held
        assert bool(proximity.inside([proximity.spot(point)], around(HOME, ring))) is held


def test_half_a_metre_is_rounded_by_one_library_alone() -> None:
    """Between two points the exact metres pass many halves: each is told as cards tell it."""
    for latitude, longitude in scattered(HOME, 2_000, seed=5):
        point = (round(latitude, 7), round(longitude, 7), "address")
        metres = proximity.away(point, HOME)
        assert metres is not None
        assert proximity.inside([proximity.spot(point)], around(HOME, metres)) != []
        assert proximity.inside([proximity.spot(point)], around(HOME, metres - 1)) == []


def test_a_condition_needs_a_point_of_the_person_s_own() -> None:
    assert proximity.condition(HOME, 2_000) == around(HOME, 2_000)
    assert [proximity.condition(*one) for one in ((None, 2_000), (HOME, None), (MIDDLE, 2_000))] == [None] * 3


def test_what_has_no_point_where_one_goes_says_nothing() -> None:
    place = Location(id=record_id("q", "haus"), latitude=51.59, longitude=7.13, precision="address")
    point = Point(51.59, 7.13, "address")
    made = entry("a", "Beratung", point=point)
    assert proximity.point_of(made) == (51.59, 7.13, "address")
    assert proximity.point_of(structs.replace(made, locations=(place,))) == (51.59, 7.13, "address")
    virtual = structs.replace(place, location_type="virtual")
    assert proximity.point_of(structs.replace(made, locations=(virtual,))) is None
    assert proximity.point_of(structs.replace(made, reach="national", areas=("DE",))) is None
    event = Event(id=made.id, name="Treffen", attendance="online")
    assert proximity.point_of(structs.replace(made, record=event)) is None
    hybrid = structs.replace(event, attendance="hybrid")
    assert proximity.point_of(structs.replace(made, record=hybrid)) == (51.59, 7.13, "address")
    assert proximity.point_of(structs.replace(made, point=None)) is None
    assert proximity.terms((51.59, 7.13, "town")) == proximity.terms(None) == {}


MANY = 3 * POOL


def listed() -> Iterator[Entry]:
    for number, (latitude, longitude) in enumerate(scattered(HOME, MANY)):
        said: dict[str, object] = {"free": True} if number % 2 else {}
        point = (None, Point(latitude, longitude, "town"), Point(latitude, longitude, "address"))[min(number % 5, 2)]
        yield entry(f"s{number}", f"Schuldnerberatung {number}", needs=("debt-advice",), point=point, service=said)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("around")
    bund = entry(
        *("bund", "Schuldentelefon"),
        areas=("DE",),
        reach="national",
        needs=("debt-advice",),
        point=Point(51.5943, 7.1346, "address"),
    )
    index.rebuild([*listed(), bund], home, 1, meaning=False)
    return home


def ask(home: Path, ring: int | None, **more: object) -> Answer:
    chosen = Filters(proximity=proximity.condition(HOME, ring))
    told = {"home": home, "place": "Herten", "at": MONDAY_TEN, "near": HOME, "filters": chosen, **more}
    return find("Schuldnerberatung", **told)  # type: ignore[arg-type]


@pytest.mark.parametrize("ring", [500, *proximity.RINGS])
@pytest.mark.parametrize("free", [None, True])
def test_the_engine_counts_as_the_cards_say(many: Path, ring: int, free: bool | None) -> None:
    snapshot = open_reader(many).now()
    chosen = Filters(proximity=around(HOME, ring), free=free)
    cards = snapshot.cards([one.id for one in listed()])
    verdicts = [set(verdicts_of(card, chosen, MONDAY_TEN).values()) for card in cards]
    answer = ask(many, ring, filters=chosen)
    assert answer.total == sum(told == {True} for told in verdicts)
    hotline = 1  # serves Herten, says no distance, and may be free
    assert answer.unknown == sum(False not in told and None in told for told in verdicts) + hotline
    assert len(answer.results) == min(10, answer.total)
    assert all(one.distance_m <= ring for one in answer.results)  # type: ignore[operator]
    assert all(not one.distance_m for one in answer.maybe if not free)


def test_a_ring_counts_what_choosing_it_brings(many: Path) -> None:
    told = ask(many, None, counted=True).counts["proximity"]
    assert list(told) == [str(ring) for ring in proximity.RINGS]
    for ring in proximity.RINGS:
        chosen = ask(many, ring)
        assert told[str(ring)] == Count(fits=chosen.total, unknown=chosen.unknown)


def test_cards_at_hand_are_counted_as_the_engine_counts(many: Path) -> None:
    snapshot = open_reader(many).now()
    cards = snapshot.cards([one.id for one in listed()])
    by_card = counts.told(counts.of_cards(cards, HOME), MONDAY_TEN)
    by_index = counts.of_index(snapshot, index.Wanted(filters=((("area", "05562020"),),)), HOME)
    assert counts.told(by_index, MONDAY_TEN) == by_card


def test_without_a_point_of_one_s_own_no_ring_is_offered(many: Path) -> None:
    assert "proximity" not in ask(many, None, near=None, counted=True).counts
    assert "proximity" not in ask(many, None, near=MIDDLE, counted=True).counts


def test_lifting_the_ring_is_offered_where_it_leaves_little(many: Path) -> None:
    nowhere = proximity.Spot(52.9, 8.9)
    answer = ask(many, None, near=nowhere, filters=Filters(proximity=around(nowhere, 1_000)))
    assert (answer.total, [one.distance_m for one in answer.maybe if one.distance_m]) == (0, [])
    lifted = [(one.value, one.count) for one in answer.suggestions if one.kind == "lift"]
    assert lifted == [("proximity", ask(many, None).total)]


def test_few_are_counted_from_their_cards(tmp_path: Path) -> None:
    near, far = Point(51.6, 7.14, "address"), Point(51.65, 7.14, "street")
    made = [entry(key, "Schuldnerberatung", point=point) for key, point in (("a", near), ("b", far), ("c", None))]
    index.rebuild(made, tmp_path, 1, meaning=False)
    answer = ask(tmp_path, None, counted=True)
    rings = {int(ring): (told.fits, told.unknown) for ring, told in answer.counts["proximity"].items()}
    assert rings == {1_000: (1, 1), 2_000: (1, 1), 5_000: (1, 1), 10_000: (2, 1), 25_000: (2, 1)}
    assert (ask(tmp_path, 2_000).total, ask(tmp_path, 2_000).unknown) == (1, 1)


def test_an_answer_with_a_position_is_not_remembered(many: Path) -> None:
    before = len(open_reader(many).now(MONDAY_TEN.date()).answers)
    ask(many, 5_000)
    ask(many, None)
    assert len(open_reader(many).now(MONDAY_TEN.date()).answers) == before
