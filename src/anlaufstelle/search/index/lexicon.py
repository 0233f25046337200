"""The index's own words, unstemmed: how they are written, how often, and their parts. For spelling and completion.

One JSON line per word, `[folded, as written, entries, [parts], in a name]`; later lines add to earlier ones.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from anlaufstelle.search.document import Document

FILE = "lexicon.jsonl"
_ENCODE = msgspec.json.Encoder().encode


class Known(msgspec.Struct, array_like=True):
    folded: str
    written: str
    entries: int = 0
    parts: tuple[str, ...] = ()


_DECODE = msgspec.json.Decoder(Known).decode


class Collector:
    def __init__(self) -> None:
        self._words: dict[str, Known] = {}

    def add(self, document: Document) -> None:
        for folded, written, parts in document.words:
            known = self._words.setdefault(folded, Known(folded, written, 0, parts))
            known.entries += 1
            if written[:1].isupper() and not known.written[:1].isupper():
                known.written = written
            if len(written) == len(known.written) and written != known.written and not written.isascii():
                known.written = written if known.written.isascii() else known.written

    def lines(self) -> Iterable[bytes]:
        return (_ENCODE(known) + b"\n" for known in self._words.values())

    def write(self, path: Path) -> None:
        with (path / FILE).open("wb") as file:
            file.writelines(self.lines())


def append(path: Path, documents: Iterable[Document]) -> None:
    collector = Collector()
    for document in documents:
        collector.add(document)
    with (path / FILE).open("ab") as file:
        file.writelines(collector.lines())


def load(path: Path) -> dict[str, Known]:
    words: dict[str, Known] = {}
    file = path / FILE
    if not file.exists():
        return words
    with file.open("rb") as lines:
        for line in lines:
            known = _DECODE(line)
            if known.folded in words:
                words[known.folded].entries += known.entries
            else:
                words[known.folded] = known
    return words
