"""The index by itself at any size: built from entries without ledgers, then asked beside PostgreSQL and bare tantivy.

Run by `run.py`. Every round asks questions that were never asked before: what we remember of queries helps nobody here.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import generated_entries
import msgspec
import numpy as np
import rival_postgres
import rival_tantivy
import tantivy

from anlaufstelle.search import index, label_meaning, meaning
from anlaufstelle.search.document import Card
from anlaufstelle.search.find import find
from anlaufstelle.search.index import Wanted, open_reader, vectors
from anlaufstelle.search.index.schema import card_of
from anlaufstelle.search.index.store import current

ROUNDS = 5
BUSY = ", processor time"
"""Of this process alone; where other work shares the cores it tells more than the clock."""
Question = tuple[str, str | None, str | None, tuple[float, float] | None]


def build(home: Path, count: int) -> None:
    """Entries lie in a file, as they would in the catalogue; reading them counts."""
    path = home / "entries.jsonl"
    encode = msgspec.json.Encoder().encode
    texts: set[int] = set()
    said = 0
    with path.open("wb") as file:
        for entry in generated_entries.entries(count):
            text = getattr(entry.record, "description", None) or ""
            texts.add(hash(text))
            said += len(text.split())
            file.write(encode(entry) + b"\n")
    print(f"{count} entries, {len(texts)} different descriptions of {said / count:.0f} words on average", flush=True)
    texts.clear()

    started, spent = time.perf_counter(), sum(os.times()[:4])
    with path.open("rb") as file:
        index.rebuild(file, home, 1, meaning=False)
    took, spent = time.perf_counter() - started, sum(os.times()[:4]) - spent
    folder = current(home)
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6 if folder else 0
    print(f"index of {count} entries: {took:.0f} s = {count / took:.0f} entries/s, {size:.0f} MB, vectors apart")
    cores = f"{spent / 2:.0f} s of two free cores = {2 * count / spent:.0f} entries/s"
    print(
        f"  processor time of all processes: {spent:.0f} s = {spent / count * 1e6:.0f} µs an entry: {cores}", flush=True
    )
    path.unlink()


def stand_in_vectors(home: Path) -> None:
    """Random vectors, one for each entry: the cost of meaning at this size without hours of encoding."""
    folder = current(home)
    assert folder is not None
    dice = np.random.default_rng(7)
    block = dice.standard_normal((5_000, vectors.SIZE), dtype=np.float32)
    block /= np.linalg.norm(block, axis=1, keepdims=True)
    ids = [card.id for card in cards(home)]
    with (folder / vectors.VECTORS).open("wb") as file:
        for first in range(0, len(ids), len(block)):
            file.write(block[: len(ids) - first].tobytes())
        file.flush()
        os.fsync(file.fileno())  # what is not on the disk yet counts as written by whoever maps it
    rows = np.zeros(len(ids), dtype=vectors.ROW)
    rows["entry"] = np.frombuffer(b"".join(bytes.fromhex(id.replace("-", "")) for id in ids), dtype="V16")
    rows["text"] = np.frombuffer(np.arange(3 * len(ids), dtype="<u4").tobytes(), dtype="V12")
    rows["block"] = 1
    rows.tofile(folder / vectors.ROWS)
    os.utime(folder / "meta.json")


def cards(home: Path) -> Iterator[Card]:
    """All of them, past the memory that answers use."""
    snapshot = open_reader(home).now()
    found: Any = snapshot.searcher.search(tantivy.Query.all_query(), limit=snapshot.size, count=False)
    for _, address in found.hits:
        yield card_of(bytes(snapshot.searcher.doc(address).get_first("card")))


def against_rivals(home: Path, count: int, postgres: rival_postgres.Rival | None) -> None:
    bare = rival_tantivy.Rival(home)
    asked = generated_entries.questions(count * (ROUNDS + 1))
    bare.told(one[0] for one in asked)
    others = dict(zip(asked, generated_entries.questions(len(asked), seed=13), strict=True))
    ways: dict[str, Callable[[Question], object]] = {
        "search.find": lambda one: find(one[0], home=home, place=one[1] or one[2]),
        "search.find with all counts": lambda one: _counted(others[one], home),
        "bare tantivy": lambda one: bare.ask_plainly(one[0], one[2]),
        "bare tantivy with three facets": lambda one: bare.ask(one[0], one[2]),
    }
    if postgres is not None:
        ways["PostgreSQL + PostGIS"] = lambda one: postgres.ask(one[0], one[2], one[3])
    _rounds(ways, asked[:count])  # warm
    rounds = [_rounds(ways, asked[count * turn : count * (turn + 1)]) for turn in range(1, ROUNDS + 1)]
    told = {name: [_median(rounds, name, share) for share in (0.5, 0.95, 0.99)] for name in rounds[0]}
    for name, (p50, p95, p99) in told.items():
        if name.startswith("PostgreSQL") and name.endswith(BUSY):
            continue  # it works in another process
        busy = BUSY if name.endswith(BUSY) else ""
        ratio, all_counts = (
            told[f"search.find{with_counts}{busy}"][1] / p95 for with_counts in ("", " with all counts")
        )
        print(
            f"  {name}: p50 {p50:.2f} · p95 {p95:.2f} · p99 {p99:.2f} ms "
            f"(find's p95 is {ratio:.2f} of it, with counts {all_counts:.2f})"
        )


def _counted(one: Question, home: Path) -> object:
    return find(one[0], home=home, place=one[1] or one[2], counted=True)


def encoder_adds(home: Path, count: int) -> None:
    """The same new questions with the encoder and without; then the same again."""
    model = meaning.encoder()
    if model is None:
        print("  the encoder is switched off")
        return
    asked = [one[0] for one in generated_entries.questions(count, seed=23)]
    label_meaning.labels(model)
    warm = generated_entries.questions(200, seed=22)
    for text, *_ in warm:
        model.one(text)
    first = sorted(_spent(model.one, text) for text in asked)
    again = sorted(_spent(model.one, text) for text in asked)
    labels = sorted(_spent(label_meaning.nearness, (text,)) for text in asked)
    snapshot = open_reader(home).now()
    ids = [found.card.id for found in snapshot.candidates(Wanted(), 100)]
    ranked = sorted(_spent(_compare, (snapshot.passages.similar(model.one(text)), ids)) for text in asked)
    named = {"a new question": first, "all labels of needs": labels, "100 candidates": ranked, "a repeated one": again}
    for name, taken in named.items():
        print(f"  encoder, {name}{BUSY}: p50 {_share(taken, 0.5):.2f} · p95 {_share(taken, 0.95):.2f} ms")


def memory(home: Path, count: int) -> None:
    """Of a process that has done nothing but answer, encoder included."""
    asking = multiprocessing.get_context("spawn").Process(target=_answering, args=(home, count))
    asking.start()
    asking.join()


def _answering(home: Path, count: int) -> None:
    os.environ["ANLAUFSTELLE_ENCODER"] = "1"
    began = megabytes("Private_")
    for turn, one in enumerate(generated_entries.questions(count, seed=29)):
        find(one[0], home=home, place=one[1] or one[2], counted=turn % 4 == 0)
    told = f"{megabytes('Private_'):.0f} MB private, {megabytes('Private_Dirty'):.0f} MB of it written, "
    told += f"{megabytes('Pss:'):.0f} MB proportional ({began:.0f} MB private before the first question)"
    print(f"  a process after {count} questions, encoder included: {told}", flush=True)


def megabytes(kind: str, process: int | str = "self") -> float:
    """As the kernel counts them."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1024


def _compare(given: tuple[vectors.Similar, list[str]]) -> object:
    similar, ids = given
    return similar.of_all(ids)


def _rounds(ways: dict[str, Callable[[Question], object]], asked: list[Question]) -> dict[str, list[float]]:
    """Interleaved: each question goes to all before the next one."""
    taken: dict[str, list[float]] = {name: [] for name in (*ways, *(f"{name}{BUSY}" for name in ways))}
    for question in asked:
        for name, ask in ways.items():
            before = time.process_time()
            taken[name].append(_taken(ask, question))
            taken[name + BUSY].append((time.process_time() - before) * 1000)
    return {name: sorted(times) for name, times in taken.items()}


def _taken(ask: Callable[[Any], object], question: Any) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000


def _spent(ask: Callable[[Any], object], question: Any) -> float:
    before = time.thread_time()
    ask(question)
    return (time.thread_time() - before) * 1000


def _median(rounds: list[dict[str, list[float]]], name: str, share: float) -> float:
    return statistics.median(_share(one[name], share) for one in rounds)


def _share(taken: list[float], share: float) -> float:
    return taken[min(int(len(taken) * share), len(taken) - 1)]
