"""From an empty folder to a site that answers, as `make demo` does it; and what its log does not say."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "ANLAUFSTELLE_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/demo.sqlite3"}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, dict[str, str]]]:
    home = tmp_path_factory.mktemp("demo")
    port, log = _free_port(), home / "log"
    command = [sys.executable, "-m", "anlaufstelle", "demo", "--port", str(port)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, env=_environment(home), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", server, log)
            yield f"http://127.0.0.1:{port}", log, _environment(home)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _wait(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).read()
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.3)
        else:
            return
    pytest.fail(log.read_text(encoding="utf-8"))


def _get(url: str, **parameters: str) -> str:
    query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
    return urllib.request.urlopen(url + query, timeout=20).read().decode()


def test_debt_advice_in_herten_is_found_the_same_way_everywhere(demo: tuple[str, Path, dict[str, str]]) -> None:
    site, _, environment = demo
    command = [sys.executable, "-m", "anlaufstelle", "find", "Schuldnerberatung", "--place", "Herten", "--json"]
    told = json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)
    asked = json.loads(_get(f"{site}/api/find", q="Schuldnerberatung", place="Herten", lang="de"))
    page = _get(f"{site}/de/suche", q="Schuldnerberatung", ort="Herten")
    assert told["results"][0]["source_id"] == "herten-schuldnerberatung-diakonie"
    assert ["debt-advice" in " ".join(hit["why"]) for hit in told["results"][:3]] == [True] * len(told["results"][:3])
    assert [hit["id"] for hit in asked["results"]] == [hit["id"] for hit in told["results"]]
    assert page.index(told["results"][0]["id"]) > 0


def test_a_second_gather_finds_nothing_new(demo: tuple[str, Path, dict[str, str]]) -> None:
    command = [sys.executable, "-m", "anlaufstelle", "gather", "--json"]
    reports = json.loads(subprocess.run(command, env=demo[2], check=True, stdout=subprocess.PIPE).stdout)
    found = {report["source"]: (report["new"], report["changed"], report["gone"]) for report in reports}
    assert found == dict.fromkeys(("ag-soziale-stadt-nrw", "deutschland", "herten"), (0, 0, 0))


def test_the_log_names_neither_addresses_nor_words(demo: tuple[str, Path, dict[str, str]]) -> None:
    site, log, _ = demo
    _get(f"{site}/de/suche", q="geheimeswort")
    for broken in ("/geheimeseite?q=geheimeswort", "/api/find?limit=geheimeswort", "/de/angebot/geheimeswort/x"):
        with pytest.raises(urllib.error.HTTPError):
            _get(site + broken)
    time.sleep(0.5)
    written = log.read_text(encoding="utf-8")
    after = written[written.index("Stop with Ctrl+C") :]
    assert "geheim" not in after
    assert "127.0.0.1" not in after
