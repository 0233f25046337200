"""What the law asks of a town: nothing is invented, what is missing is said, and messages enter through one door."""

import pytest
from django.test import Client

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.duties import Accessibility, Barrier, Publisher, Signing
from anlaufstelle.catalogue.models import EntryRow, SourceRecord
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.site import sender

from ..conftest import edition, id_of

OURS = {"Sec-Fetch-Site": "same-origin"}
ABOUT_FOOD = f"/de/angebot/{id_of('food')}/rueckmeldung"


@pytest.fixture(autouse=True)
def fresh_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender, "GATE", sender.Gate())


def told(visitor: Client, address: str) -> str:
    return visitor.get(address).content.decode()


def messages() -> list[SourceRecord]:
    return list(SourceRecord.objects.filter(source_id="visitor"))


def test_a_statement_without_data_says_what_is_missing(visitor: Client) -> None:
    page = told(visitor, "/de/barrierefreiheit")
    assert page.count("noch nicht eingetragen") == 9
    assert "Das ist eine Selbstbewertung." in page
    assert "02366 0001" in page


def test_a_statement_says_what_the_edition_says(visitor: Client) -> None:
    stated = Accessibility(
        conformity="partial",
        assessed_on="2026-05-02",
        updated_on="2026-06-01",
        exceptions=(Barrier(what="Karten", why="Es fehlen Beschreibungen.", instead="Die Liste sagt dasselbe."),),
        email="barriere@musterstadt.example.org",
        ombuds="Ombudsstelle Muster, Musterweg 2",
    )
    store.keep_edition(
        edition(
            accessibility=stated,
            publisher=Publisher(name="Stadt Musterstadt"),
            plain="# Hallo",
            signing=Signing(video="/film.webm"),
        )
    )
    page = told(visitor, "/de/barrierefreiheit")
    assert "noch nicht eingetragen" not in page
    parts = ("teilweise vereinbar", "Karten", "2. Mai 2026", "mailto:barriere@musterstadt", "Ombudsstelle Muster")
    assert [part for part in parts if part not in page] == []


def test_leichte_sprache_and_sign_language_only_where_the_town_has_them(visitor: Client) -> None:
    assert visitor.get("/de/leichte-sprache").status_code == 404
    assert visitor.get("/de/gebaerdensprache").status_code == 404
    assert "Leichte Sprache" not in told(visitor, "/de/")
    store.keep_edition(edition(plain="# Hallo", signing=Signing(video="/film.webm", captions="/film.vtt")))
    assert "<h2>Hallo</h2>" in told(visitor, "/de/leichte-sprache")
    assert "media-src 'self'" in visitor.get("/de/gebaerdensprache")["Content-Security-Policy"]
    assert '<track kind="captions" srclang="de" label="Deutsch" src="/film.vtt" default>' in told(
        visitor, "/de/gebaerdensprache"
    )
    assert [
        'href="/de/leichte-sprache"' in told(visitor, "/de/"),
        'href="/de/gebaerdensprache"' in told(visitor, "/de/"),
    ] == [
        True,
        True,
    ]


def test_imprint_and_privacy_are_made_from_the_edition(visitor: Client) -> None:
    assert "Dieser Text fehlt noch" in told(visitor, "/de/impressum")
    store.keep_edition(edition(publisher=Publisher(name="Stadt Musterstadt", street="Musterweg 3")))
    imprint, privacy = told(visitor, "/de/impressum"), told(visitor, "/de/datenschutz")
    assert "Stadt Musterstadt<br>Musterweg 3" in imprint
    assert "noch nicht eingetragen" in imprint
    assert "Datenschutzbeauftragte Person" in privacy
    store.keep_edition(edition(publisher=Publisher(name="X"), texts={"imprint": "Eigener Text"}))
    assert "Eigener Text" in told(visitor, "/de/impressum")


def test_a_message_about_an_entry_is_a_proposal_and_changes_nothing(visitor: Client) -> None:
    before = EntryRow.objects.get(pk=id_of("food")).sequence
    response = visitor.post(ABOUT_FOOD, {"grund": "phone", "text": "Neue Nummer"}, headers=OURS)
    assert "Danke für Ihre Rückmeldung" in response.content.decode()
    assert response.cookies == {}
    [message] = messages()
    [received] = ledger.received([message.record_id]).values()
    assert received.note == "phone\nNeue Nummer"
    assert received.origin is not None
    assert (received.origin.source, received.origin.key) == ("musterstadt", "food")
    assert EntryRow.objects.get(pk=id_of("food")).sequence == before
    assert not EntryRow.objects.filter(pk=message.record_id, state="published").exists()


def test_a_message_about_the_site_stands_alone(visitor: Client) -> None:
    visitor.post("/de/rueckmeldung", {"text": " Zu klein ", "antwort": "a@example.org"}, headers=OURS)
    [received] = ledger.received([messages()[0].record_id]).values()
    assert received.record.description == "Zu klein\nreply: a@example.org"
    assert not EntryRow.objects.filter(name__startswith="Rückmeldung").exists()


@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, {"text": "x"}, 403),
        ({"Origin": "https://boese.example.org"}, {"text": "x"}, 403),
        ({"Origin": "null"}, {"text": "x"}, 403),
        ({}, {"text": "x"}, 403),
        (OURS, {"text": "  "}, 422),
        (OURS, {"text": "x", "website": "spam"}, 200),
    ],
)
def test_what_is_not_taken(visitor: Client, headers: dict[str, str], data: dict[str, str], status: int) -> None:
    assert visitor.post("/de/rueckmeldung", data, headers=headers).status_code == status
    assert messages() == []


def test_an_old_browser_that_names_our_origin_is_heard(visitor: Client) -> None:
    visitor.post("/de/rueckmeldung", {"text": "x"}, headers={"Origin": "http://localhost"})
    assert len(messages()) == 1
    assert visitor.get("/de/rueckmeldung")["Referrer-Policy"] == "same-origin"


def test_too_many_are_asked_to_wait(visitor: Client) -> None:
    codes = [visitor.post("/de/rueckmeldung", {"text": "x"}, headers=OURS).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_the_key_dies_with_its_window() -> None:
    gate = sender.Gate(most=1, window=0.0)
    assert [gate.passes("10.0.0.1"), gate.passes("10.0.0.1")] == [True, True]
    gate = sender.Gate(most=1)
    assert [gate.passes("10.0.0.1"), gate.passes("10.0.0.1"), gate.passes("10.0.0.2")] == [True, False, True]


def neighbour() -> EditionView:
    return edition("nachbar", host="nachbar.example.org", accent="plum", plain="# Nachbar", languages=("de", "uk"))


def test_two_towns_from_one_instance_by_path_and_by_host(visitor: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "nachbar.example.org"]  # type: ignore[attr-defined]
    store.keep_edition(neighbour())
    for page in (told(visitor, "/nachbar/de/"), Client(HTTP_HOST="nachbar.example.org").get("/de/").content.decode()):
        assert 'data-accent="plum"' in page
        assert "Leichte Sprache" in page
    assert "Leichte Sprache" not in told(visitor, "/de/")
    assert 'action="/nachbar/de/rueckmeldung"' in told(visitor, "/nachbar/de/rueckmeldung")
    assert 'data-scope="/nachbar/de/mitnehmen"' in told(visitor, "/nachbar/de/mitnehmen")
