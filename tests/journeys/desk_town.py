"""A desk on which something of every kind waits, and the way in with both steps."""

import time
from collections.abc import Callable
from pathlib import Path

import pyotp
from django.utils import timezone
from msgspec.structs import replace
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.models import Candidate, Letter
from anlaufstelle.catalogue.rules import ANYBODY, NIGHT, Held
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.pipeline import accounts, door, inbox, visitor
from anlaufstelle.record.model import Service, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from ..faces.conftest import SOURCE, TOWN, edition, everything, id_of
from ..faces.put_back import put_back

PASSWORD = "lange-genug-fuer-alle"
PROPOSED = (
    ("food", "email", "tafel@example.org"), ("food", "fees", "nichts"), ("food", "alert", "Im August geschlossen"),
    ("food", "wait_time", "keine"), ("food", "description", "Lebensmittel für alle."), ("debts", "fees", "nichts"),
    ("debts", "description", "Hilfe bei Schulden. Auch bei Mahnungen, ohne Termin."), ("debts", "email", "d@x.example"),
    ("shelter", "email", "haus@example.org"), ("shelter", "wait_time", "Wir nehmen jederzeit auf"),
)  # fmt: skip


def newly() -> list[Received]:
    """One changed, and five that nobody can reach: new records, and findings that are one matter."""
    changed = Service(id=record_id("zweite", "food"), name="Noch einmal food", url="https://neu.example.org")
    bare = [Service(id=record_id("zweite", f"b{n}"), name=f"Ohne Kontakt {n}") for n in range(5)]
    told = [Received(source="zweite", key=f"b{n}", record=one) for n, one in enumerate(bare)]
    return [Received(source="zweite", key="food", record=changed), *told]


def fill(home: Path, settings: object) -> None:
    """Of every kind that waits, thirty and some in all; five of one matter twice."""
    settings.ANLAUFSTELLE_HOME = home  # type: ignore[attr-defined]
    put_back(home, _thirty)


def _thirty() -> None:
    store.keep_source(SourceFacts(id=SOURCE, title="Musterquelle", area=TOWN, steward=TOWN))
    store.keep_source(SourceFacts(id="zweite", title="Zweite Quelle", area=TOWN, steward=TOWN))
    store.keep_edition(edition())
    own = [replace(one, record=replace(one.record, email="post@verein.example.org")) if one.key == "verein" else one
           for one in everything()]  # fmt: skip
    door.hand_in(actor=NIGHT, source=SOURCE, received=own)
    keys = ("debts", "food", "shelter")
    twins = [
        Service(id=record_id("zweite", one), name=f"Noch einmal {one}", url="https://x.example.org") for one in keys
    ]
    again = [Received(source="zweite", key=key, record=one) for key, one in zip(keys, twins, strict=True)]
    door.hand_in(actor=NIGHT, source="zweite", received=again)
    for key in keys:
        Candidate.objects.create(
            left=id_of(key), right=record_id("zweite", key), kind="service", score=0.8, verdict="ask",
            reasons=["ähnlicher Name", "derselbe Ort"],
        )  # fmt: skip
    for key, path, value in PROPOSED:
        seen = getattr(read.entry(id_of(key)).record, path)
        door.decide(actor=ANYBODY, source=SOURCE, key=key, path=path, value=value, seen=seen, why="steht am Aushang")
    door.hand_in(actor=NIGHT, source="zweite", received=newly())
    Letter.objects.create(
        batch="1", message_id="<1@example.org>", organization=id_of("verein"), address="post@verein.example.org",
        subject="x", state="bounced", made_at=timezone.now(),
    )  # fmt: skip
    store.asking.add_signal(id_of("food"), "web", "dead-link", timezone.localdate())
    store.add_attempt(SOURCE, timezone.now(), Tried(status=2, why="Keine Antwort"))
    for number in range(6):
        key = ("food", "debts", "shelter")[number % 3]
        visitor.tell(("phone", "hours", "gone")[number % 3] + f"\nHinweis {number}", about=read.entry(id_of(key)))
    visitor.tell("Zur Website", steward=TOWN)
    inbox.refresh()


def come_in(
    page: Page, server: LiveServer, held: Held, name: str, meanwhile: Callable[[], None] = lambda: None
) -> None:
    """`meanwhile` is called on the page of the second step."""
    token = accounts.invite(by=accounts.SYSTEM, name=name, held=held)
    page.goto(f"{server.url}/desk/einladung/{token}")
    page.get_by_label("Neues Kennwort").fill(PASSWORD)
    page.get_by_label("Noch einmal").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/code")
    meanwhile()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Code aus der App").fill(pyotp.TOTP(secret).at(int(time.time())))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/eingang")
