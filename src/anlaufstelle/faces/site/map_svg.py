"""The map beside a list: the town, its neighbours, and a numbered pin for each offer whose place is exactly known.

A pin is a promise. What is only known to its town or district gets none and is named beneath the map instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from anlaufstelle.design.map_shapes import WIDTH, Ground, Spot, ground
from anlaufstelle.record.entry import Entry, Point

EXACT = ("address", "street")
PIN = 14
APART = 2 * PIN - 1


class Numbered(Protocol):
    """What a card tells the map."""

    @property
    def name(self) -> str: ...
    @property
    def point(self) -> Point | None: ...


@dataclass(frozen=True)
class Place:
    """One entry of the list: its number there, and its point if that is exact."""

    number: int
    name: str
    point: Point | None


@dataclass(frozen=True)
class Pin:
    number: int
    name: str
    x: int
    y: int


@dataclass(frozen=True)
class Map:
    """`without` are the numbers of entries that no exact place is known for, `beyond` of those outside the picture."""

    ground: Ground
    pins: list[Pin]
    without: list[int]
    beyond: list[int]

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {self.ground.view.height}"


def exact(entry: Entry) -> Point | None:
    """Never of an entry with a confidential place, whatever else is known of it."""
    if any(one.confidential for one in entry.locations) or entry.point is None:
        return None
    return entry.point if entry.point.precision in EXACT else None


def of_cards(areas: Sequence[str], cards: Iterable[Numbered]) -> Map | None:
    """The cards of one page of a list, numbered from 1 as they stand there."""
    return draw(areas, (Place(number, card.name, card.point) for number, card in enumerate(cards, 1)))


def draw(areas: Sequence[str], places: Iterable[Place]) -> Map | None:
    """None where the edition has no area with a border."""
    code = next((one.partition(":")[0] for one in areas if one[:1].isdigit()), None)
    drawn = ground(code) if code else None
    if drawn is None:
        return None
    pins: list[Pin] = []
    without, beyond = [], []
    for place in places:
        if place.point is None:
            without.append(place.number)
            continue
        spot = drawn.view.of(place.point.longitude, place.point.latitude)
        if drawn.view.shows(spot):
            pins.append(Pin(place.number, place.name, *_free(spot, pins, drawn)))
        else:
            beyond.append(place.number)
    return Map(drawn, pins, without, beyond)


def _free(spot: Spot, taken: Sequence[Pin], drawn: Ground) -> tuple[int, int]:
    """The spot, or the next free one beside it: many offers share one house."""
    x = round(min(max(spot[0], PIN), WIDTH - PIN))
    y = round(min(max(spot[1], PIN), drawn.view.height - PIN))
    while any(abs(pin.x - x) < APART and abs(pin.y - y) < APART for pin in taken):
        x += APART
        if x > WIDTH - PIN:
            x, y = PIN, y + APART
    return x, y
