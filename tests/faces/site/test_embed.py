"""The small page for other people's sites: no script, no cookie, and only in frames the town has named."""

from django.test import Client

from anlaufstelle.catalogue import store

from ..conftest import edition


def test_the_box_alone(visitor: Client) -> None:
    response = visitor.get("/de/einbetten")
    page = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "<script" not in page
    assert 'action="/de/suche"' in page
    assert '<base target="_blank">' in page


def test_only_named_sites_may_frame_it(visitor: Client) -> None:
    assert "frame-ancestors 'self'" in visitor.get("/de/einbetten")["Content-Security-Policy"]
    named = ("https://www.musterstadt.example", "https://a.example; script-src *", "javascript:alert(1)")
    store.keep_edition(edition(frames=named))
    told = visitor.get("/de/einbetten")["Content-Security-Policy"]
    assert told.endswith("frame-ancestors https://www.musterstadt.example")
    assert "script-src" not in told
    assert "frame-ancestors 'none'" in visitor.get("/de/")["Content-Security-Policy"]


def test_a_list_for_a_topic(visitor: Client) -> None:
    page = visitor.get("/de/einbetten?thema=debt-advice").content.decode()
    assert "Musterberatung bei Schulden" in page
    assert visitor.get("/de/einbetten?thema=nix").status_code == 404
