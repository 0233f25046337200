"""Every address of the house says who may come: a new one that belongs to no kind below fails here."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

GUARDED = {"desk": "rule", "admin": "rule", "provider": "purpose"}
"""By namespace: what each of its views has to carry."""
OPEN = {"site", "api", ""}
"""For everybody, without a session; what they take in is a form of their own."""


def addresses(of: URLResolver, space: str = "", route: str = "") -> Iterator[tuple[str, str, Any]]:
    for one in of.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLPattern):
            yield space, here, one.callback
        else:
            yield from addresses(one, one.namespace or space, here)


def test_every_address_belongs_to_a_kind_that_has_its_rule() -> None:
    unruled = [
        route
        for space, route, view in addresses(get_resolver())
        if not (space in OPEN if space not in GUARDED else hasattr(view, GUARDED[space]))
    ]
    assert unruled == []


def test_what_stands_outside_all_namespaces_is_known_by_name() -> None:
    found = sorted(route for space, route, _ in addresses(get_resolver()) if not space)
    assert [one for one in found if one.startswith(("desk/", "anbieter/"))] == []
    assert {one for one in found if not one.startswith(("api/", "feeds/"))} == {
        "", "assets/<slug:version>/<path:path>", "desk", "betrieb", "healthz", "readyz", "robots.txt", "sitemap.xml",
        "^api/(?P<rest>.*)$",
    }  # fmt: skip
