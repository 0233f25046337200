"""Linking at size: generated services of two sources, half of them the same thing written otherwise.

What is made up here is only for the clock; how well linking works is measured on real pairs (`linking.py`).
"""

import random
import time
from collections.abc import Callable, Iterator

from anlaufstelle.record.model import (
    Address,
    AnyRecord,
    Location,
    Phone,
    Service,
    ServiceAtLocation,
    part_id,
    record_id,
)
from anlaufstelle.record.received import Received
from anlaufstelle.resolve import link, probable
from anlaufstelle.resolve.traits import Traits, traits
from anlaufstelle.vocabulary import area_data

OFFERS = """Schuldnerberatung Suchtberatung Kleiderkammer Tafel Seniorentreff Jugendtreff Familienberatung Hausnotruf
    Migrationsberatung Pflegeberatung Erziehungsberatung Frauenberatung Mittagstisch Sprachkurs Hospizdienst""".split()
CARRIERS = "Caritas Diakonie AWO DRK Lebenshilfe Kinderschutzbund Paritätischer Volkssolidarität Malteser".split()
STREETS = "Hauptstraße Bahnhofstraße Kirchweg Schulstraße Gartenweg Lindenallee Marktplatz Ringstraße".split()
Written = tuple[AnyRecord, ...]


def compared(number: int) -> list[Traits]:
    dice = random.Random(3)
    towns = sorted(
        (place for place in area_data.places().values() if place.kind == "municipality"), key=lambda p: p.ags
    )
    found: list[Traits] = []
    for place in range(number // 2):
        town = dice.choice(towns).name
        name = f"{dice.choice(OFFERS)} der {dice.choice(CARRIERS)} {town} {dice.choice(('Nord', 'Süd', 'Mitte', ''))}"
        thing = (name, f"+4923{dice.randrange(10**8):08d}", dice.choice(STREETS), dice.randrange(1, 150), town)
        found += _read("first", str(place), *thing, order=place)
        other = (
            name.replace("Caritas", "Caritasverband").replace("der ", "", 1) if dice.random() < 0.5 else f"{name} e. V."
        )
        again = (other, *thing[1:]) if dice.random() < 0.6 else (f"{other} neu", f"+4930{place:08d}", *thing[2:])
        found += _read("second", str(place), *again, order=number + place)
    return found


def _read(source: str, key: str, *thing: str | int, order: int) -> Iterator[Traits]:
    name, phone, street, house, town = thing
    id, at = record_id(source, key), record_id(source, f"{key}#location")
    address = Address(id=part_id(at, "addresses/address"), address_1=f"{street} {house}", city=str(town))
    home = Location(id=at, addresses=(address,))
    service = Service(
        id=id,
        name=str(name),
        phones=(Phone(id=part_id(id, "phones/phone"), number=str(phone)),),
        service_at_locations=(ServiceAtLocation(id=part_id(id, "at"), location_id=at),),
    )
    yield traits(Received(source=source, key=key, record=service, order=order), lambda _: home)


def measure(number: int) -> None:
    started = time.perf_counter()
    records = compared(number)
    print(f"linking: {number} generated records made and read in {time.perf_counter() - started:.0f} s", flush=True)
    ways: dict[str, Callable[[list[Traits]], list[link.Link]]] = {"plain rules": link.candidates}
    if probable.installed():
        ways["Splink and the rules' veto"] = probable.candidates
    else:
        print("  Splink is not installed (the extra `linking`): only the plain rules are measured")
    for name, way in ways.items():
        started = time.perf_counter()
        links = way(records)
        took = time.perf_counter() - started
        sure = sum(one.verdict == "same" for one in links)
        print(f"  {name}: blocked and scored in {took:.0f} s: {sure} merged, {len(links) - sure} asked", flush=True)


if __name__ == "__main__":
    measure(100_000)
