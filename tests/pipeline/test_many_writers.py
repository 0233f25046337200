"""A thousand decisions at once: by 20 writers on PostgreSQL, by 4 on SQLite. `make bench` has ten thousand."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = 1000


@pytest.fixture
def database(tmp_path: Path, db: None) -> Iterator[str]:
    """Empty, beside the one of all other tests, since every writer is a process of its own."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/writers.sqlite3"
        return
    told = connection.get_connection_params()
    name, host = "many_writers", told["host"]
    with psycopg.connect(dbname="postgres", user=told["user"], host=host, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        yield f"postgresql://{told['user']}@/{name}?host={host}"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_nothing_is_lost_and_everything_is_what_the_ledgers_say(database: str, tmp_path: Path) -> None:
    writers = 4 if database.startswith("sqlite") else 20
    environment = {
        **os.environ, "DATABASE_URL": database, "ANLAUFSTELLE_HOME": str(tmp_path), "ANLAUFSTELLE_ENCODER": "0",
        "ANLAUFSTELLE_SOURCES": str(tmp_path), "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "tests.pipeline.writers", str(writers), str(DECISIONS), "1"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["wrong"] == {name: [] for name in told["wrong"]}, told
    assert told["acts"] == DECISIONS
