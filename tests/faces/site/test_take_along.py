"""The pack of a town, the lobby's screen and the pattern page, as the server sends them."""

import gzip
import json
import re
from pathlib import Path

from django.test import Client

from anlaufstelle.catalogue import store
from anlaufstelle.design.assets import STATIC
from anlaufstelle.faces.site import pack

from ..conftest import edition, id_of, service

OFFLINE = "/de/mitnehmen/paket.json"


def unpacked(visitor: Client) -> dict:  # type: ignore[type-arg]
    return json.loads(gzip.decompress(visitor.get(OFFLINE).content))


def test_the_pack_holds_every_published_entry_and_hides_what_is_secret(visitor: Client) -> None:
    told = unpacked(visitor)
    assert (told["version"], told["town"]["name"]) == (pack.VERSION, "Musterstadt")
    by_name = {one["name"]: one for one in told["entries"]}
    debts = by_name["Musterberatung bei Schulden"]
    assert debts["way"][:3] == ["Anrufen", "tel:+4923660002", "02366 0002"]
    assert debts["needs"] == ["debt-advice"]
    assert "Der Ort bleibt zum Schutz geheim" in by_name["Frauenhaus Musterstadt"]["facts"]
    assert "Musterweg" not in json.dumps(by_name["Frauenhaus Musterstadt"])


def test_without_a_network_too_a_number_says_when_somebody_answers(visitor: Client) -> None:
    store.keep_edition(edition(languages=("de", "tr")))
    hours = "Montag bis Samstag 14:00–20:00; kostenlos und anonym"
    name = "Nummer gegen Kummer für Kinder und Jugendliche"
    assert unpacked(visitor)["lines"]["116111"] == ["116111", name, hours, ""]
    told = json.loads(gzip.decompress(visitor.get("/tr/mitnehmen/paket.json").content))["lines"]["116111"]
    assert told[3] == f"{name}, {hours}"
    assert told[2] == "Pazartesi – Cumartesi 14:00–20:00; ücretsiz ve anonim"


def test_it_is_sent_once_and_again_only_when_something_changed(visitor: Client, town: object) -> None:
    first = visitor.get(OFFLINE)
    assert first["Content-Encoding"] == "gzip"
    assert visitor.get(OFFLINE, headers={"If-None-Match": first["ETag"]}).status_code == 304
    town([service("more", "Kleiderkammer", "Kleiderkammer")])  # type: ignore[operator]
    again = visitor.get(OFFLINE, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"] != first["ETag"]) == (200, True)


def test_old_packs_are_cleared_away(visitor: Client, town: object, settings: object) -> None:
    visitor.get(OFFLINE)
    town([service("more", "Kleiderkammer", "Kleiderkammer")])  # type: ignore[operator]
    visitor.get(OFFLINE)
    folder = Path(settings.ANLAUFSTELLE_HOME) / "offline"  # type: ignore[attr-defined]
    assert len(list(folder.iterdir())) == 1


def test_the_worker_may_answer_for_one_page_only(visitor: Client) -> None:
    worker = visitor.get("/de/mitnehmen/worker.js")
    assert worker["Service-Worker-Allowed"] == "/de/mitnehmen"
    assert "worker-src 'self'" in worker["Content-Security-Policy"]
    assert "cache.put" not in worker.content.decode()


def test_no_other_page_names_the_worker(visitor: Client) -> None:
    """Registering happens in one script, loaded by one page, behind one button."""
    scripts = [path for path in STATIC.rglob("*.js") if "serviceWorker.register" in path.read_text(encoding="utf-8")]
    assert [path.name for path in scripts] == ["page.js"]
    assert "offline/page" not in visitor.get("/de/").content.decode()
    assert "offline/page" in visitor.get("/de/mitnehmen").content.decode()


KIOSK = ["/de/kiosk", "/de/kiosk/suche?q=Schulden", "/de/kiosk/suche?q=xyzzy", "/de/kiosk/suche?q=Frauenhaus"]
KIOSK += [f"/de/kiosk/angebot/{id_of(key)}" for key in ("debts", "shelter", "food")]


def test_the_lobby_s_screen_has_no_way_out_and_no_telephone(visitor: Client) -> None:
    for address in KIOSK:
        page = visitor.get(address)
        assert page.status_code == 200, address
        assert page["Cache-Control"] == "no-store"
        links = re.findall(r'<a [^>]*href="([^"]+)"', page.content.decode())
        assert [link for link in links if not re.match(r"/de/kiosk|#", link)] == [], address


def test_what_is_taken_from_the_lobby_is_a_code_of_the_public_page(visitor: Client) -> None:
    page = visitor.get(f"/de/kiosk/angebot/{id_of('debts')}").content.decode()
    assert f"http://localhost/de/angebot/{id_of('debts')}/eintrag" in page
    assert 'src="data:image/svg+xml' in page
    assert "02366 0002" in page
    assert "Musterweg" not in visitor.get(f"/de/kiosk/angebot/{id_of('shelter')}").content.decode()


def test_the_end_of_a_visit_empties_the_browser(visitor: Client) -> None:
    end = visitor.get("/de/kiosk/ende")
    assert (end.status_code, end["Location"]) == (302, "/de/kiosk")
    assert end["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_the_pattern_page_is_for_builders_only(visitor: Client) -> None:
    page = visitor.get("/de/muster")
    assert page["X-Robots-Tag"] == "noindex"
    assert page.content.decode().count('<article class="card">') == 6
    store.release_edition("herten", who="test")
    assert visitor.get("/de/muster").status_code == 404
    store.keep_edition(edition())
