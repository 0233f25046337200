"""What a page is about, read from it as a search engine reads it."""

import json
from collections.abc import Callable

import extruct
from django.test import Client

from ..conftest import id_of, service


def told(visitor: Client, path: str) -> list[dict[str, object]]:
    response = visitor.get(path, follow=True)
    assert response.status_code == 200
    return extruct.extract(response.content.decode(), syntaxes=["json-ld"])["json-ld"]  # type: ignore[no-any-return]


def test_an_offer_tells_who_and_where(visitor: Client) -> None:
    (found,) = told(visitor, f"/de/angebot/{id_of('food')}")
    assert (found["@type"], found["name"]) == ("Service", "Mustertafel")
    assert found["provider"] == {
        "@type": "Organization",
        "name": "Musterverein e. V.",
        "url": "https://verein.example.org",
    }
    assert found["areaServed"] == [{"@type": "AdministrativeArea", "identifier": "05562020"}]


def test_events_providers_and_all_other_pages(visitor: Client) -> None:
    kinds = {
        f"/de/termine/{id_of('cafe')}": "Event",
        f"/de/traeger/{id_of('verein')}": "Organization",
        f"/de/mitmachen/{id_of('help')}": ["JobPosting", "VolunteerAction"],
        "/de/": "WebSite",
        "/de/termine": "WebSite",
    }
    assert {path: told(visitor, path)[0]["@type"] for path in kinds} == kinds


def test_a_page_somebody_may_have_to_hide_tells_nothing(visitor: Client) -> None:
    assert told(visitor, f"/de/angebot/{id_of('shelter')}") == []


def test_no_text_breaks_out(visitor: Client, town: Callable[..., None]) -> None:
    name = "</script><script>alert(1)</script> & Söhne"
    town([service("evil", name, "Tafel")])
    page = visitor.get(f"/de/angebot/{id_of('evil')}", follow=True).content.decode()
    assert "<script>alert" not in page
    (found,) = told(visitor, f"/de/angebot/{id_of('evil')}")
    assert found["name"] == name
    assert json.dumps(found)
