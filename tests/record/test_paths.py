import pytest

from anlaufstelle.errors import BadRecord, NotFound
from anlaufstelle.record import paths
from anlaufstelle.record.model import Event, Happening, Phone, Schedule, Service, ServiceAtLocation, Translation
from anlaufstelle.record.paths import KNOWN_NONE
from anlaufstelle.vocabulary.text import Told, answer

OWNER = "00000000-0000-5000-8000-000000000001"
SERVICE = Service(
    id=OWNER,
    name="Beratung Musterstadt",
    description="Hilfe bei Mustersorgen",
    categories=("Rat", "Tat"),
    phones=(Phone(id="p1", number="+4900001"), Phone(id="p2", number="+4900002", description="Zentrale")),
    service_at_locations=(ServiceAtLocation(id="s1", schedules=(Schedule(id="h1", opening_hours="Mo 08:00-12:00"),)),),
    translations=(Translation(path="description", language="uk", text="Допомога"),),
    known_none=("email",),
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("name", "Beratung Musterstadt"),
        ("url", None),
        ("email", KNOWN_NONE),
        ("categories", ("Rat", "Tat")),
        ("phones[p2].description", "Zentrale"),
        ("phones[p1]", Phone(id="p1", number="+4900001")),
        ("service_at_locations[s1].schedules[h1].opening_hours", "Mo 08:00-12:00"),
        ("description[uk]", "Допомога"),
        ("description[ar]", None),
        ("contacts", None),
    ],
)
def test_get(path: str, value: object) -> None:
    assert paths.get(SERVICE, path) == value


@pytest.mark.parametrize("path", ["", ".", "phones[]", "phones[p1", "phones[p1].", "Name", "phones[p1]number", "a..b"])
def test_parse_refuses_what_is_no_address(path: str) -> None:
    with pytest.raises(BadRecord):
        paths.parse(path)


def test_parse() -> None:
    assert paths.parse("phones[p1].number") == (paths.Step("phones", "p1"), paths.Step("number"))


@pytest.mark.parametrize("path", ["nonsense", "phones.number", "categories[x]", "free[uk]", "name.length"])
def test_get_refuses_fields_the_kind_does_not_have(path: str) -> None:
    with pytest.raises(BadRecord):
        paths.get(SERVICE, path)


def test_a_missing_part_is_told_with_the_parts_that_exist() -> None:
    with pytest.raises(NotFound, match="p1, p2"):
        paths.get(SERVICE, "phones[p9].number")


def test_set_makes_a_new_record() -> None:
    changed = paths.set(SERVICE, "phones[p2].number", "110")
    assert paths.get(changed, "phones[p2].number") == "110"
    assert paths.get(SERVICE, "phones[p2].number") == "+4900002"
    assert paths.get(changed, "phones[p1]") is SERVICE.phones[0]


def test_set_deep_inside() -> None:
    path = "service_at_locations[s1].schedules[h1].opening_hours"
    assert paths.get(paths.set(SERVICE, path, "Tu 10:00-12:00"), path) == "Tu 10:00-12:00"


def test_set_takes_builtins() -> None:
    changed = paths.set(SERVICE, "phones", [{"id": "p7", "number": "115"}])
    assert changed.phones == (Phone(id="p7", number="115"),)
    assert paths.set(SERVICE, "categories", ["Rat"]).categories == ("Rat",)


def test_set_adds_replaces_and_removes_a_part() -> None:
    added = paths.set(SERVICE, "phones[p3]", {"number": "112"})
    assert added.phones == (*SERVICE.phones, Phone(id="p3", number="112"))
    assert paths.set(added, "phones[p3]", None) == SERVICE
    assert paths.set(SERVICE, "phones[p1]", Phone(id="p1", number="1")).phones[0].number == "1"


def test_none_removes_and_default_returns() -> None:
    assert paths.set(SERVICE, "description", None).description is None
    assert paths.set(SERVICE, "phones", None).phones == ()
    defunct = paths.set(SERVICE, "status", "defunct")
    assert (defunct.status, paths.set(defunct, "status", None).status) == ("defunct", "active")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("phones[p1].number", None),
        ("phones[p1].number", 5),
        ("id", "other"),
        ("status", "asleep"),
        ("phones[p3]", {"id": "p4", "number": "1"}),
        ("status", KNOWN_NONE),
        ("phones[p1]", KNOWN_NONE),
    ],
)
def test_set_refuses(path: str, value: object) -> None:
    with pytest.raises(BadRecord):
        paths.set(SERVICE, path, value)


def test_known_none_and_not_stated_never_blur() -> None:
    none = paths.set(SERVICE, "phones", KNOWN_NONE)
    assert (none.phones, none.known_none) == ((), ("email", "phones"))
    assert paths.get(none, "phones") is KNOWN_NONE
    assert paths.set(none, "phones", KNOWN_NONE) == none
    assert paths.set(none, "phones[p1]", {"number": "1"}).known_none == ("email",)
    assert paths.set(none, "phones", None).known_none == ("email",)
    assert paths.set(SERVICE, "email", "rat@example.org").known_none == ()


def test_plain_goes_through_json_and_back() -> None:
    assert paths.plain(KNOWN_NONE) == {"known_none": True}
    assert paths.set(SERVICE, "phones", paths.plain(KNOWN_NONE)) == paths.set(SERVICE, "phones", KNOWN_NONE)
    assert paths.set(SERVICE, "phones", paths.plain(SERVICE.phones)) == SERVICE


def test_translations() -> None:
    assert paths.set(SERVICE, "description[uk]", None).translations == ()
    turkish = paths.set(SERVICE, "name[tr]", {"text": "Danışma", "origin": "machine"})
    assert turkish.translations[-1] == Translation(path="name", language="tr", text="Danışma", origin="machine")
    part = paths.set(SERVICE, "phones[p2].description[en]", "Switchboard")
    assert paths.get(part, "phones[p2].description[en]") == "Switchboard"
    with pytest.raises(BadRecord):
        paths.set(SERVICE, "name[tr]", 5)


def test_a_translation_remembers_the_text_it_translates() -> None:
    turkish = paths.set(SERVICE, "name[tr]", "Danışma")
    assert answer(turkish, "name", ["tr"]) == Told(text="Danışma", language="tr", origin="human")
    stale = answer(paths.set(turkish, "name", "Neuer Name"), "name", ["tr"])
    assert stale is not None
    assert stale.outdated


def test_walk() -> None:
    assert dict(paths.walk(SERVICE)) == {
        "name": "Beratung Musterstadt",
        "description": "Hilfe bei Mustersorgen",
        "categories": ("Rat", "Tat"),
        "phones[p1].number": "+4900001",
        "phones[p2].number": "+4900002",
        "phones[p2].description": "Zentrale",
        "service_at_locations[s1].schedules[h1].opening_hours": "Mo 08:00-12:00",
        "description[uk]": "Допомога",
        "email": KNOWN_NONE,
    }


def test_every_walked_address_can_be_read_and_set() -> None:
    for path, value in paths.walk(SERVICE):
        assert paths.get(SERVICE, path) == value
        assert paths.get(paths.set(SERVICE, path, value), path) == value


def test_a_nested_shape_needs_no_id() -> None:
    event = Event(id=OWNER, name="Fest", happening=Happening(dtstart="2099-10"))
    assert dict(paths.walk(event)) == {"name": "Fest", "happening.dtstart": "2099-10"}
    assert paths.set(event, "happening.rrule", "FREQ=WEEKLY").happening.rrule == "FREQ=WEEKLY"
    with pytest.raises(NotFound):
        paths.get(SERVICE, "program.name")
