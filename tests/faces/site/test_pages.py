"""Each page answers, keeps its promises to the visitor's privacy, and old addresses lead to today's."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anlaufstelle.catalogue import store
from anlaufstelle.faces.headers import CONTENT_POLICY

from ..conftest import edition, id_of, service

DEBTS = "eintrag"
PAGES = [
    "/",
    "/de/",
    "/de/suche",
    "/de/suche?q=Schulden",
    "/de/suche?q=xyzzy",
    "/de/termine",
    "/de/mitmachen",
    "/de/notfall",
    "/de/spuren",
    "/de/ueber",
    "/de/impressum",
    "/de/datenschutz",
    f"/de/angebot/{id_of('debts')}/{DEBTS}",
    f"/de/angebot/{id_of('shelter')}/eintrag",
    f"/de/traeger/{id_of('verein')}/musterverein-e-v",
    f"/de/termine/{id_of('cafe')}/mustercafe",
    f"/de/mitmachen/{id_of('help')}/vorlesen",
]


def text(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_without_a_trace(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")
    assert response["Content-Security-Policy"] == CONTENT_POLICY
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=(self)" in response["Permissions-Policy"]
    assert response["Content-Language"] == "de"


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_loaded_from_elsewhere_and_nothing_is_inline(visitor: Client, address: str) -> None:
    page = text(visitor, address)
    loaded = re.findall(r'<(?:link|img|script|iframe|source)[^>]*?(?:href|src)="([^"]+)"', page)
    assert [one for one in loaded if not one.startswith(("/assets/", "data:"))] == []
    assert (
        re.findall(r'<script(?! type="application/ld\+json"|[^>]* src="/assets/)|<style|\sstyle=|\son[a-z]+=', page)
        == []
    )


@pytest.mark.parametrize("address", PAGES)
def test_links_to_elsewhere_tell_nobody_where_they_were_tapped(visitor: Client, address: str) -> None:
    links = re.findall(r'<a [^>]*href="https?:[^>]*>', text(visitor, address))
    assert [link for link in links if "noreferrer" not in link] == []


def test_a_card_ends_in_an_action_and_says_where_it_comes_from(visitor: Client) -> None:
    page = text(visitor, "/de/suche?q=Schuldnerberatung&ort=Herten")
    assert 'href="tel:+4923660002"' in page
    assert "Zeiten nicht bekannt, bitte vorher anrufen." in page
    assert "Noch nicht bestätigt · Quelle: zeitung.example.org, Stand 2018" in page
    assert "<title>Suche – Anlaufstelle Musterstadt</title>" in page


def test_no_fit_hands_over_to_a_person(visitor: Client) -> None:
    page = text(visitor, "/de/suche?q=xyzzyqwert")
    assert "Nichts Passendes für „xyzzyqwert“ gefunden" in page
    assert "Rathaus Musterstadt" in page
    assert 'href="tel:+4923660001"' in page


def test_an_unknown_place_is_said_and_the_town_is_shown(visitor: Client) -> None:
    page = text(visitor, "/de/suche?q=Schulden&ort=Xyzzyhausen")
    assert "Den Ort „Xyzzyhausen“ kennen wir nicht. Gezeigt wird Musterstadt." in page


def test_a_topic_leads_to_its_results(visitor: Client) -> None:
    response = visitor.get("/de/thema/debt-advice")
    assert (response.status_code, response["Location"]) == (302, "/de/suche?thema=debt-advice")
    assert "Musterberatung bei Schulden" in text(visitor, response["Location"])
    assert visitor.get("/de/thema/no-such-topic").status_code == 404
    assert visitor.get("/de/suche?thema=no-such-topic&q=Tafel")["Location"] == "/de/suche?q=Tafel"


def test_crisis_numbers_stand_above_results_and_block_none(visitor: Client) -> None:
    page = text(visitor, "/de/suche?q=Frauenhaus")
    assert page.index("tel:116016") < page.index("Frauenhaus Musterstadt")


def test_a_confidential_place_shows_no_address(visitor: Client) -> None:
    page = text(visitor, f"/de/angebot/{id_of('shelter')}/eintrag")
    assert "Der Ort bleibt zum Schutz geheim" in page
    assert "Musterweg" not in page


def test_sensitive_pages_are_neutral_and_kept_nowhere(visitor: Client) -> None:
    shelter = visitor.get(f"/de/angebot/{id_of('shelter')}/eintrag")
    assert shelter["Cache-Control"] == "no-store"
    assert "<title>Angebot – Anlaufstelle Musterstadt</title>" in shelter.content.decode()
    assert visitor.get("/de/suche?q=irgendwas")["Cache-Control"] == "no-store"
    food = visitor.get(f"/de/angebot/{id_of('food')}/mustertafel")
    assert food["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "old",
    [
        f"/de/angebot/{id_of('debts')}",
        f"/de/angebot/{id_of('debts')}/falscher-name",
        f"/de/traeger/{id_of('debts')}/x",
        f"/de/angebot/{id_of('debts').upper()}/{DEBTS}",
    ],
)
def test_a_wrong_address_of_an_entry_leads_to_the_right_one(visitor: Client, old: str) -> None:
    response = visitor.get(old)
    assert (response.status_code, response["Location"]) == (301, f"/de/angebot/{id_of('debts')}/{DEBTS}")


@pytest.mark.parametrize(
    "address",
    [
        "/xx/",
        "/de/nichts",
        "/de/angebot/keine-nummer/x",
        "/de/angebot/00000000-0000-4000-8000-000000000000/x",
        f"/de/angebot/{id_of('house')}/musterhaus",
        "/assets/0/design/../settings.py",
    ],
)
def test_what_is_not_there_is_404_with_a_way_on(visitor: Client, address: str) -> None:
    response = visitor.get(address)
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()
    assert response["Content-Security-Policy"] == CONTENT_POLICY


def test_the_provider_lists_what_it_offers(visitor: Client) -> None:
    page = text(visitor, f"/de/traeger/{id_of('verein')}/musterverein-e-v")
    assert "3 Angebote" in page
    assert [name in page for name in ("Mustertafel", "Frauenhaus Musterstadt", DEBTS)] == [True] * 3


def test_a_preview_says_so_until_it_is_released(visitor: Client) -> None:
    before = visitor.get("/de/")
    assert before["X-Robots-Tag"] == "noindex"
    assert "Vorschau" in before.content.decode()
    store.release_edition("herten", who="test")
    after = visitor.get("/de/")
    assert "X-Robots-Tag" not in after
    assert "Vorschau" not in after.content.decode()
    assert '<link rel="canonical" href="http://localhost/de/">' in after.content.decode()
    assert visitor.get("/de/suche?q=Tafel")["X-Robots-Tag"] == "noindex"


def test_another_edition_lives_below_its_prefix_or_at_its_host(visitor: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "nachbar.example.org"]  # type: ignore[attr-defined]
    store.keep_edition(edition("nachbar", accent="plum", host="nachbar.example.org"))
    page = text(visitor, "/nachbar/de/suche?q=Tafel")
    assert 'data-accent="plum"' in page
    assert f'href="/nachbar/de/angebot/{id_of("food")}/mustertafel"' in page
    assert visitor.get(f"/nachbar/de/angebot/{id_of('food')}/x")["Location"].startswith("/nachbar/de/angebot/")
    at_host = Client(HTTP_HOST="nachbar.example.org").get("/de/suche?q=Tafel").content.decode()
    assert 'data-accent="plum"' in at_host
    assert f'href="/de/angebot/{id_of("food")}/mustertafel"' in at_host


def test_ten_results_cost_as_many_queries_as_one(visitor: Client, town: Callable[..., None]) -> None:
    visitor.get("/de/suche?q=Kleiderkammer")
    with CaptureQueriesContext(connection) as one:
        visitor.get("/de/suche?q=Mustertafel")
    town([service(f"more-{number}", f"Kleiderkammer {number}", "Kleiderkammer") for number in range(10)])
    with CaptureQueriesContext(connection) as ten:
        page = text(visitor, "/de/suche?q=Kleiderkammer")
    assert page.count("<article") == 10
    assert len(ten) == len(one)
    assert len(one) <= 4


def test_pages_of_results_are_links(visitor: Client, town: Callable[..., None]) -> None:
    town([service(f"more-{number}", f"Kleiderkammer {number}", "Kleiderkammer") for number in range(23)])
    assert "Seite 2 von 3" in text(visitor, "/de/suche?q=Kleiderkammer&seite=2")
    assert visitor.get("/de/suche?q=Kleiderkammer&seite=9")["Location"] == "/de/suche?q=Kleiderkammer"


def test_html_in_data_is_shown_as_text(visitor: Client, town: Callable[..., None]) -> None:
    town([service("evil", "<script>alert(1)</script>", "Tafel", description="<img src=x onerror=alert(1)>")])
    page = text(visitor, "/de/suche?q=Tafel&ort=<b>")
    assert "<script>" not in page
    assert "<img" not in page
    assert "<b>Herten" not in page
