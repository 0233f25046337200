"""An invented organisation with three offers, and links as it would get them by mail."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client
from msgspec.structs import replace

from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.faces.gate import Gate
from anlaufstelle.faces.provider import opened
from anlaufstelle.pipeline import tickets
from anlaufstelle.record.model import Organization, Schedule, part_id
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, everything, hand_in, id_of


def _with_offers() -> None:
    verein = Organization(id=id_of("verein"), name="Musterverein e. V.", email="kontakt@verein.example.org")
    other = Organization(id=id_of("other"), name="Nachbarverein")
    debts = next(one for one in everything() if one.key == "debts")
    hours = Schedule(
        id=part_id(debts.id, "hours"), opening_hours="Mo-Fr 09:00-12:00", description="Mo bis Fr 9 bis 12 Uhr"
    )
    hand_in(
        [
            Received(source=SOURCE, key="verein", record=verein),
            Received(source=SOURCE, key="other", record=other),
            replace(debts, record=replace(debts.record, schedules=(hours,))),
        ]
    )


@pytest.fixture
def links(standing: Callable[..., Client], monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Tokens of the Musterverein (`answer`, `stop`), of another organisation (`other`), and a browser."""
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")
    monkeypatch.setattr(opened, "GUESSES", Gate(most=1000))
    monkeypatch.setattr(opened, "ANSWERS", Gate(most=1000))
    browser = standing(_with_offers)
    made = {
        name: tickets.make(purpose, id_of(whose))
        for name, purpose, whose in (
            ("answer", "answer", "verein"),
            ("stop", "stop", "verein"),
            ("other", "answer", "other"),
        )
    }
    store.add_tickets([kept for _, kept in made.values()])
    return SimpleNamespace(browser=browser, **{name: token for name, (token, _) in made.items()})
