"""The look's own files: hashed addresses, kept for a year, nothing outside their folder."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from anlaufstelle.design import assets


def test_todays_version_is_kept_for_a_year() -> None:
    address = assets.address("design/site.css")
    version = address.split("/")[2]
    response = assets.serve(RequestFactory().get(address), version, "design/site.css")
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


def test_an_old_version_still_gets_a_look() -> None:
    response = assets.serve(RequestFactory().get("/"), "0", "design/site.css")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "path", ["../assets.py", "design/../../icons/home.svg", "design", "missing.css", "/etc/passwd"]
)
def test_nothing_else_is_sent(path: str) -> None:
    with pytest.raises(Http404):
        assets.serve(RequestFactory().get("/"), "0", path)
