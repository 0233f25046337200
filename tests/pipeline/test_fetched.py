"""A source that lives on the web, from its address to ledger 1."""

import pytest
import yaml
from django.conf import settings as django_settings

from anlaufstelle import commands
from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import SourceRecord
from anlaufstelle.gather import fetch, source
from anlaufstelle.pipeline import night, setup

from ..gather.misbehaving import answer, serving
from ..gather.sheets import FIELDS, lines, rows
from .town import id_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server(settings, monkeypatch):
    monkeypatch.setattr(fetch, "_current", [])
    with serving() as one:
        settings.ANLAUFSTELLE_FETCH_INSIDE = [f"127.0.0.1:{one.port}"]
        one.pages["/liste.jsonl"] = answer(body=lines(rows(2)).encode(), ETag='"1"')
        yield one


@pytest.fixture
def path(tmp_path, server):
    path = tmp_path / "musterstadt.yml"
    keys = {"id": "musterstadt", "title": "Musterliste", "url": server.url("/liste.jsonl"), "fields": FIELDS}
    path.write_text(yaml.safe_dump(keys | {"rhythm": "daily"}))
    return path


def test_it_is_fetched_and_what_fails_replaces_nothing(server, path, capsys):
    assert commands.main(["gather", str(path)]) == 0
    assert SourceRecord.objects.filter(source_id="musterstadt").count() == 2
    capsys.readouterr()
    server.pages["/liste.jsonl"] = answer(410, b"<h1>weg</h1>")
    assert commands.main(["gather", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"anlaufstelle gather: musterstadt: {server.url('/liste.jsonl')}: the server answered with status 410. "
        "Check `url`, or try later. Nothing was replaced.\n"
    )
    assert SourceRecord.objects.filter(source_id="musterstadt").count() == 2


def test_a_night_goes_on_without_it(server, path):
    fetch.use(setup.web())
    assert night.night([source.load(path)]).exit_status() == 0
    server.pages["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /\n")
    fetch.use(setup.web())
    report = night.night([source.load(path)], force={"musterstadt"})
    assert report.failed["musterstadt"][0] == 2
    assert "robots.txt says no" in report.failed["musterstadt"][1]
    assert read.entry(id_of("a1", "musterstadt")).name == "Beratung 1"


def test_loopback_must_be_named(server, path, settings, capsys):
    assert django_settings.ANLAUFSTELLE_FETCH_INSIDE != []
    settings.ANLAUFSTELLE_FETCH_INSIDE = []
    assert commands.main(["gather", str(path)]) == 2
    assert "not a public address" in capsys.readouterr().err
    assert server.asked == []
