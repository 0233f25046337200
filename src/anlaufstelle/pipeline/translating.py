"""Texts in other languages: what is missing, outdated or a machine's, and a person's word on it through the door.

A translation keeps the hash of the text it was made from; nothing else says whether it is outdated.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import TextOrigin, Translation
from anlaufstelle.resolve import freshness
from anlaufstelle.vocabulary.text import fingerprint

from . import desk, translator

FIELDS = ("description", "eligibility_description", "application_process", "fees_description", "alert")
"""Texts that residents read in their own language where there is one; names stay as they stand on the door."""
State = Literal["outdated", "missing", "machine", "done"]
STATES: tuple[State, ...] = ("outdated", "missing", "machine", "done")
"""In the order of work: what misleads, what is silent, what nobody has read."""
LONGEST = 10_000


class Piece(Struct, frozen=True, kw_only=True):
    """One text of an entry in one other language. `steward` is whose editors decide about it."""

    entry: str
    name: str
    path: str
    language: str
    source: str
    source_language: str
    state: State
    crisis: bool
    steward: str
    told: Translation | None = None

    @property
    def mark(self) -> str:
        """Of the text that is translated: it goes with the form and comes back with it."""
        return fingerprint(self.source)

    @property
    def text(self) -> str:
        return self.told.text if self.told else ""


def pieces(entry: Entry, language: str, steward: str = "") -> Iterator[Piece]:
    record = entry.record
    if record.language == language:
        return
    crisis = freshness.is_crisis((*entry.needs, *entry.situations))
    for path in FIELDS:
        source = getattr(record, path, None)
        if not isinstance(source, str) or not source.strip():
            continue
        told = next((one for one in record.translations if (one.path, one.language) == (path, language)), None)
        yield Piece(
            entry=entry.id, name=entry.name, path=path, language=language, source=source,
            source_language=record.language, state=_state(told, source), crisis=crisis, steward=steward, told=told,
        )  # fmt: skip


def _state(told: Translation | None, source: str) -> State:
    if told is None or not told.text:
        return "missing"
    if told.source_hash is not None and told.source_hash != fingerprint(source):
        return "outdated"
    return "machine" if told.origin == "machine" else "done"


def piece(entry: Entry, path: str, language: str) -> Piece:
    found = next((one for one in pieces(entry, language) if one.path == path), None)
    if found is None:
        raise NotFound(f"„{entry.name}“ hat keinen Text „{path}“, der sich übersetzen ließe.")
    return found


def work(language: str, areas: frozenset[str] | None = None) -> list[Piece]:
    """Texts of entries whose stewards are these areas (None: of all), help in a crisis first, then by state."""
    found = _work(read.mark(), language)
    return [one for one in found if areas is None or one.steward in areas]


@lru_cache(maxsize=8)
def _work(mark: read.Mark, language: str) -> tuple[Piece, ...]:
    """All entries are read once per change of the catalogue, and not once per page."""
    stewards = {one.id: one.steward for one in read.sources()}
    found = [
        one
        for entry in read.stream()
        for one in pieces(entry, language, stewards.get(entry.sources[0].source, "") if entry.sources else "")
    ]
    return tuple(
        sorted(found, key=lambda one: (not one.crisis, STATES.index(one.state), one.name.casefold(), one.path))
    )


def decide(
    *, person: Person, piece: Piece, text: str, mark: str, seen: str, origin: TextOrigin = "human", why: str = ""
) -> desk.Decided:
    """`mark` is that of the source text the person had before them: should it have changed since, the translation is
    kept and counts as outdated. `seen` is the translation that stood there."""
    words = text.strip().replace("\r\n", "\n")
    if not words:
        raise BadValue("Bitte eine Übersetzung schreiben.")
    if len(words) > LONGEST:
        raise BadValue(f"Bitte kürzer: höchstens {LONGEST} Zeichen.")
    if origin != "human" and piece.crisis:
        raise NotAllowed("Texte für Menschen in Not werden nur von Menschen übersetzt.")
    entry = read.entry(piece.entry)
    source, key = _address(entry, piece.path)
    value = Translation(
        path=piece.path, language=piece.language, text=words, origin=origin, source_hash=mark, translator=person.who,
        date=timezone.localdate().isoformat(),
    )  # fmt: skip
    return desk.decide(
        person=person, source=source, key=key, path=f"{piece.path}[{piece.language}]", value=_plain(value),
        seen=seen or None, why=why or "Übersetzung",
    )  # fmt: skip


def suggest(piece: Piece) -> str:
    """What the town's own service makes of it; nothing is kept."""
    if piece.crisis:
        raise NotAllowed("Texte für Menschen in Not werden nur von Menschen übersetzt.")
    return translator.ask(piece.source, piece.source_language, piece.language)


def _address(entry: Entry, path: str) -> tuple[str, str]:
    """The record whose text it is: a translation speaks for the text beside it."""
    speaker = entry.provenance.get(path)
    found = next((one for one in entry.sources if speaker and one.record_id == speaker.record_id), entry.sources[0])
    return found.source, found.key


def _plain(value: Translation) -> dict[str, str | None]:
    return {
        "text": value.text, "origin": value.origin, "source_hash": value.source_hash, "translator": value.translator,
        "date": value.date,
    }  # fmt: skip
