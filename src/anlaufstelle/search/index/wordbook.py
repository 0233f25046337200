"""Compounds that were taken apart once stay so: a file beside the indexes that every process reads on and adds to.

Appended in one piece of whole lines, so that processes need not wait for each other; what two of them find out at once
stands there twice. A whole build leaves only words that entries still say: what became confidential must not stay in a
file. It is a memory and nothing else: deleted, it only costs time.
"""

import logging
import os
from collections.abc import Container
from functools import lru_cache
from pathlib import Path

import msgspec

from anlaufstelle.vocabulary import words, words_compounds

LONGEST = 64_000_000
"""Bytes from which on the file is begun anew."""

_LOG = logging.getLogger(__name__)
_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(tuple[str, tuple[str, ...]]).decode


class WordBook:
    def __init__(self, folder: Path) -> None:
        self.path = folder / f"compounds-{words_compounds.morphology_version()}.jsonl"
        self._place = self._file = 0

    def open(self) -> None:
        """Reads what earlier builds left; files of another morphology go, and one that has grown too long."""
        for other in self.path.parent.glob("compounds-*.jsonl"):
            if other != self.path or other.stat().st_size > LONGEST:
                other.unlink(missing_ok=True)
        self.look()

    def look(self) -> None:
        """What others have added since; a line that a killed process left half is no loss."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            stat = os.fstat(file.fileno())
            same = stat.st_ino == self._file and self._place <= stat.st_size
            self._file = stat.st_ino
            self._place = file.seek(self._place if same else 0)
            added = file.read()
        whole = added[: added.rfind(b"\n") + 1]
        self._place += len(whole)
        known: dict[str, tuple[str, ...]] = {}
        for line in whole.splitlines():
            try:
                word, parts = _DECODE(line)
            except msgspec.MsgspecError:
                _LOG.warning("%s: a line cannot be read and is left out: %.60r", self.path, line)
                continue
            known[word] = parts
        words_compounds.remember(known)

    def keep(self, said: Container[str]) -> None:
        """Only the words whose folded form is `said`; for whoever has just built the whole index."""
        if not self.path.exists():
            return
        lines = self.path.read_bytes().splitlines(keepends=True)
        kept = b"".join(line for line in lines if words.fold(_word(line)) in said)
        beside = self.path.with_name(f"{self.path.stem}.{os.getpid()}.jsonl")  # left behind, `open` takes it away
        beside.write_bytes(kept)
        beside.replace(self.path)

    def add(self) -> None:
        """What this process has found out since the last time."""
        lines = b"".join(_ENCODE(pair) + b"\n" for pair in words_compounds.newly_apart().items())
        if lines:
            target = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(target, lines)
            finally:
                os.close(target)


def _word(line: bytes) -> str:
    try:
        return _DECODE(line)[0]
    except msgspec.MsgspecError:
        return ""


@lru_cache(maxsize=16)
def beside(folder: Path) -> WordBook:
    """This process's, which reads every line once."""
    return WordBook(folder)
