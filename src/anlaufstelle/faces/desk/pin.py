"""A point on the town's map, moved by a click, by arrow keys, or by its coordinates. Never of a confidential place."""

from dataclasses import dataclass

from anlaufstelle.catalogue import read
from anlaufstelle.design.map_shapes import WIDTH, Ground, ground
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Location

Spot = tuple[float, float]


@dataclass(frozen=True)
class PinMap:
    """`spot` of the pin, if there is one; `guessed`: nobody gave a point, it comes from the address. `dots` are the
    places that are known already, for the eye."""

    ground: Ground
    spot: Spot | None
    dots: list[Spot]
    guessed: bool

    @property
    def box(self) -> str:
        return f"0 0 {WIDTH} {self.ground.view.height}"


def draw(record: AnyRecord, entry: Entry | None, code: str) -> PinMap | None:
    """None for what is no place, or none to be shown, and where no border is known."""
    if not isinstance(record, Location) or record.confidential or not code[:1].isdigit():
        return None
    drawn = ground(code.partition(":")[0])
    if drawn is None:
        return None
    own, guessed = (record.latitude, record.longitude), False
    if None in own and entry and entry.point:
        own, guessed = (entry.point.latitude, entry.point.longitude), True
    latitude, longitude = own
    spot = drawn.view.of(longitude, latitude) if latitude is not None and longitude is not None else None
    view = drawn.view
    box = (view.north - view.height / view.down, view.west, view.north, view.west + WIDTH / view.across)
    dots = [view.of(east, north) for north, east in read.points(box, but=record.id)]
    return PinMap(drawn, _round(spot) if spot and view.shows(spot) else None, [_round(one) for one in dots], guessed)


def _round(spot: Spot) -> Spot:
    return round(spot[0], 1), round(spot[1], 1)
