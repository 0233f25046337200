"""`kill -9` at any moment of the night, then the night again: the same entries and the same answers.

The night runs in a process of its own. A trace counts what it does (SQL statements and file swaps), and at a chosen
count the process kills itself the way `kill -9` does: no handler, no `finally`, nothing flushed.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .town import SERVICES, sheet

pytestmark = pytest.mark.own_tables
POINTS = 3
ALL_POINTS = 50
PROGRAM = """
import json, os, signal, sys
import django
django.setup()
from django.conf import settings
from django.db import connection
from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import EntryRow, Link, Member, Occurrence
from anlaufstelle.gather import source
from anlaufstelle.pipeline import night, setup
from anlaufstelle.search import index

limit = int(sys.argv[2]); count = 0

def step():
    global count
    count += 1
    if count == limit:
        os.kill(os.getpid(), signal.SIGKILL)

def wrapper(execute, sql, params, many, context):
    step()
    result = execute(sql, params, many, context)
    step()
    return result

def audit(event, args):
    if event in ("os.rename", "os.remove", "os.mkdir", "shutil.rmtree"):
        step()

setup.ensure()
if limit:
    connection.execute_wrappers.append(wrapper)
    sys.addaudithook(audit)
night.night(source.sheets(sys.argv[1]))
total = count
limit = 0
rows = EntryRow.objects.order_by("pk").values_list("pk", "state", "body")
home = settings.ANLAUFSTELLE_HOME
from anlaufstelle.search import find
answers = [
    [(one.id, one.name) for one in find.find(text, home=home, edition=read.home_edition()).results]
    for text in ("Tafel", "Kleiderkammer", "Beratung")
]
print(json.dumps({
    "steps": total,
    "entries": [[id, state, bytes(body).decode()] for id, state, body in rows],
    "members": sorted(map(list, Member.objects.values_list("pk", "entry_id"))),
    "links": sorted(map(list, Link.objects.values_list("entry_id", "record_id", "target_id", "role"))),
    "occurrences": Occurrence.objects.count(),
    "followed": (home / "index" / "followed").read_text() == f"{read.sequence()} {read.feed()}",
    "answers": answers,
}))
"""


def run(home: Path, sources: Path, kill_at: int) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "ANLAUFSTELLE_HOME": str(home),
        "ANLAUFSTELLE_SOURCES": str(sources),
        "ANLAUFSTELLE_ENCODER": "0",
        "DATABASE_URL": f"sqlite:///{home}/night.sqlite3",
        "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings",
    }
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(sources), str(kill_at)],
        env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def told(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    more = [
        {"id": f"m{n}", "name": f"Beratung {n}", "organization": "Musterverein", "city": "Herten"} for n in range(20)
    ]
    sheet(folder, services=[*SERVICES, *more])
    sheet(folder, "nachbar", [{"id": "n", "name": "Nachbarin"}], [])
    return folder


@pytest.fixture(scope="module")
def undisturbed(sources, tmp_path_factory):
    return told(run(tmp_path_factory.mktemp("home"), sources, -1))


def check(sources: Path, home: Path, undisturbed: dict[str, object], seed: int) -> None:
    steps = int(str(undisturbed["steps"]))
    at = random.Random(seed).randrange(1, steps)
    killed = run(home, sources, at)
    assert killed.returncode == -signal.SIGKILL, (at, killed.stderr[-2000:])
    again = told(run(home, sources, 0))
    assert {**again, "steps": steps} == undisturbed, f"killed at step {at} of {steps}"


@pytest.mark.parametrize("seed", range(POINTS))
def test_a_killed_night_is_made_good_by_the_next(sources, undisturbed, tmp_path, seed):
    check(sources, tmp_path, undisturbed, seed)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(POINTS, ALL_POINTS))
def test_a_night_killed_anywhere_is_made_good_by_the_next(sources, undisturbed, tmp_path, seed):
    check(sources, tmp_path, undisturbed, seed)
