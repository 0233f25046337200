"""A network of towns: an edition without ground, its members, bodies and documents, and what is told to nobody."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from anlaufstelle.catalogue import read
from anlaufstelle.record.model import Address, Location

from .. import musternetz
from ..conftest import TOWN
from ..musternetz import PAGE, SECRET, id_of, meeting, received


@pytest.fixture
def networked(standing: Callable[..., Client]) -> Client:
    return standing(musternetz.found)


def text(visitor: Client, path: str) -> str:
    answer = visitor.get(path, follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_network_shows_what_it_is_who_belongs_to_it_and_who_meets(networked: Client) -> None:
    page = text(networked, PAGE)
    told = ("Musterstädte lernen voneinander.", "Mustertreffen", "Stadt Herten", "seit 2019", "Beitrag 100 Euro",
            "Jede Stadt kann beitreten.", "Beiräte", "Musterbeirat", "Arbeitsgruppen", "AG Mustergarten",
            "Exkursionen")  # fmt: skip
    assert [one for one in told if one not in page] == []
    assert [one for one in ("Altstadt", SECRET, "ganztägig", "115") if one in page] == []


def test_a_member_town_leads_to_its_own_pages_and_they_lead_back(networked: Client) -> None:
    assert '<a href="/">Stadt Herten</a>' in text(networked, PAGE)
    assert f'href="{PAGE}"' in text(networked, "/de/projekte")


def test_its_first_page_is_the_networks_own(networked: Client) -> None:
    answer = networked.get("/musternetz/de/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)


def test_a_town_has_no_pages_of_a_network(networked: Client) -> None:
    assert networked.get("/de/netz").status_code == 404


def test_bodies_and_documents_have_pages(networked: Client) -> None:
    body = text(networked, f"/musternetz/de/netz/gruppe/{id_of('beirat')}")
    assert [one for one in ("Musterbeirat", "Eva Muster", "Vorsitz") if one not in body] == []
    document = text(networked, f"/musternetz/de/netz/bibliothek/{id_of('leitfaden')}")
    told = ("Fassung 2", "Mai 2025", "CC-BY-4.0", "netz.example.org/l.pdf")
    assert [one for one in told if one not in document] == []


@pytest.mark.parametrize(("kind", "key"), [("gruppe", "intern"), ("bibliothek", "entwurf")])
def test_what_is_not_for_everyone_is_told_to_nobody(networked: Client, kind: str, key: str) -> None:
    assert read.entry(id_of(key), states=("withheld",)).name == SECRET
    assert networked.get(f"/musternetz/de/netz/{kind}/{id_of(key)}", follow=True).status_code == 404
    assert SECRET not in text(networked, "/api/find?q=Mitglieder")


def test_its_meetings_are_in_its_calendar_and_in_no_towns_wherever_they_are(networked: Client) -> None:
    place = Location(id=id_of("saal"), name="Saal", ags=TOWN, addresses=(Address(id="a", city="Herten"),))
    trip = meeting("ausflug", name="Musterausflug", location_id=id_of("saal"))
    musternetz.hand_in(received(place, "saal"), trip)
    assert "Musterausflug" in text(networked, "/musternetz/de/termine")
    assert "Musterausflug" not in text(networked, "/de/termine")


def test_every_page_copes_with_an_edition_that_has_no_ground(networked: Client) -> None:
    names = get_resolver("anlaufstelle.faces.site.urls").reverse_dict
    paths = {told[0][0] for name in names for told, *_ in names.getlist(name) if not told[0][1]}
    answers = {path: networked.get(f"/musternetz/de/{path}", follow=True).status_code for path in sorted(paths)}
    assert len(answers) > 25
    assert {path: status for path, status in answers.items() if status not in (200, 404)} == {}
