from typing import Any

import pytest
from msgspec.structs import replace

from anlaufstelle.errors import BadRecord
from anlaufstelle.record import model, paths
from anlaufstelle.record.diff import Change, diff
from anlaufstelle.record.diff_words import FIELDS
from anlaufstelle.record.model import Service, Translation
from tests.record.samples import LOCATION, uid

TEXT = (
    "Wir beraten jeden Montag von acht bis zwölf Uhr alle, die Mustersorgen haben, und zwar vertraulich und kostenlos."
)
OLD = Service(
    id=uid(1),
    name="Rat",
    description=TEXT,
    categories=("Rat", "Tat"),
    organization_id=uid(2),
    phones=(
        model.Phone(id="p", number="+492366100001", description="Zentrale"),
        model.Phone(id="q", number="116111"),
    ),
    schedules=(model.Schedule(id="h", opening_hours="Mo 08:00-12:00"),),
    translations=(Translation(path="description", language="en", text="Advice", origin="machine"),),
)


def words(path: str, value: Any) -> list[str]:
    return [one.words for one in diff(OLD, paths.set(OLD, path, value))]


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("phones[p].number", "+492366100002", ["Telefon „Zentrale“: 02366 100001 → 02366 100002"]),
        ("phones[p].hours", "Mo 08:00-10:00", ["Telefon „Zentrale“, Erreichbar ergänzt: Mo 08:00-10:00"]),
        ("phones[q]", None, ["Telefon entfernt: 116 111"]),
        ("phones[r]", {"number": "115", "description": "Bürgertelefon"}, ["Telefon ergänzt: 115, Bürgertelefon"]),
        ("schedules[h].opening_hours", "Tu 08:00-12:00", ["Zeiten: Mo 08:00-12:00 → Tu 08:00-12:00"]),
        ("name", "Rat und Tat", ["Name: Rat → Rat und Tat"]),
        ("status", "defunct", ["Zustand: aktiv → eingestellt"]),
        ("free", True, ["Kostenlos ergänzt: ja"]),
        ("categories", ["Rat", "Hilfe"], ["Kategorien: „Tat“ gestrichen; „Hilfe“ ergänzt"]),
        ("categories", ["Tat", "Rat"], ["Kategorien: andere Reihenfolge"]),
        ("organization_id", uid(3), ["Träger: verweist jetzt auf einen anderen Eintrag"]),
        ("description", TEXT.replace("Montag", "Dienstag"), ["Beschreibung: „Montag“ → „Dienstag“"]),
        (
            "description",
            TEXT.replace("jeden ", "").replace("kostenlos.", "kostenlos, auch abends."),
            ["Beschreibung: „jeden“ gestrichen; „kostenlos.“ → „kostenlos, auch abends.“"],
        ),
        ("description", None, [f"Beschreibung entfernt: {TEXT}"]),
        ("description[en]", "Counsel", ["Beschreibung (en): Advice → Counsel"]),
        ("description[tr]", "Danışma", ["Beschreibung (tr) ergänzt: Danışma"]),
        (
            "description[en]",
            {"text": "Advice", "origin": "machine-checked"},
            ["Beschreibung (en): maschinell → maschinell, geprüft"],
        ),
        ("email", paths.KNOWN_NONE, ["E-Mail: gibt es ausdrücklich nicht"]),
    ],
)
def test_words(path: str, value: Any, expected: list[str]) -> None:
    assert words(path, value) == expected


def test_a_change_holds_both_values_at_their_address() -> None:
    changed = paths.set(OLD, "phones[p].number", "+492366100002")
    assert diff(OLD, changed) == (
        Change(
            path="phones[p].number",
            kind="changed",
            before="+492366100001",
            after="+492366100002",
            words="Telefon „Zentrale“: 02366 100001 → 02366 100002",
        ),
    )
    assert [(one.kind, one.before) for one in diff(OLD, replace(OLD, phones=()))] == [
        ("removed", OLD.phones[0]),
        ("removed", OLD.phones[1]),
    ]


def test_the_order_of_parts_is_no_change() -> None:
    assert diff(OLD, replace(OLD, phones=OLD.phones[::-1])) == ()
    assert diff(OLD, OLD) == ()


def test_two_kinds_cannot_be_compared() -> None:
    with pytest.raises(BadRecord):
        diff(OLD, LOCATION)


def test_every_field_has_a_german_name() -> None:
    shapes = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.Part)]
    named = {field for shape in shapes if shape is not Translation for field in paths.slots(shape)}
    assert named - FIELDS.keys() == {"id", "translations", "known_none"}
