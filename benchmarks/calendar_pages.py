"""The calendar of a network: 40 towns, 100,000 entries, 50,000 events; what its views and a quarter cost the server.

Rows are written as the night writes them, without the ledgers behind them. Of the events six in ten take place once,
three for a term of ten weeks, one every week without an end. Processor time counts, the tables' included: what else
runs on the machine does not.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")
django.setup()

from django.db import connection  # noqa: E402 - only after the settings
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from anlaufstelle.catalogue import store  # noqa: E402
from anlaufstelle.catalogue.models import Change, EntryRow  # noqa: E402
from anlaufstelle.catalogue.shapes import EditionView  # noqa: E402
from anlaufstelle.pipeline import occurrences, render, setup  # noqa: E402
from anlaufstelle.record.entry import Entry  # noqa: E402
from anlaufstelle.record.ids import record_id  # noqa: E402
from anlaufstelle.record.model import Event, Happening, Opportunity, Project, Service  # noqa: E402
from anlaufstelle.vocabulary import area  # noqa: E402

TOWNS, ENTRIES, EVENTS = 40, 100_000, 50_000
DISTRICTS = ("Nord", "Süd", "Mitte", "West")
WORDS = ("Sprachcafé", "Frühstück", "Beratung", "Spieletreff", "Chor", "Deutschkurs", "Lauftreff", "Mittagstisch")
ROUNDS = 5
KINDS = (Service, Service, Service, Opportunity, Project)


def towns() -> list[str]:
    found = dict.fromkeys(["05562020"])
    while len(found) < TOWNS:
        found |= dict.fromkeys(one for code in list(found) for one in area.neighbours(code))
    return list(found)[:TOWNS]


def _happening(number: int, chance: random.Random, today: date) -> Happening:
    day = today + timedelta(days=chance.randrange(-20, 300))
    start, end = f"{day}T{chance.randrange(8, 20):02}:00:00", None
    rule = {0: "FREQ=WEEKLY", 1: "FREQ=WEEKLY;COUNT=10", 2: "FREQ=WEEKLY;COUNT=10", 3: "FREQ=WEEKLY;COUNT=10"}
    return Happening(dtstart=start, dtend=end, rrule=rule.get(number % 10))


def entries(codes: list[str]) -> Iterator[Entry]:
    chance, today = random.Random(8), timezone.localdate()
    for number in range(ENTRIES):
        code, id = codes[number % len(codes)], record_id("bench", str(number))
        name = f"{WORDS[number % len(WORDS)]} Musterstadt {number}"
        if number >= EVENTS:
            record: Event | Opportunity | Project | Service = KINDS[number % len(KINDS)](id=id, name=name)
        else:
            when, free = _happening(number, chance, today), chance.random() < 0.5
            record = Event(id=id, name=name, happening=when, free=free)
        yield Entry(id=id, record=record, areas=(code,), ags=code, district=chance.choice(DISTRICTS))


def build(codes: list[str]) -> None:
    now, rows = timezone.now(), []
    for one in entries(codes):
        rows.append(EntryRow(
            id=one.id, kind=one.kind, state="published", name=one.name, steward=one.ags or "", ags=one.ags or "",
            areas=list(one.areas), changed_at=now, digest=one.id, core=one.id, inputs=one.id, body=render.encode(one),
            district=one.district or "", hsds=b"",
        ))  # fmt: skip
        if len(rows) == 5000:
            EntryRow.objects.bulk_create(rows)
            rows.clear()
    EntryRow.objects.bulk_create(rows)
    Change.objects.create(sequence=1, entry_id=record_id("bench", "0"), op="put", at=now)
    for slug, name, areas in (("town", "Musterstadt", codes[:1]), ("network", "Musternetz", codes)):
        store.keep_edition(EditionView(slug=slug, name=name, areas=tuple(areas), districts=DISTRICTS))
    started = time.process_time()
    occurrences.refresh(record_id("bench", str(number)) for number in range(EVENTS))
    spent = time.process_time() - started
    print(f"days of {EVENTS} events written out in {spent:.0f} s of processor time", flush=True)


def _asked(visitor: Client, address: str) -> tuple[float, float, int]:
    """Milliseconds the first time after a change, the median of the following, and the questions of the first."""
    Change.objects.create(
        sequence=Change.objects.count() + 1, entry_id=record_id("bench", "0"), op="put", at=timezone.now()
    )
    with CaptureQueriesContext(connection) as asked:
        first = _spent(visitor, address)
    questions = len(asked)  # the next request empties the list
    return first, statistics.median(_spent(visitor, address) for _ in range(ROUNDS)), questions


def _spent(visitor: Client, address: str) -> float:
    started = time.process_time()
    assert visitor.get(address).status_code == 200
    return (time.process_time() - started) * 1000


def run() -> int:
    setup.ensure()
    codes = towns()
    build(codes)
    visitor = Client(HTTP_HOST="localhost")
    month = timezone.localdate().replace(day=28) + timedelta(days=10)
    views = [f"termine?ansicht={view}&ab={month}" for view in ("liste", "tag", "woche", "monat", "karte")]
    pages = [*views, *(f"{one}&kostenlos=1" for one in views), "termine?stadtteil=Nirgends", "quartier/nord"]
    for edition in ("town", "network"):  # templates, catalogues and holidays are read
        for page in pages:
            visitor.get(f"/{edition}/de/{page}")
    print(f"{len(codes)} towns, {ENTRIES} entries, {EVENTS} events; ms of processor time, after a change / again")
    for edition in ("town", "network"):
        for page in pages:
            first, again, asked = _asked(visitor, f"/{edition}/de/{page}")
            print(f"  {edition:8} {page:48} {first:7.1f} / {again:6.1f}, {asked} questions", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(run())
