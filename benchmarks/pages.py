"""What a page of results costs the server: Herten's real data, two processes, warm, asked over loopback.

Run alone with `python benchmarks/pages.py`. BENCH_PAGE_SECONDS (default 8) bounds the load; nothing is asserted.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

import http_load

SECONDS = float(os.environ.get("BENCH_PAGE_SECONDS", "8"))
WORKERS, CLIENTS = 2, 4
PATIENCE = 120
"""Seconds: a process's very first answer loads the thesaurus and the encoder, and on a busy machine that takes long."""

QUESTIONS = (
    "Schuldnerberatung",
    "Beratung",
    "Tafel",
    "Kita",
    "ich kann meine Miete nicht bezahlen",
    "Kleidung",
    "Jobcenter",
)
PATHS = [f"/de/suche?q={quote(words)}&ort=Herten" for words in QUESTIONS]
QUERIES = """
import django; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
visitor = Client(HTTP_HOST="localhost")
for path in {paths!r}:
    visitor.get(path)
counts = []
for path in {paths!r}:
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(path).status_code == 200
    counts.append(len(asked))
print(min(counts), max(counts))
"""


def _environment(home: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ANLAUFSTELLE_HOME": home, "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings"}


def _prepared(environment: dict[str, str]) -> None:
    code = (
        "import django; django.setup()\nfrom django.conf import settings\nfrom pathlib import Path\n"
        "from anlaufstelle.gather import source\nfrom anlaufstelle.pipeline import night, setup\n"
        "setup.ensure(); night.night(source.sheets(Path(settings.ANLAUFSTELLE_SOURCES)))"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, stdout=subprocess.DEVNULL)


def _ask(port: int, until: float, turn: int, taken: list[float]) -> None:
    """One client on one kept connection; the time until the whole page is read."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    while time.perf_counter() < until:
        started = time.perf_counter()
        line.request("GET", PATHS[turn % len(PATHS)])
        answer = line.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} for {PATHS[turn % len(PATHS)]}")
        taken.append((time.perf_counter() - started) * 1000)
        turn += 1
    line.close()


def _loaded(port: int, clients: int, seconds: float) -> tuple[list[float], float]:
    taken: list[float] = []
    started = time.perf_counter()
    crowd = [threading.Thread(target=_ask, args=(port, started + seconds, turn, taken)) for turn in range(clients)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    if not taken:
        raise RuntimeError("the server answered nobody; what it said stands above")
    return sorted(taken), len(taken) / (time.perf_counter() - started)


def _warm(port: int) -> None:
    """Every process has answered: each connection may meet another one; the first answer of each takes seconds."""
    for _ in range(8):
        _loaded(port, CLIENTS, 2)


def _ready(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the server did not start")


def measure() -> None:
    with tempfile.TemporaryDirectory(prefix="anlaufstelle-pages-") as home, socket.socket() as probe:
        environment = _environment(home)
        _prepared(environment)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        command = [sys.executable, "-m", "anlaufstelle", "serve", "--port", str(port), "--workers", str(WORKERS)]
        with (Path(home) / "log").open("wb") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
            try:
                _ready(port)
                _warm(port)
                for visitors, seconds in ((1, SECONDS / 2), (CLIENTS, SECONDS)):
                    before = http_load.cpu_ms(http_load.workers(server.pid))
                    taken, rate = _loaded(port, visitors, seconds)
                    spent = http_load.cpu_ms(http_load.workers(server.pid)) - before
                    _tell(f"{visitors} visitors at a time", taken, rate, spent / len(taken))
            finally:
                os.killpg(server.pid, signal.SIGTERM)
                server.wait(20)
        code = QUERIES.format(paths=PATHS)
        told = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
        fewest, most = told.stdout.split()[-2:]
        print(f"  database queries of a page: {fewest} to {most}, over {len(PATHS)} questions of 1 to 10 cards")


def _tell(who: str, taken: list[float], rate: float, spent: float) -> None:
    p50, p95 = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(
        f"page of results, {WORKERS} processes, {who}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {rate:.0f} pages/s, "
        f"{spent:.1f} ms of processor time each ({WORKERS * 1000 / spent:.0f}/s on {WORKERS} free cores)"
    )


if __name__ == "__main__":
    measure()
