"""From an empty folder to a site that answers, as `make demo` does it; and what its log does not say."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest


@pytest.fixture
def demo(site: str, environment: dict[str, str]) -> tuple[str, Path, dict[str, str]]:
    return site, Path(environment["ANLAUFSTELLE_HOME"]) / "log", environment


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
