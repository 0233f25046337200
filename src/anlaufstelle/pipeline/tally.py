"""Counts what is looked for, and nothing about anybody: lost demand cannot be counted later.

A cell is (day, concept of the closed vocabulary, interface language, whether nothing was found, district). Cells
live in memory and are added up in the table hourly and at exit; no order, no time of day, no words, no person.
Sensitive concepts are counted without a district.
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterable

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.store.tally import Cell
from anlaufstelle.vocabulary import needs

HOUR = 3600.0
UNKNOWN = "unknown"
"""Stands for a search that named no need we know."""
logger = logging.getLogger(__name__)


class Tally:
    """One per process. The thread that flushes it starts with the first count and dies with the process."""

    def __init__(self) -> None:
        self._cells: Counter[Cell] = Counter()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def count(self, concepts: Iterable[str], *, language: str, zero: bool, district: str = "") -> None:
        thesaurus = needs.load()
        known = {id for id in concepts if id in thesaurus} or {UNKNOWN}
        language = language if language in dict(settings.LANGUAGES) else "other"
        today = timezone.localdate()
        with self._lock:
            for id in known:
                where = "" if id in thesaurus.sensitive else district
                self._cells[today, id, language, zero, where] += 1
            if self._thread is None or not self._thread.is_alive():
                self._start()

    def flush(self) -> None:
        """Adds the cells to the table; keeps them for the next time should the database refuse."""
        with self._lock:
            cells, self._cells = self._cells, Counter()
        if not cells:
            return
        try:
            store.add_counts(_closed(cells))
        except DatabaseError:
            logger.warning("The tally could not be written and is kept for the next time.")
            with self._lock:
                self._cells.update(cells)

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="tally", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(HOUR):
            self.flush()
            connection.close()


def _closed(cells: Counter[Cell]) -> Counter[Cell]:
    """Only the areas and districts that an edition names: whatever else came along in an address is not kept."""
    known = {area for edition in read.editions() for area in edition.areas}
    known |= {f"{area}:{name}" for edition in read.editions() for area in edition.areas for name in edition.districts}
    closed: Counter[Cell] = Counter()
    for (day, concept, language, zero, district), number in cells.items():
        closed[day, concept, language, zero, district if district in known else ""] += number
    return closed


TALLY = Tally()
count = TALLY.count
flush = TALLY.flush
atexit.register(flush)
