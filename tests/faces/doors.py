"""Three invented choirs: one a street away, one in the next town, one that names no place."""

from anlaufstelle.record.model import Address, Location, ServiceAtLocation, part_id
from anlaufstelle.record.received import Received

from .conftest import SOURCE, TOWN, id_of, service

HERE = "51.6, 7.14"
METRES = {"near": 1112, "far": 11120, "nowhere": None}
DOORS = {"near": 51.61, "far": 51.7}


def choirs() -> list[Received]:
    return [
        *(_door(key, latitude) for key, latitude in DOORS.items()),
        *(_choir(key, f"door-{key}" if key in DOORS else None) for key in METRES),
    ]


def _choir(key: str, door: str | None) -> Received:
    at = (ServiceAtLocation(id=part_id(id_of(key), "at"), location_id=id_of(door)),) if door else ()
    return service(key, f"Trommelgruppe {key.capitalize()}", service_at_locations=at)


def _door(key: str, latitude: float) -> Received:
    id = id_of(f"door-{key}")
    address = Address(id=part_id(id, "address"), address_1="Musterweg 1", city="Herten", postal_code="45699")
    point = {"latitude": latitude, "longitude": 7.14, "precision": "address"}
    record = Location(id=id, name=f"Haus {key}", addresses=(address,), ags=TOWN, **point)  # type: ignore[arg-type]
    return Received(source=SOURCE, key=f"door-{key}", record=record)
