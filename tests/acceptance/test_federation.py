"""Two towns on one machine, each with a server, a data folder and a database of its own, read each other.

Everything said here of Hattingen is invented. Each town only ever asks what the other one tells everybody.
"""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
import yaml

from anlaufstelle.record.ids import record_id

from ..served import free_port

AREAS = {"herten": "05562020", "hattingen": "05954016"}
FIELDS = {
    "id": "key", "name": "name", "description": "description", "organization": "organization", "phone": "phones",
    "email": "email", "street": "location.address_1", "postal_code": "location.postal_code", "city": "location.city",
    "source_url": "source_url",
}  # fmt: skip


def _service(key: str, name: str, town: str, postal_code: str, **also: str) -> dict[str, str]:
    return {
        "id": key, "name": name, "description": "Frei erfunden, nur zum Prüfen.",
        "organization": f"Erfundener Verein {town}",
        "phone": "02366 000111", "email": "erfunden@example.org", "street": "Musterweg 1", "postal_code": postal_code,
        "city": town, "source_url": f"https://{town.lower()}.example.org/{key}", **also,
    }  # fmt: skip


OWN = {
    "herten": [_service("tisch", "Erfundener Mittagstisch", "Herten", "45699")],
    "hattingen": [
        _service("garten", "Erfundener Nachbarschaftsgarten", "Hattingen", "45525"),
        _service("rad", "Erfundene Radwerkstatt", "Hattingen", "45525"),
    ],
}
GARDEN, BIKES, LUNCH = record_id("hattingen", "garten"), record_id("hattingen", "rad"), record_id("herten", "tisch")


NIGHTS = """
import json, sys
import django
django.setup()
from django.conf import settings
from anlaufstelle.gather import source
from anlaufstelle.pipeline import night, setup
for line in sys.stdin:
    setup.ensure()
    report = night.night(source.sheets(settings.ANLAUFSTELLE_SOURCES))
    ignored = {one.column: one.values for run in report.gathered for one in run.ignored}
    changed = sum(run.new + run.changed + run.gone for run in report.gathered)
    print(json.dumps([report.exit_status(), report.lines(), changed, ignored]), flush=True)
"""


class Town:
    """One instance: its folder, its server, and a process that does a night for each line it is told."""

    def __init__(self, slug: str, folder: Path) -> None:
        self.slug, self.home, self.sources = slug, folder / "home", folder / "sources"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.sources.mkdir(parents=True)
        self.home.mkdir()
        edition = {"slug": slug, "name": slug.title(), "areas": [AREAS[slug]], "languages": ["de"]}
        (self.sources / "edition.yml").write_text(yaml.safe_dump(edition))
        self.write(OWN[slug])
        sheet = self._sheet(slug, f"Eigene Liste {slug.title()}", file="own.jsonl", fields=FIELDS)
        (self.sources / f"{slug}.yml").write_text(yaml.safe_dump(sheet))

    def _sheet(self, id: str, title: str, **also: Any) -> dict[str, Any]:
        area = AREAS[self.slug]
        return {"id": id, "title": title, "area": [area], "steward": area, "expect": {"max_gone": 1.0}, **also}

    def write(self, rows: list[dict[str, str]]) -> None:
        (self.sources / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))

    def reads(self, other: "Town") -> None:
        title = f"Anlaufstelle {other.slug.title()}"
        sheet = self._sheet(f"bei-{other.slug}", title, file=f"{other.url}/api/changes", format="hsds-api", trust=40)
        (self.sources / f"bei-{other.slug}.yml").write_text(yaml.safe_dump(sheet))

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "ANLAUFSTELLE_HOME": str(self.home),
            "ANLAUFSTELLE_SOURCES": str(self.sources),
            "ANLAUFSTELLE_EDITION": self.slug,
            "ANLAUFSTELLE_ENCODER": "0",
            "ANLAUFSTELLE_FETCH_INSIDE": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.home}/town.sqlite3",
        }

    def begin(self) -> None:
        self.nights = subprocess.Popen(
            [sys.executable, "-c", NIGHTS], env=self.environment(), stdin=PIPE, stdout=PIPE, text=True
        )

    def night(self) -> tuple[int, dict[str, int]]:
        """How many records were new, changed or gone, and what was left out on purpose."""
        assert self.nights.stdin
        assert self.nights.stdout
        self.nights.stdin.write("now\n")
        self.nights.stdin.flush()
        status, lines, changed, ignored = json.loads(self.nights.stdout.readline())
        assert status == 0, lines
        return changed, ignored

    def end(self) -> None:
        self.nights.communicate(timeout=60)

    def serve(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "anlaufstelle", "serve", "--port", str(self.port), "--workers", "1"]
        with (self.home / "log").open("wb") as log:
            return subprocess.Popen(
                command, env=self.environment(), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def services(self) -> dict[str, dict[str, Any]]:
        """All that the open interface lists, by id; each exactly once."""
        told = json.loads(self.get("/api/hsds/services?full=true&per_page=100")[1])
        found = {one["id"]: one for one in told["contents"]}
        assert len(found) == told["total_items"]
        return found

    def sequence(self) -> int:
        return int(json.loads(self.get("/api/changes?since=0&limit=100")[1])["sequence"])


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Town]]:
    """Herten and Hattingen, serving their own lists; from now on each reads the other."""
    pair = [Town(slug, tmp_path_factory.mktemp(slug)) for slug in ("herten", "hattingen")]
    servers = []
    try:
        for town in pair:
            town.begin()
            town.night()
            servers.append(town.serve())
        for town, server in zip(pair, servers, strict=True):
            _wait(town, server)
        pair[0].reads(pair[1])
        pair[1].reads(pair[0])
        yield pair[0], pair[1]
    finally:
        for town in pair:
            town.end()
        for server in servers:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)


def _wait(town: Town, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if town.get("/healthz")[0] == 200:
                return
        except OSError:
            assert server.poll() is None, (town.home / "log").read_text()
            time.sleep(0.2)
    pytest.fail((town.home / "log").read_text())


def _names(town: Town) -> list[str]:
    return sorted(one["name"] for one in town.services().values())


EVERYTHING = ["Erfundene Radwerkstatt", "Erfundener Mittagstisch", "Erfundener Nachbarschaftsgarten"]


def test_a_pair_keeps_up_without_echoes(towns: tuple[Town, Town]) -> None:
    """One story, since each step stands on the one before."""
    herten, hattingen = towns
    _found_with_its_origin(herten, hattingen)
    _stands_still(herten, hattingen)
    _changes_follow(herten, hattingen)
    _what_is_taken_out_stays_out(herten, hattingen)
    _withdrawn_entries_disappear(herten, hattingen)


def _found_with_its_origin(herten: Town, hattingen: Town) -> None:
    herten.night()
    _, left = hattingen.night()
    assert _names(herten) == _names(hattingen) == EVERYTHING
    assert set(herten.services()) == set(hattingen.services()) == {GARDEN, BIKES, LUNCH}
    status, page = herten.get(f"/de/angebot/{GARDEN}/erfundener-nachbarschaftsgarten")
    assert status == 200
    assert "hattingen.example.org, über Anlaufstelle Hattingen" in page
    first = herten.services()[GARDEN]["entry"]["sources"][0]
    assert (first["source"], first["origin"]) == ("bei-hattingen", {"source": "hattingen", "key": "garten"})
    assert len(hattingen.services()[GARDEN]["entry"]["sources"]) == 1
    assert left["passed on"] > 0
    found = json.loads(herten.get("/api/find?q=Nachbarschaftsgarten&place=Hattingen")[1])
    assert found["results"][0]["id"] == GARDEN


def _stands_still(herten: Town, hattingen: Town) -> None:
    before = herten.sequence(), hattingen.sequence()
    for town in (herten, hattingen, herten):
        assert town.night()[0] == 0
    assert (herten.sequence(), hattingen.sequence()) == before


def _changes_follow(herten: Town, hattingen: Town) -> None:
    garden, bikes = OWN["hattingen"]
    hattingen.write([{**garden, "phone": "02324 000999"}, bikes])
    hattingen.night()
    herten.night()
    assert herten.services()[GARDEN]["phones"][0]["number"] == "+492324000999"


def _what_is_taken_out_stays_out(herten: Town, hattingen: Town) -> None:
    """An echo must not bring back what the origin no longer says."""
    garden, bikes = OWN["hattingen"]
    hattingen.write([{**garden, "email": ""}, bikes])
    for town in (hattingen, herten, hattingen, herten):
        town.night()
    assert [("email" in town.services()[GARDEN]) for town in (herten, hattingen)] == [False, False]


def _withdrawn_entries_disappear(herten: Town, hattingen: Town) -> None:
    hattingen.write(OWN["hattingen"][1:])
    for town in (hattingen, herten, hattingen, herten):
        town.night()
    assert _names(herten) == _names(hattingen) == EVERYTHING[:2]
    assert herten.get(f"/de/angebot/{GARDEN}/erfundener-nachbarschaftsgarten")[0] == 410
    assert herten.get(f"/de/angebot/{BIKES}/erfundene-radwerkstatt")[0] == 200
