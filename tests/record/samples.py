"""Visibly invented records, and the ways hypothesis draws more of them from the model itself."""

from functools import cache
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from anlaufstelle.record import model
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.record.paths import slots

HOUSE = "https://beratung.example.org"


def uid(number: int) -> str:
    return str(UUID(int=number))


LOCATION = model.Location(
    id=uid(1),
    name="Haus Muster",
    latitude=51.5,
    longitude=7.1,
    precision="street",
    ags="05562020",
    wheelchair="limited",
    addresses=(
        model.Address(id=uid(2), city="Musterstadt"),
        model.Address(id=uid(3), address_1="Musterweg 1", city="Musterstadt", postal_code="98765"),
    ),
)
ORGANIZATION = model.Organization(
    id=uid(4),
    name="Träger Muster e. V.",
    organization_type="frei",
    website="https://träger-müster.example/über-uns",
    service_ids=(uid(6), uid(7)),
    location_ids=(uid(1),),
    known_none=("email",),
)
SERVICE = model.Service(
    id=uid(6),
    name="Beratung Muster",
    organization_id=uid(4),
    organization_name="Muster",
    url="keine Seite",
    email="rat@example",
    categories=("Rat", "Tat"),
    audiences=("alle",),
    appointment="required",
    anonymous_possible=True,
    last_modified="2025-10",
    assured_date="2025",
    phones=(
        model.Phone(id=uid(8), number="keine", stated="keine"),
        model.Phone(
            id=uid(9), number="+490000001", stated="0000/1", languages=(model.Language(id=uid(10), code="tr"),)
        ),
    ),
    schedules=(
        model.Schedule(id=uid(11), opening_hours="Mo-Fr 09:00-12:00", description="werktags vormittags"),
        model.Schedule(id=uid(12), freq="DAILY", opens_at="09:00", extra={"vendor": {"colour": "red"}}),
    ),
    service_areas=(model.ServiceArea(id=uid(13), name="Stadt Muster", areas=("05562020",)),),
    service_at_locations=(model.ServiceAtLocation(id=uid(14), location_id=uid(1)),),
    attributes=(model.Attribute(id=uid(15), value="Muster"),),
    translations=(model.Translation(path="name", language="en", text="Sample advice", origin="machine"),),
    capacities=(model.Capacity(id=uid(16), available=3),),
    extra={"vendor_field": 5},
)
RECORDS: dict[str, AnyRecord] = {record.id: record for record in (LOCATION, ORGANIZATION, SERVICE)}

WORDS = st.sampled_from(("Muster", "rat@example.org", "kein", "09:00", HOUSE, "https://müster.example/ä", "+490000001"))
IDS = st.integers(1, 10**6).map(uid)
_EXTRA = st.dictionaries(st.sampled_from(("x_one", "x_two")), st.integers() | WORDS, max_size=1)


@cache
def drawn(shape: type[Any]) -> st.SearchStrategy[Any]:
    """Records of `shape` with any field present or absent and values that are mostly not what the standard wants."""
    fields = {}
    for name, slot in slots(shape).items():
        if name == "extra":
            fields[name] = _EXTRA
        elif name == "id" or name.endswith("_id"):
            fields[name] = IDS if slot.required else st.none() | IDS
        elif slot.holds == "parts":
            fields[name] = st.just(()) | st.lists(st.deferred(lambda inner=slot.shape: drawn(inner)), max_size=2).map(
                tuple
            )
        elif name == "metadata":
            fields[name] = st.just(())
        elif slot.type in (str, str | None):
            fields[name] = WORDS if slot.type is str else st.none() | WORDS
    return st.builds(shape, **fields)
