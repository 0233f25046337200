"""One question: what was answered, as it was answered; never inside, never further, never too much."""

from collections.abc import Iterator

import pytest

from anlaufstelle.errors import NotFetched
from anlaufstelle.gather import fetch_once

from .misbehaving import Server, answer, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def ask(server: Server, path: str, **about: object) -> fetch_once.Reply:
    return fetch_once.ask(server.url(path), inside=["127.0.0.1"], **about)  # type: ignore[arg-type]


def test_a_form_is_posted_and_no_robots_are_asked(server):
    server.pages["POST /token"] = lambda handler: answer(200, handler.rfile.read(9))(handler)
    assert ask(server, "/token", form={"a": "ä ="}).body == b"a=%C3%A4+"
    assert server.paths() == ["/token"]


def test_a_status_is_an_answer_and_a_redirect_is_not_followed(server):
    server.pages["/old"] = answer(302, b"", Location=server.url("/new"))
    assert ask(server, "/old").status == 302
    assert ask(server, "/gone").status == 404
    assert server.paths() == ["/old", "/gone"]


def test_the_own_network_is_not_asked_unless_it_is_named(server):
    with pytest.raises(NotFetched):
        fetch_once.ask(server.url("/"))
    assert server.paths() == []


def test_too_much_too_slow_or_nobody(server, monkeypatch):
    server.pages["/much"] = answer(200, b"x" * 1001)
    monkeypatch.setattr(fetch_once, "MOST", 1000)
    with pytest.raises(NotFetched):
        ask(server, "/much")
    monkeypatch.setattr(fetch_once, "SECONDS", 0.2)
    server.pages["/slow"] = lambda handler: handler.rfile.read(1)
    with pytest.raises(NotFetched):
        ask(server, "/slow")
    with pytest.raises(NotFetched):
        fetch_once.ask("http://127.0.0.1:9/", inside=["127.0.0.1"])
