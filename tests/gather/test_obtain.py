"""A sheet that names an address: fetched before the run, or nothing is touched."""

import pytest
import yaml

from anlaufstelle.errors import NotFetched, Unreadable
from anlaufstelle.gather import obtain, source
from anlaufstelle.gather.fetch import Fetcher, Policy

from .misbehaving import answer, serving
from .sheets import FIELDS, harvest, lines, rows


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def get(tmp_path):
    return Fetcher(tmp_path / "fetched", Policy(inside=("127.0.0.1",), pause=0, attempts=1)).get


def sheet(folder, **keys):
    path = folder / "muster.yml"
    path.write_text(yaml.safe_dump({"id": "muster", "title": "Musterliste", "fields": FIELDS} | keys))
    return source.load(path)


def test_a_file_may_be_an_address(server, tmp_path, get):
    server.pages["/liste.jsonl"] = answer(body=lines(rows(3)).encode(), ETag='"1"')
    there = obtain.obtained(sheet(tmp_path, file=server.url("/liste.jsonl")), get)
    report, received = harvest(there)
    assert (report.read, sorted(received)) == (3, ["a1", "a2", "a3"])


def test_a_sheet_without_a_file_fetches_its_url(server, tmp_path, get):
    server.pages["/export"] = answer(body=b"id;name\na1;Beratung\n", Content_Type="text/csv; charset=utf-8")
    there = obtain.obtained(sheet(tmp_path, url=server.url("/export")), get)
    assert list(harvest(there)[1]) == ["a1"]
    assert server.asked[-1][1]["accept"] == "*/*"


def test_a_sheet_with_a_file_is_left_alone(tmp_path, get):
    one = sheet(tmp_path, file="liste.jsonl", url="https://example.org/")
    assert obtain.obtained(one, get) == one


def test_a_neighbours_interface_is_not_a_file(tmp_path, get):
    path = tmp_path / "nachbar.yml"
    path.write_text("id: nachbar\ntitle: Nachbar\nfile: https://example.org/api/hsds\nformat: hsds-api\n")
    one = source.load(path)
    assert obtain.obtained(one, get) == one


@pytest.mark.parametrize("status", [404, 500])
def test_what_does_not_come_says_so(server, tmp_path, get, status):
    server.pages["/liste.csv"] = answer(status)
    with pytest.raises(NotFetched) as caught:
        obtain.obtained(sheet(tmp_path, file=server.url("/liste.csv")), get)
    assert str(caught.value) == (
        f"muster: {server.url('/liste.csv')}: the server answered with status {status}. "
        "Check `url`, or try later. Nothing was replaced."
    )
    assert caught.value.status == status


def test_files_of_this_machine_are_not_addresses(tmp_path, get):
    with pytest.raises(NotFetched, match="only http and https"):
        obtain.obtained(sheet(tmp_path, file="file:///etc/passwd", format="csv"), get)


def test_a_bomb_is_refused_when_it_is_read(server, tmp_path, get):
    server.pages["/a.xml"] = answer(body=b'<!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>')
    path = tmp_path / "land.yml"
    path.write_text(f"id: land\ntitle: Land\nfile: {server.url('/a.xml')}\nformat: xzufi\n")
    with pytest.raises(Unreadable, match="declares a document type"):
        harvest(obtain.obtained(source.load(path), get))
