"""The calendar of a network: 40 towns, 100,000 entries, 50,000 events; what a month, a week and a list cost the server.

Rows are written as the night writes them, without the ledgers behind them. Of the events six in ten take place once,
three for a term of ten weeks, one every week without an end.
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
from anlaufstelle.record.model import Event, Happening, Service  # noqa: E402
from anlaufstelle.vocabulary import area  # noqa: E402

TOWNS, ENTRIES, EVENTS = 40, 100_000, 50_000
DISTRICTS = ("Nord", "Süd", "Mitte", "West")
WORDS = ("Sprachcafé", "Frühstück", "Beratung", "Spieletreff", "Chor", "Deutschkurs", "Lauftreff", "Mittagstisch")
ROUNDS = 9


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
            yield Entry(id=id, record=Service(id=id, name=name), areas=(code,), ags=code)
            continue
        record = Event(id=id, name=name, happening=_happening(number, chance, today), free=chance.random() < 0.5)
        yield Entry(id=id, record=record, areas=(code,), ags=code, district=DISTRICTS[number % 4])


def build(codes: list[str]) -> None:
    now, rows = timezone.now(), []
    for one in entries(codes):
        rows.append(EntryRow(
            id=one.id, kind=one.kind, state="published", name=one.name, steward=one.ags or "", ags=one.ags or "",
            areas=list(one.areas), changed_at=now, digest=one.id, core=one.id, inputs=one.id, body=render.encode(one),
            hsds=b"",
        ))  # fmt: skip
        if len(rows) == 5000:
            EntryRow.objects.bulk_create(rows)
            rows.clear()
    EntryRow.objects.bulk_create(rows)
    Change.objects.create(sequence=1, entry_id=record_id("bench", "0"), op="put", at=now)
    store.keep_edition(EditionView(slug="town", name="Musterstadt", areas=(codes[0],)))
    store.keep_edition(EditionView(slug="network", name="Musternetz", areas=tuple(codes)))
    started = time.perf_counter()
    occurrences.refresh(record_id("bench", str(number)) for number in range(EVENTS))
    print(f"days of {EVENTS} events written out in {time.perf_counter() - started:.0f} s", flush=True)


def _asked(visitor: Client, address: str) -> tuple[float, float, int]:
    """The first time after a change, the median of the following, and the questions of the first."""
    Change.objects.create(
        sequence=Change.objects.count() + 1, entry_id=record_id("bench", "0"), op="put", at=timezone.now()
    )
    with CaptureQueriesContext(connection) as asked:
        started = time.perf_counter()
        assert visitor.get(address).status_code == 200
        first = time.perf_counter() - started
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        visitor.get(address)
        times.append(time.perf_counter() - started)
    return first * 1000, statistics.median(times) * 1000, len(asked)


def run() -> int:
    setup.ensure()
    codes = towns()
    build(codes)
    visitor = Client(HTTP_HOST="localhost")
    for edition in ("town", "network"):
        visitor.get(f"/{edition}/de/termine")  # templates and catalogues are read
    month = timezone.localdate().replace(day=28) + timedelta(days=10)
    print(f"{len(codes)} towns, {ENTRIES} entries, {EVENTS} events; server time, first after a change / median after")
    for edition in ("town", "network"):
        for view in ("liste", "tag", "woche", "monat"):
            for more in ("", "&kostenlos=1"):
                address = f"/{edition}/de/termine?ansicht={view}&ab={month}{more}"
                first, again, asked = _asked(visitor, address)
                print(
                    f"  {edition:8} {view:6}{more:13} {first:7.1f} ms / {again:6.1f} ms, {asked} questions", flush=True
                )
    return 0


if __name__ == "__main__":
    sys.exit(run())
