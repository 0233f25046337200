"""Points for addresses without one: asked once, kept, and never above a source's point or an editor's pin."""

import json

import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import SourceRecord
from anlaufstelle.pipeline import door, geocoding

from ..gather.misbehaving import answer, serving
from .town import EDITOR, SERVICES, changed, harvest

pytestmark = pytest.mark.django_db(transaction=True)
HERE = (51.5937, 7.1372)
MIDDLE = geocoding.geocode.town


class Pages(dict):
    def get(self, path, default=None):
        return self["/search"] if path.startswith("/search?") else default


@pytest.fixture
def server(settings):
    with serving() as one:
        found = [{"lat": str(HERE[0]), "lon": str(HERE[1]), "address": {"house_number": "1"}}]
        one.pages = Pages({"/search": answer(body=json.dumps(found).encode())})
        settings.ANLAUFSTELLE_FETCH_INSIDE = ["127.0.0.1"]
        settings.ANLAUFSTELLE_GEOCODER = f"nominatim:{one.url('')}"
        yield one


def asked(server):
    return [path for path in server.paths() if path.startswith("/search")]


def the_place():
    """The address of the Tafel: (key, record id)."""
    return next(
        (row.key, row.record_id)
        for row in SourceRecord.objects.filter(kind="location").order_by("pk")
        if b"Musterweg" in bytes(row.body)
    )


def point():
    place = read.entry(the_place()[1]).record
    return place.latitude, place.longitude, place.precision


def test_without_a_geocoder_the_town_is_all_that_is_known(tmp_path):
    harvest(tmp_path)
    middle = MIDDLE(read.entry(the_place()[1]).record)
    assert point() == (middle.latitude, middle.longitude, "town")


def test_an_address_is_asked_for_once(tmp_path, server):
    harvest(tmp_path)
    assert point() == (*HERE, "address")
    harvest(tmp_path, services=changed("tafel", name="Anders"))
    assert len(asked(server)) == 1
    harvest(tmp_path, services=changed("tafel", street="Musterweg 2"))
    assert len(asked(server)) == 2


def test_what_nobody_knew_is_not_asked_again_the_next_night(tmp_path, server):
    server.pages = Pages({"/search": answer(body=b"[]")})
    for _ in range(2):
        harvest(tmp_path)
    assert (len(asked(server)), point()[2]) == (1, "town")


def test_a_geocoder_that_fails_holds_nothing_up_and_is_asked_again(tmp_path, server):
    good, server.pages = server.pages, Pages({"/search": answer(403)})
    assert harvest(tmp_path).exit_status() == 0
    assert point()[2] == "town"
    server.pages = good
    harvest(tmp_path)
    assert point() == (*HERE, "address")


def test_answers_that_were_not_applied_are_applied_later(tmp_path, server, settings):
    setting, settings.ANLAUFSTELLE_GEOCODER = settings.ANLAUFSTELLE_GEOCODER, ""
    harvest(tmp_path)
    settings.ANLAUFSTELLE_GEOCODER = setting
    assert geocoding.ask() == 1  # and then the machine was switched off
    assert point()[2] == "town"
    harvest(tmp_path)
    assert point() == (*HERE, "address")
    assert harvest(tmp_path).published.assembled == 0


def test_a_broken_line_is_left_out(tmp_path, server, settings):
    harvest(tmp_path)
    with (settings.ANLAUFSTELLE_HOME / "geocoded.jsonl").open("ab") as file:
        file.write(b'{"text": "abgeschn')
    assert geocoding.point_of(read.entry(the_place()[1]).record.__class__(id="x", ags="05562020")).precision == "town"


def test_an_editors_pin_survives_every_harvest(tmp_path, server):
    harvest(tmp_path)
    key, _ = the_place()
    for path, value in (("latitude", 51.6001), ("longitude", 7.1402), ("precision", "address")):
        door.decide(
            actor=EDITOR, source="musterstadt", key=key, path=path, value=value, seen=None, why="Eingang im Hof"
        )
    assert point() == (51.6001, 7.1402, "address")
    harvest(tmp_path, services=changed("tafel", name="Anders", phone="02366 999999"))
    assert point() == (51.6001, 7.1402, "address")


def test_a_point_of_the_source_is_never_asked_about(tmp_path, server):
    fields = {
        "id": "key", "name": "name", "street": "location.address_1", "city": "location.city",
        "lat": "location.latitude", "lon": "location.longitude",
    }  # fmt: skip
    tables = [{"file": "services.jsonl", "kind": "service", "fields": fields}]
    own = [{"id": "tafel", "name": "Tafel", "street": "Musterweg 1", "city": "Herten", "lat": "51.6", "lon": "7.14"}]
    harvest(tmp_path, services=own, tables=tables)
    assert (point(), asked(server)) == ((51.6, 7.14, "address"), [])
    assert SERVICES[0]["street"] == "Musterweg 1"
