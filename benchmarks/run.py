"""`make bench`: speed as ratios against named rivals in the same run. Prints; asserts nothing.

BENCH_RECORDS (default 100000) is the number of generated services. Queries run interleaved, five rounds; the median of
the rounds is printed, since a shared machine drifts.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

RECORDS = int(os.environ.get("BENCH_RECORDS", "100000"))
QUERIES = int(os.environ.get("BENCH_QUERIES", "200"))
ROUNDS = 5
home = tempfile.TemporaryDirectory(prefix="anlaufstelle-bench-")
os.environ["RIVAL_URL"] = os.environ.get("DATABASE_URL", "")
os.environ["DATABASE_URL"] = f"sqlite:///{home.name}/bench.sqlite3"
os.environ["ANLAUFSTELLE_HOME"] = home.name
os.environ.setdefault("ANLAUFSTELLE_ENCODER", "0")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")

import django  # noqa: E402 - the environment above decides where the bench lives

django.setup()

import generated  # noqa: E402
import open_data  # noqa: E402
import records  # noqa: E402
import rival_postgres  # noqa: E402

from anlaufstelle.catalogue import read  # noqa: E402
from anlaufstelle.gather import source  # noqa: E402
from anlaufstelle.pipeline import night, setup  # noqa: E402
from anlaufstelle.search.find import find  # noqa: E402


def gather_to_searchable(folder: Path) -> None:
    sheet = generated.write(folder, RECORDS)
    setup.ensure()
    times: dict[str, float] = {}
    last = [time.perf_counter(), ""]

    def tick(stage: str, count: int) -> None:
        now = time.perf_counter()
        times[stage] = times.get(stage, 0.0) + now - float(last[0])
        last[0] = now

    started = time.perf_counter()
    report = night.night(source.sheets(sheet), progress=tick)
    took = time.perf_counter() - started
    stages = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items())
    print(f"gather → searchable: {RECORDS} records in {took:.0f} s = {RECORDS / took:.0f} records/s ({stages})")
    print(f"  {report.lines()[-1]}")


def timed(ask: Callable[[dict[str, object]], object], asked: list[dict[str, object]]) -> list[float]:
    taken = []
    for query in asked:
        started = time.perf_counter()
        ask(query)
        taken.append((time.perf_counter() - started) * 1000)
    return sorted(taken)


def against_postgres() -> None:
    rival = rival_postgres.Rival(rival_postgres.url())
    print(f"PostgreSQL + PostGIS loaded and indexed in {rival.load(read.stream('service')):.0f} s")
    asked = generated.queries(QUERIES)

    def ours(query: dict[str, object]) -> object:
        return find(str(query["text"]), home=Path(home.name), place=query["plz"])  # type: ignore[arg-type]

    def theirs(query: dict[str, object]) -> object:
        return rival.ask(str(query["text"]), query["ags"], None)  # type: ignore[arg-type]

    timed(ours, asked), timed(theirs, asked)
    rounds = [(timed(ours, asked), timed(theirs, asked)) for _ in range(ROUNDS)]
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        mine = statistics.median(one[0][int(len(asked) * share)] for one in rounds)
        other = statistics.median(one[1][int(len(asked) * share)] for one in rounds)
        print(f"search.find {name}: {mine:.1f} ms · PostgreSQL {name}: {other:.1f} ms · ratio {other / mine:.1f}")


def main() -> int:
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {RECORDS} records, {QUERIES} queries")
    records.main()
    gather_to_searchable(Path(home.name))
    open_data.measure()
    if rival_postgres.url():
        against_postgres()
    else:
        print("no PostgreSQL here: run through `make bench`, which starts one")
    return 0


if __name__ == "__main__":
    sys.exit(main())
