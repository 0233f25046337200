"""Searches per second over HTTP: the real server with two processes, asked by `wrk` on this machine's own address."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import scale

PORT = 8961
SECONDS = 20
WORKERS = 2
SCRIPT = """\
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


def town(home: Path, lay: Path) -> None:
    """A town gathered from its sources, asked what people say, in six languages."""
    environment = {
        **os.environ,
        "ANLAUFSTELLE_HOME": str(home),
        "ANLAUFSTELLE_ENCODER": "1",
        "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
    }
    night = [sys.executable, "-m", "anlaufstelle", "night"]
    subprocess.run(night, env=environment, check=True, stdout=subprocess.DEVNULL)
    lines = [json.loads(line) for line in lay.read_text(encoding="utf-8").splitlines() if line.strip()]
    asked = [{"q": one["text"][:400], "lang": one["lang"]} for one in lines]
    measure(home, asked, f"Herten, {len(asked)} sentences again and again, encoder on", warm=15)


def measure(home: Path, asked: list[dict[str, str]], told: str, *, warm: int = 5) -> None:
    if shutil.which("wrk") is None:
        print("no wrk here: run through `make bench`, which installs it")
        return
    paths, script = home / "paths.txt", home / "ask.lua"
    paths.write_text("".join(f"/api/find?{urlencode(one)}\n" for one in asked), encoding="utf-8")
    script.write_text(SCRIPT, encoding="utf-8")
    with _server(home) as server:
        _wrk(paths, script, warm)
        out = _wrk(paths, script, SECONDS)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
        late = re.search(r"99%\s+(\S+)", out)
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        private = [scale.private_mb(process) for process in _workers(server.pid)]
    print(
        f"HTTP, {told}, {WORKERS} processes: {float(rate[1]) if rate else 0:.0f} searches/s, p99 "
        f"{late[1] if late else '?'}, {bad[1] if bad else 0} failed, private memory "
        f"{', '.join(f'{one:.0f}' for one in sorted(private))} MB"
    )


@contextmanager
def _server(home: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "anlaufstelle", "serve", "--port", str(PORT), "--workers", str(WORKERS)]
    environment = {**os.environ, "ANLAUFSTELLE_HOME": str(home), "ANLAUFSTELLE_ENCODER": "1"}
    environment["DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait()
        yield server
    finally:
        server.terminate()
        server.wait(20)


def _wait(patience: float = 60) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/find?q=Rat", timeout=20) as answer:
                json.load(answer)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


def _wrk(paths: Path, script: Path, seconds: int) -> str:
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-s", str(script), f"http://127.0.0.1:{PORT}"]
    return subprocess.run(
        command, env={**os.environ, "BENCH_PATHS": str(paths)}, check=True, capture_output=True, text=True
    ).stdout


def _workers(server: int) -> list[int]:
    """The server's children that answer."""
    return [int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()]
