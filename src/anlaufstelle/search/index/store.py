"""Where the index lies and who may write it: `<home>/index/<version>-<sequence>/`, named by the file `current`.

A new index is built beside the old one and takes over by replacing `current`; a reader that holds the old one keeps
it until its next question. One writer at a time holds the lock file; a killed writer loses it with its life.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import tantivy

from anlaufstelle.errors import IndexUnavailable
from anlaufstelle.record.entry import Entry
from anlaufstelle.search.labels import vocabulary_version
from anlaufstelle.search.meaning import Encoder, encoder

from . import analysis, lexicon, vectors
from .schema import VERSION, Prepared, schema, to_engine
from .wordbook import beside

POINTER = "current"
HEAP = 256_000_000
SMALL_HEAP = 15_000_000
PATIENCE = 30.0


def folder(home: Path) -> Path:
    return Path(home) / "index"


def version() -> str:
    """Of schema and vocabulary together: entries found through labels must be indexed anew when labels change."""
    return sha256(f"{VERSION}\n{vocabulary_version()}".encode()).hexdigest()[:10]


def current(home: Path) -> Path | None:
    """The folder in use, None when nothing was built yet or its pointer leads nowhere."""
    try:
        named = (folder(home) / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    path = folder(home) / named
    return path if named and path.is_dir() else None


def exists(home: Path) -> bool:
    """Whether there is an index of this program's version; an older one must be rebuilt first."""
    path = current(home)
    return path is not None and path.name.startswith(f"{version()}-") and tantivy.Index.is_compatible(str(path))


def rebuild(
    entries: Iterable[analysis.Given],
    home: Path,
    sequence: int,
    *,
    meaning: bool = True,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Builds a whole index beside the present one and swaps it in; returns how many entries it holds.

    Only published entries go in, given as they are or as their JSON, which is faster. Vectors of texts that the old
    index already knows are taken from there; of very many new texts they are left to `embed`, and search works on words
    and needs until then.
    """
    with _locked(home):
        target = folder(home) / f"{version()}-{sequence:010d}-{time.time_ns():x}"
        target.mkdir(parents=True)
        index = tantivy.Index(schema(), path=str(target))
        count = _fill(index, entries, target, current(home), encoder() if meaning else None, progress)
        _point(home, target)
        _sweep(home, target)
        return count


def embed(home: Path, *, progress: Callable[[int], None] | None = None) -> int:
    """Makes the vectors that the last rebuild left; stops where it is killed and goes on there. Returns how many."""
    model, path = encoder(), current(home)
    if model is None or path is None:
        return 0
    made, nothing = 0, vectors.Known(None)
    for texts in vectors.waiting(path):
        with _locked(home):
            if current(home) != path:
                return made
            vectors.append(path, texts, model, nothing, block=vectors.OLDEST)
        made += len(texts)
        if progress:
            progress(len(texts))
    if made:
        vectors.done(path)
        os.utime(path / "meta.json")  # readers look again
    return made


def put(entries: Iterable[Entry], home: Path, *, meaning: bool = True) -> None:
    """Adds or replaces single entries; one no longer published goes away. Readers see it at their next question."""
    listed = list(entries)
    with _locked(home):
        path = _writable(home)
        model = encoder() if meaning else None
        published = [entry for entry in listed if entry.state == "published"]
        made = analysis.remembering(published, beside(folder(home)), passages=model is not None)
        vectors.append(path, _texts(made.prepared), model)
        lexicon.append(path, made.words)
        writer = tantivy.Index.open(str(path)).writer(SMALL_HEAP, 1)
        for entry in listed:
            writer.delete_documents_by_term("id", entry.id)
        for one in made.prepared:
            writer.add_document(to_engine(one))
        writer.commit()
        writer.wait_merging_threads()


def drop(ids: Iterable[str], home: Path) -> None:
    with _locked(home):
        writer = tantivy.Index.open(str(_writable(home))).writer(SMALL_HEAP, 1)
        for entry_id in ids:
            writer.delete_documents_by_term("id", entry_id)
        writer.commit()
        writer.wait_merging_threads()


def _fill(
    index: tantivy.Index,
    entries: Iterable[analysis.Given],
    target: Path,
    before: Path | None,
    model: Encoder | None,
    progress: Callable[[int], None] | None,
) -> int:
    writer = index.writer(HEAP, 1)
    words = lexicon.Collector()
    collection = vectors.Collection(target, before, model)
    count = 0
    book = beside(target.parent)
    for read in analysis.analysed(entries, passages=model is not None, book=book):
        for made in read.prepared:
            writer.add_document(to_engine(made))
        words.join(read.words)
        collection.add(_texts(read.prepared))
        count += len(read.prepared)
        if progress:
            progress(len(read.prepared))
    collection.close()
    writer.commit()
    writer.wait_merging_threads()
    words.write(target)
    book.keep(words)
    return count


def _texts(prepared: Iterable[Prepared]) -> list[tuple[str, str]]:
    return [(made.id, text) for made in prepared for text in made.passages]


def _writable(home: Path) -> Path:
    path = current(home)
    if path is None or not exists(home):
        raise IndexUnavailable(f"There is no search index of this version in {folder(home)}; `night` builds one.")
    return path


def _point(home: Path, target: Path) -> None:
    beside = folder(home) / f"{POINTER}.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(target.name)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder(home) / POINTER)


def _sweep(home: Path, target: Path) -> None:
    """Removes what no pointer names any more, half-built leftovers of a killed run included."""
    for path in folder(home).iterdir():
        if path.is_dir() and path != target:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    folder(home).mkdir(parents=True, exist_ok=True)
    with (folder(home) / "lock").open("w") as file:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise IndexUnavailable("Another process has been writing the search index for too long.") from None
                time.sleep(0.02)
        yield


__all__ = ["current", "drop", "embed", "exists", "folder", "put", "rebuild", "version"]
