"""Every entry ends in an action that works, and says whose it is."""

import pytest
from django.utils import translation

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.faces.site.action import Action, of_town, ways
from anlaufstelle.record.entry import Entry

from .making import TOWN, entry, phone, provider, source

WEB = "https://www.musterhilfe.example.org/beratung/sehr/tief/unten"
CASES = [
    ("own phone first", entry(phones=(phone(),), url=WEB), ("phone", "tel:+4923660002", "service")),
    ("a fax is no phone", entry(phones=(phone(type="fax"),), url=WEB), ("web", WEB, "service")),
    (
        "the provider's phone before the own page",
        entry(url=WEB, of={"provider": provider(phones=(phone(),))}),
        ("phone", "tel:+4923660002", "provider"),
    ),
    ("own page", entry(url=WEB, email="a@example.org"), ("web", WEB, "service")),
    (
        "the provider's page",
        entry(of={"provider": provider(website="https://example.org")}),
        ("web", "https://example.org", "provider"),
    ),
    ("own mail", entry(email="a@example.org"), ("mail", "mailto:a@example.org", "service")),
    ("the town, at last", entry(), ("phone", "tel:+4923660001", "town")),
]


@pytest.mark.parametrize(("entry", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_first_way(entry: Entry, told: tuple[str, str, str]) -> None:
    first = ways(entry, TOWN)[0]
    assert (first.way, first.href, first.whose) == told


def test_a_long_address_is_told_by_its_host() -> None:
    assert ways(entry(url=WEB), TOWN)[0].caption == "musterhilfe.example.org"


def test_two_pages_of_one_site_are_one_way() -> None:
    told = ways(entry(url=WEB, of={"provider": provider(website="https://www.musterhilfe.example.org")}), TOWN)
    assert [(way.way, way.whose) for way in told] == [("web", "service"), ("phone", "town")]


def test_the_source_page_is_evidence_and_never_an_action() -> None:
    told = ways(entry(of={"sources": (source(url="https://zeitung.example.org/artikel"),)}), TOWN)
    assert [way.whose for way in told] == ["town"]


def test_whose_it_is_is_said_in_words() -> None:
    of_provider = ways(entry(of={"provider": provider(phones=(phone(),))}), TOWN)[0]
    assert of_provider.whose_words == "Nummer des Trägers: Musterverein e. V."
    assert ways(entry(), TOWN)[0].whose_words == "Eigener Kontakt nicht bekannt. Rathaus hilft weiter."


def test_a_german_name_in_a_sentence_of_another_language_is_marked() -> None:
    of_provider = ways(entry(of={"provider": provider(phones=(phone(),))}), TOWN)[0]
    assert of_provider.whose_told == of_provider.whose_words
    with translation.override("en"):
        assert '<bdi lang="de">Musterverein e. V</bdi>' in of_provider.whose_told
        assert '<bdi lang="de">Rathaus</bdi>' in ways(entry(), TOWN)[0].whose_told


def test_a_town_without_a_contact_hands_over_to_the_authorities_number() -> None:
    new = EditionView(slug="neustadt", name="Neustadt", areas=("05562032",))
    assert [(way.href, way.owner) for way in of_town(new)] == [("tel:115", "Behördennummer 115")]
    assert [way.href for way in ways(entry(phones=(phone(),)), new)] == ["tel:+4923660002", "tel:115"]


def test_only_the_own_number_is_loud() -> None:
    def strong(whose: str, way: str = "phone") -> bool:
        return Action(way=way, href="", caption="", whose=whose).strong  # type: ignore[arg-type]

    assert [strong("service"), strong("provider"), strong("town"), strong("service", "web")] == [
        True,
        False,
        False,
        False,
    ]
