"""`make bench`: speed as ratios against named rivals in the same run. Prints; asserts nothing.

BENCH_RECORDS (default 100000) is the number of generated services; above a hundred thousand the ledgers are left out
and only the index is measured. BENCH_QUERIES (default 200) are asked in each of five rounds, interleaved with the
rivals; the median of the rounds is printed, since a shared machine drifts.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RECORDS = int(os.environ.get("BENCH_RECORDS", "100000"))
QUERIES = int(os.environ.get("BENCH_QUERIES", "200"))
PARTS = os.environ.get("BENCH_PARTS", "records pages gather linking index http herten writers calendar").split()
THROUGH_LEDGERS = 100_000
ROOT = Path(__file__).resolve().parents[1]
home = tempfile.TemporaryDirectory(prefix="anlaufstelle-bench-")
os.environ["RIVAL_URL"] = os.environ.get("DATABASE_URL", "")
os.environ["DATABASE_URL"] = f"sqlite:///{home.name}/bench.sqlite3"
os.environ["ANLAUFSTELLE_HOME"] = home.name
os.environ["ANLAUFSTELLE_ENCODER"] = "0"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufstelle.settings")

import django  # noqa: E402 - the environment above decides where the bench lives

django.setup()

import generated  # noqa: E402
import http_load  # noqa: E402
import linking_speed  # noqa: E402
import many_writers  # noqa: E402
import open_data  # noqa: E402
import pages  # noqa: E402
import records  # noqa: E402
import rival_postgres  # noqa: E402
import scale  # noqa: E402

from anlaufstelle.gather import source  # noqa: E402
from anlaufstelle.pipeline import night, setup  # noqa: E402


def gather_to_searchable(folder: Path) -> None:
    sheet = generated.write(folder, RECORDS)
    texts = {str(row["text"]) for row in generated.services(RECORDS)}
    print(f"{RECORDS} records, {len(texts)} different texts")
    texts.clear()
    setup.ensure()
    times: dict[str, float] = {}
    last = [time.perf_counter()]

    def tick(stage: str, count: int) -> None:
        now = time.perf_counter()
        times[stage] = times.get(stage, 0.0) + now - last[0]
        last[0] = now

    started = time.perf_counter()
    report = night.night(source.sheets(sheet), progress=tick)
    took = time.perf_counter() - started
    stages = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items())
    print(f"gather → searchable: {RECORDS} records in {took:.0f} s = {RECORDS / took:.0f} records/s ({stages})")
    print(f"  {report.lines()[-1]}", flush=True)


def index_alone(folder: Path) -> None:
    setup.ensure()
    scale.build(folder, RECORDS)
    postgres = None
    if rival_postgres.url():
        postgres = rival_postgres.Rival(rival_postgres.url())
        took = postgres.load(scale.cards(folder))
        print(f"PostgreSQL + PostGIS given the same words: loaded and indexed in {took:.0f} s", flush=True)
    else:
        print("no PostgreSQL here: run through `make bench`, which starts one")
    print(f"search in {RECORDS} services, {QUERIES} new questions a round, median of {scale.ROUNDS} rounds:")
    scale.against_rivals(folder, QUERIES, postgres)
    scale.stand_in_vectors(folder)
    os.environ["ANLAUFSTELLE_ENCODER"] = "1"
    scale.encoder_adds(folder, QUERIES)
    scale.memory(folder, 5 * QUERIES)
    sys.stdout.flush()


def over_http(folder: Path) -> None:
    mix, fresh = http_load.drawn(http_load.MIX, seed=31), http_load.drawn(20_000, seed=32)
    http_load.measure(folder, mix, f"{RECORDS} services, {len(mix)} questions again and again, encoder on", warm=40)
    http_load.measure(folder, fresh, f"{RECORDS} services, new questions only, encoder on", warm=20)


def herten() -> None:
    """The real town: what `demo` shows, asked the lay sentences again and again."""
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-bench-") as other:
        http_load.town(Path(other), ROOT / "evaluation" / "herten-lay.jsonl")


def network() -> None:
    """The calendar of forty towns, in tables of its own."""
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-bench-") as other:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{other}/calendar.sqlite3", "ANLAUFSTELLE_HOME": other}
        subprocess.run([sys.executable, str(ROOT / "benchmarks" / "calendar_pages.py")], env=environment, check=True)


def main() -> int:
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {RECORDS} records, {QUERIES} queries", flush=True
    )
    if "records" in PARTS:
        records.main()
    if "pages" in PARTS:
        pages.measure()
    if "gather" in PARTS and RECORDS <= THROUGH_LEDGERS:
        gather_to_searchable(Path(home.name))
        open_data.measure()
    if "linking" in PARTS:
        linking_speed.measure(min(RECORDS, THROUGH_LEDGERS))
    if "index" in PARTS:
        index_alone(Path(home.name))
    if "http" in PARTS:
        over_http(Path(home.name))
    if "herten" in PARTS:
        herten()
    if "writers" in PARTS:
        many_writers.measure()
    if "calendar" in PARTS:
        network()
    return 0


if __name__ == "__main__":
    sys.exit(main())
