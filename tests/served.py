"""Herten's real data, served as `make demo` serves it: built once for everybody who looks at it from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """The first start gathers, assembles and indexes."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2).read()
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.2)
        else:
            return
    pytest.fail(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of the served instance, for whoever works beside the server."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ANLAUFSTELLE_HOME": str(tmp_path_factory.mktemp("journeys"))}


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    run = [sys.executable, "-m", "anlaufstelle"]
    port, log = free_port(), Path(environment["ANLAUFSTELLE_HOME"]) / "log"
    with log.open("wb") as output:
        command = [*run, "demo", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=output, start_new_session=True)
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)
