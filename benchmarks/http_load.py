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
from generated_entries import questions

PORT = 8961
SECONDS = 20
WORKERS = 2
MIX = 1_000
"""finding.md's number of questions; asked again and again as a town's people do."""

SCRIPT = """\
local paths = {}
for line in io.lines(os.getenv("BENCH_PATHS")) do paths[#paths + 1] = line end
local turn = 0
request = function()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
"""


def town(home: Path, sentences: Path) -> None:
    """A town gathered from its sources, asked what people say, in six languages."""
    environment = {
        **os.environ,
        "ANLAUFSTELLE_HOME": str(home),
        "ANLAUFSTELLE_ENCODER": "1",
        "DATABASE_URL": f"sqlite:///{home}/bench.sqlite3",
    }
    night = [sys.executable, "-m", "anlaufstelle", "night"]
    subprocess.run(night, env=environment, check=True, stdout=subprocess.DEVNULL)
    lines = [json.loads(line) for line in sentences.read_text(encoding="utf-8").splitlines() if line.strip()]
    lay = [{"q": one["text"][:400], "lang": one["lang"]} for one in lines]
    mix = drawn(MIX, seed=31)
    measure(home, mix, f"Herten, {len(mix)} questions of 1 to 4 words again and again, encoder on", warm=20)
    measure(home, lay, f"Herten, {len(lay)} sentences again and again, encoder on", warm=15)
    measure(home, drawn(40_000, seed=32), "Herten, new questions only, encoder on", warm=5)


def drawn(count: int, seed: int) -> list[dict[str, str]]:
    told = questions(count, seed=seed)
    return [{"q": text, **({"place": place} if place else {})} for text, place, _, _ in told if text]


def measure(home: Path, asked: list[dict[str, str]], told: str, *, warm: int = 5) -> None:
    if shutil.which("wrk") is None:
        print("no wrk here: run through `make bench`, which installs it")
        return
    paths, script = home / "paths.txt", home / "ask.lua"
    paths.write_text("".join(f"/api/find?{urlencode(one)}\n" for one in asked), encoding="utf-8")
    script.write_text(SCRIPT, encoding="utf-8")
    with _server(home) as server:
        _wrk(paths, script, warm)
        before = cpu_ms(workers(server.pid))
        out = _wrk(paths, script, SECONDS)
        spent = cpu_ms(workers(server.pid)) - before
        rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
        late = re.search(r"99%\s+(\S+)", out)
        bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
        private = [scale.megabytes("Private_", process) for process in workers(server.pid)]
    each = spent / max(int(re.search(r"(\d+) requests in", out)[1]), 1)  # type: ignore[index]
    print(
        f"HTTP, {told}, {WORKERS} processes: {float(rate[1]) if rate else 0:.0f} searches/s, {each:.2f} ms of "
        f"processor time each ({WORKERS * 1000 / each:.0f}/s on {WORKERS} free cores), p99 "
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


def cpu_ms(processes: list[int]) -> float:
    """What they have spent so far, in the kernel too; other work on the machine does not count."""
    told = [Path(f"/proc/{one}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for one in processes]
    return sum(int(one[11]) + int(one[12]) for one in told) * 1000 / os.sysconf("SC_CLK_TCK")


def workers(server: int) -> list[int]:
    """The server's children that answer."""
    return [int(one) for one in Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()]
