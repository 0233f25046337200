"""What a supervisor asks."""

from pathlib import Path

from django.test import Client


def test_alive_asks_nothing_of_the_database() -> None:
    response = Client(HTTP_HOST="localhost").get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_ready_with_tables_and_an_index(visitor: Client) -> None:
    assert (visitor.get("/readyz").status_code, visitor.get("/readyz").content) == (200, b"ok\n")


def test_not_ready_without_an_index(db: None, tmp_path: Path, settings: object) -> None:
    settings.ANLAUFSTELLE_HOME = tmp_path  # type: ignore[attr-defined]
    response = Client(HTTP_HOST="localhost").get("/readyz")
    assert (response.status_code, response.content) == (503, b"index\n")


def test_before_the_first_night_pages_say_so(db: None) -> None:
    response = Client(HTTP_HOST="localhost").get("/de/")
    assert response.status_code == 503
    assert "nicht bereit" in response.content.decode()
