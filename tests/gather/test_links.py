"""Whether an address leads somewhere, asked of servers that behave and of others."""

import pytest

from anlaufstelle.gather import links
from anlaufstelle.gather.fetch import Fetcher, Policy

from .misbehaving import answer, serving


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def fetcher(server, tmp_path):
    return links.prober(Fetcher(tmp_path / "fetched", Policy(inside=("127.0.0.1",), pause=0)))


@pytest.mark.parametrize(
    ("status", "state"), [(200, "alive"), (404, "dead"), (410, "dead"), (503, "dead"), (401, "unsure"), (429, "unsure")]
)
def test_what_an_answer_means(server, fetcher, status, state):
    server.pages["/seite"] = answer(status)
    assert links.ask(fetcher, server.url("/seite")).state == state


def test_a_server_that_knows_no_head_is_asked_by_get_and_no_body_is_kept(server, fetcher):
    server.pages["/seite"] = answer(200, b"x" * 100_000)
    assert links.ask(fetcher, server.url("/seite")).state == "alive"
    assert server.counts["/seite"] == 1  # HEAD was answered with 501, which the server does by itself
    assert [one for one in fetcher.cache.folder.rglob("*") if one.is_file()] == []


def test_a_redirect_is_followed(server, fetcher):
    server.pages["/alt"] = answer(301, Location="/neu")
    server.pages["/neu"] = answer(200)
    assert links.ask(fetcher, server.url("/alt")).state == "alive"


def test_who_does_not_want_to_be_asked_is_not_called_dead(server, fetcher):
    server.pages["/robots.txt"] = answer(200, b"User-agent: *\nDisallow: /\n")
    assert (links.ask(fetcher, server.url("/seite")).state, server.counts["/seite"]) == ("unsure", 0)


def test_where_nobody_listens_it_is_dead(server, fetcher):
    server.http.server_close()
    assert links.ask(fetcher, server.url("/seite")).state == "dead"


def test_inside_the_own_network_nobody_is_asked(tmp_path):
    outside = links.prober(Fetcher(tmp_path / "fetched", Policy(pause=0)))
    assert links.ask(outside, "http://127.0.0.1:9/").state == "unsure"
