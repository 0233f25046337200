"""Entries at hand while a batch is rendered: each fetched once, however many entries show it."""

from collections.abc import Iterable

from anlaufstelle.catalogue import ledger
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.record.entry import Entry

from . import render


class Shelf:
    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self.cores: dict[str, str] = {}

    def get(self, id: str) -> Entry | None:
        return self._entries.get(id)

    def lay(self, entries: Iterable[Entry]) -> None:
        """Entries just assembled: they stand for what is about to be written."""
        for entry in entries:
            self._entries[entry.id] = entry
            self.cores[entry.id] = render.core(entry)

    def fetch(self, ids: Iterable[str]) -> dict[str, Entry]:
        """From the catalogue, except those that already lie here."""
        missing = [id for id in ids if id not in self._entries]
        found: dict[str, Entry] = {}
        for piece in ledger.pieces(missing):
            for id, body, core in EntryRow.objects.filter(pk__in=piece).values_list("pk", "body", "core").iterator():
                found[id] = render.decode(bytes(body))
                self.cores[id] = core
        self._entries.update(found)
        return found

    def fetch_shown(self, entries: Iterable[Entry]) -> None:
        """Two steps: what the entries show directly, then the places of their organisations."""
        listed = list(entries)
        for _ in range(2):
            self.fetch({id for entry in listed for id in render.shown(entry, self.get)})
