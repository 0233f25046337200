"""The index's own words, unstemmed: how they are written, how often, and their parts. For spelling and completion.

One JSON line per word, `[folded, as written, entries, [parts], in a name]`; later lines add to earlier ones.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec

FILE = "lexicon.jsonl"
MANY = 150_000
_ENCODE = msgspec.json.Encoder().encode


class Known(msgspec.Struct, array_like=True, gc=False):
    folded: str
    written: str
    entries: int = 0
    parts: tuple[str, ...] = ()


_DECODE = msgspec.json.Decoder(Known).decode


class Collector:
    def __init__(self) -> None:
        self._words: dict[str, Known] = {}

    def add(self, words: Iterable[tuple[str, str, tuple[str, ...]]]) -> None:
        """(folded, as written, parts) of one entry's words, each once."""
        known = self._words.get
        for folded, written, parts in words:
            before = known(folded)
            if before is not None and before.written == written:  # nearly always
                before.entries += 1
            else:
                self._count(folded, written, parts, 1)

    def join(self, words: Iterable[Known]) -> None:
        for word in words:
            self._count(word.folded, word.written, word.parts, word.entries)

    def _count(self, folded: str, written: str, parts: tuple[str, ...], entries: int) -> None:
        known = self._words.get(folded)
        if known is None:
            self._words[folded] = Known(folded, written, entries, parts)
            return
        known.entries += entries
        if written != known.written:
            if written[:1].isupper() and not known.written[:1].isupper():
                known.written = written
            if len(written) == len(known.written) and written != known.written and not written.isascii():
                known.written = written if known.written.isascii() else known.written

    def __contains__(self, folded: object) -> bool:
        return folded in self._words

    def words(self) -> list[Known]:
        return list(self._words.values())

    def write(self, path: Path, *, mode: str = "wb") -> None:
        """Of very many words those of a single entry stay out: they are names and slips, and the index finds them."""
        rare = len(self._words) > MANY
        with (path / FILE).open(mode) as file:
            file.writelines(_ENCODE(one) + b"\n" for one in self._words.values() if not rare or one.entries > 1)


def append(path: Path, words: Iterable[Known]) -> None:
    collector = Collector()
    collector.join(words)
    collector.write(path, mode="ab")


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
