"""Ten thousand decisions by many at once, 20 people on PostgreSQL and 4 on SQLite; then everything is counted over.

The program is the one `make test` runs with a thousand (`tests/pipeline/writers.py`).
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = int(os.environ.get("BENCH_DECISIONS", "10000"))


def measure() -> None:
    server = os.environ.get("RIVAL_URL", "")
    if server:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS many_writers WITH (FORCE)")
            connection.execute("CREATE DATABASE many_writers")
        _measure("PostgreSQL", server.replace("/postgres?", "/many_writers?"), 20)
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-writers-") as folder:
        _measure("SQLite", f"sqlite:///{folder}/writers.sqlite3", 4)


def _measure(name: str, url: str, writers: int) -> None:
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-writers-") as home:
        environment = {
            **os.environ, "DATABASE_URL": url, "ANLAUFSTELLE_HOME": home, "ANLAUFSTELLE_SOURCES": home,
            "ANLAUFSTELLE_ENCODER": "0",
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "tests.pipeline.writers", str(writers), str(DECISIONS), "7"],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if done.returncode:
        print(f"{name}: failed\n{done.stderr[-2000:]}")
        return
    told = json.loads(done.stdout)
    wrong = {what: found[:3] for what, found in told["wrong"].items() if found}
    print(
        f"{writers} people on {name}: {told['acts']} acts in {told['seconds']} s "
        f"= {told['acts'] / told['seconds']:.0f}/s, {told['lines']} lines in ledger 3; "
        f"{f'WRONG: {wrong}' if wrong else 'nothing lost, no gaps, entries as rebuilt'}",
        flush=True,
    )
