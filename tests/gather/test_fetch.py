"""Against a server that misbehaves in each way: the answer is whole and honest, or there is none."""

import gzip
import os
import threading
from email.utils import formatdate

import pytest

from anlaufstelle.errors import NotFetched
from anlaufstelle.gather import fetch
from anlaufstelle.gather.fetch import Fetcher, Policy

from .misbehaving import answer, serving


@pytest.fixture
def server():
    with serving() as one:
        yield one


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetcher(server, tmp_path, waits):
    policy = Policy(contact="post@example.org", inside=("127.0.0.1",), pause=0, sleep=waits.append, seconds=5)
    return Fetcher(tmp_path / "fetched", policy)


def limited(fetcher: Fetcher, **limits) -> Fetcher:
    policy = fetch.Policy(inside=("127.0.0.1",), pause=0, sleep=fetcher.policy.sleep, **limits)
    return Fetcher(fetcher.cache.folder, policy)


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(NotFetched) as caught:
        fetcher.get(url)
    assert list(fetcher.cache.folder.glob("*.part")) == []
    return str(caught.value)


def test_a_page_with_who_asks(server, fetcher):
    server.pages["/liste.csv"] = answer(body=b"id;name\n", Content_Type="text/csv; charset=ISO-8859-1", ETag='"1"')
    got = fetcher.get(server.url("/liste.csv"))
    assert (got.status, got.body, got.content_type, got.charset, got.etag, got.from_cache) == (
        200, b"id;name\n", "text/csv", "iso-8859-1", '"1"', False,
    )  # fmt: skip
    assert got.path.name.endswith("-liste.csv")
    path, headers = server.asked[-1]
    assert (path, headers["user-agent"]) == ("/liste.csv", "Anlaufstelle (+post@example.org)")


def test_what_did_not_change_is_not_sent_again(server, fetcher):
    def page(handler):
        same = handler.headers["If-None-Match"] == '"7"'
        answer(304 if same else 200, b"" if same else b"Rat", ETag='"7"')(handler)

    server.pages["/a"] = page
    assert [fetcher.get(server.url("/a")).from_cache for _ in range(2)] == [False, True]
    later = Fetcher(fetcher.cache.folder, fetcher.policy).get(server.url("/a"))
    assert (later.status, later.body, later.from_cache) == (200, b"Rat", True)


def test_a_caller_with_an_own_etag_is_told_304(server, fetcher):
    server.pages["/a"] = answer(304)
    got = fetcher.get(server.url("/a"), etag='"9"', since="Sun, 01 Nov 2026 08:00:00 GMT")
    assert (got.status, got.path, got.body) == (304, None, b"")
    sent = server.asked[-1][1]
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"9"', "Sun, 01 Nov 2026 08:00:00 GMT")


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Grüße".encode(), "text/plain; charset=utf-8", "Grüße"),
        ("\ufeffGrüße".encode(), "text/plain", "Grüße"),
        ("Grüße".encode("cp1252"), "text/plain", "Grüße"),
        ("Grüße".encode("cp1252"), "text/plain; charset=utf-8", "Grüße"),
        ("Grüße".encode(), "text/plain; charset=klingonisch", "Grüße"),
        ("Grüße".encode("utf-16"), 'text/plain; charset="UTF-16"', "Grüße"),
    ],
)
def test_text_is_read_in_what_it_is_written_in(server, fetcher, body, kind, text):
    server.pages["/t"] = answer(body=body, Content_Type=kind)
    assert fetcher.get(server.url("/t")).text() == text


def test_robots_say_no(server, fetcher):
    server.pages["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /geheim*\n\nUser-agent: Boese\nDisallow: /\n")
    server.pages["/offen"] = server.pages["/geheim/a"] = answer(body=b"da")
    assert fetcher.get(server.url("/offen")).body == b"da"
    assert "robots.txt says no" in refused(fetcher, server.url("/geheim/a"))
    assert server.counts["/robots.txt"] == 1


def test_robots_speak_to_us_by_name(server, fetcher):
    server.pages["/robots.txt"] = answer(body=b"User-agent: anlaufstelle\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    assert "robots.txt says no" in refused(fetcher, server.url("/a"))


def test_a_site_without_robots_says_yes(server, fetcher):
    server.pages["/a"] = answer(body=b"da")
    assert (fetcher.get(server.url("/a")).body, server.paths()) == (b"da", ["/robots.txt", "/a"])


@pytest.mark.parametrize("status", [429, 500, 503])
def test_robots_in_trouble_say_no(server, fetcher, status):
    server.pages["/robots.txt"] = answer(status)
    server.pages["/a"] = answer(body=b"da")
    assert f"robots.txt was answered with {status}" in refused(fetcher, server.url("/a"))
    assert "/a" not in server.paths()


def test_robots_that_are_endless_say_no(server, fetcher):
    server.pages["/robots.txt"] = answer(body=b"#" * 600_000)
    assert "robots.txt: is larger than 524,288 bytes" in refused(fetcher, server.url("/a"))
    assert "/a" not in server.paths()


def test_each_site_is_given_time(server, fetcher, waits):
    server.pages["/robots.txt"] = answer(body=b"User-agent: *\nCrawl-delay: 7\n")
    server.pages["/a"] = answer(body=b"da")
    for _ in range(2):
        fetcher.get(server.url("/a"))
    assert [round(wait) for wait in waits] == [7]


def test_a_redirect_is_followed_and_asked_for_again(server, fetcher):
    server.pages["/alt"] = answer(301, Location="/neu")
    server.pages["/neu"] = answer(body=b"da")
    got = fetcher.get(server.url("/alt"))
    assert (got.url, got.body) == (server.url("/neu"), b"da")
    server.pages["/robots.txt"] = answer(body=b"User-agent: *\nDisallow: /neu\n")
    assert "robots.txt says no" in refused(limited(fetcher), server.url("/alt"))


def test_redirects_in_a_circle(server, fetcher):
    server.pages["/a"], server.pages["/b"] = answer(302, Location="/b"), answer(302, Location="/a")
    assert "redirected in a circle" in refused(fetcher, server.url("/a"))
    for number in range(20):
        server.pages[f"/n{number}"] = answer(302, Location=f"/n{number + 1}")
    assert "too often" in refused(fetcher, server.url("/n0"))
    assert server.counts["/n7"] == 0


@pytest.mark.parametrize(
    "inside",
    ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/", "file:///etc/passwd",
     "http://user:word@127.0.0.1/", "ftp://example.org/a", "http://[::ffff:169.254.169.254]/", "http://10.0.0.1/"],
)  # fmt: skip
def test_a_redirect_never_leads_inside(server, fetcher, inside):
    server.pages["/a"] = answer(302, Location=inside)
    refused(limited(fetcher), server.url("/a"))
    assert server.paths() == ["/robots.txt", "/a"]


def test_a_redirect_to_nowhere(server, fetcher):
    server.pages["/a"] = answer(302)
    assert "does not say where" in refused(fetcher, server.url("/a"))


def test_a_large_body_is_cut_off(server, fetcher):
    server.pages["/stated"] = answer(body=b"x" * 2000)

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    server.pages["/endless"] = endless
    for path in ("/stated", "/endless"):
        assert "is larger than 1,000 bytes" in refused(limited(fetcher, most_bytes=1000), server.url(path))
    assert "is larger than 5,000,000 bytes" in refused(limited(fetcher, most_bytes=5_000_000), server.url("/endless"))


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_slow_drip_is_cut_off(server, fetcher, part):
    over = threading.Event()

    def drip(handler):
        if part == "body":
            handler.send_response(200)
            handler.end_headers()
        while not over.wait(0.05):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    server.pages["/a"] = drip
    try:
        said = refused(limited(fetcher, seconds=0.4, read_timeout=5), server.url("/a"))
    finally:
        over.set()
    assert "took longer than 0.4 seconds" in said
    assert server.counts["/a"] == 1


def test_a_server_that_says_nothing(server, fetcher):
    over = threading.Event()
    server.pages["/a"] = lambda handler: over.wait(5)
    try:
        said = refused(limited(fetcher, read_timeout=0.1, attempts=2), server.url("/a"))
    finally:
        over.set()
    assert "timed out" in said
    assert "tried 2 times" in said


def test_a_body_shorter_than_it_says(server, fetcher, waits):
    server.pages["/a"] = answer(body=b"halb", Content_Length="400")
    assert "ended after 4 of 400 bytes" in refused(fetcher, server.url("/a"))
    assert (server.counts["/a"], len(waits)) == (3, 2)


def test_a_body_longer_than_it_says_is_read_as_far_as_it_says(server, fetcher):
    server.pages["/a"] = answer(body=b"da und mehr", Content_Length="2")
    assert fetcher.get(server.url("/a")).body == b"da"


def test_no_http_at_all(server, fetcher):
    server.pages["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    assert "could not be fetched" in refused(fetcher, server.url("/a"))


def test_nobody_there(fetcher, server):
    server.http.shutdown()
    server.http.server_close()
    assert "robots.txt could not be read" in refused(fetcher, server.url("/a"))


def test_a_busy_server_is_asked_again_when_it_says(server, fetcher, waits):
    later = formatdate(None, usegmt=True)

    def busy(handler):
        count = server.counts["/a"]
        heads = {1: {"Retry_After": "17"}, 2: {"Retry_After": later}}.get(count, {})
        answer(503 if count < 3 else 200, b"da", **heads)(handler)

    server.pages["/a"] = busy
    assert fetcher.get(server.url("/a")).body == b"da"
    assert waits[0] == 17
    assert 1.5 <= waits[1] <= 2.5  # the date is over: only our own patience counts


def test_a_server_that_is_busy_for_long_is_left_alone(server, fetcher, waits):
    server.pages["/a"] = answer(429, Retry_After="86400")
    assert "status 429" in refused(fetcher, server.url("/a"))
    assert (server.counts["/a"], waits) == (1, [])


@pytest.mark.parametrize("status", [403, 404, 410, 500])
def test_an_error_keeps_what_was_there(server, fetcher, status):
    server.pages["/a"] = answer(body=b"gut", ETag='"1"')
    before = fetcher.get(server.url("/a"))
    server.pages["/a"] = answer(status, b"<h1>Fehler</h1>")
    with pytest.raises(NotFetched) as caught:
        fetcher.get(server.url("/a"))
    assert (caught.value.status, before.path.read_bytes()) == (status, b"gut")


def test_gzip_comes_unpacked(server, fetcher):
    text = b"Beratung " * 100_000
    server.pages["/a"] = answer(
        body=gzip.compress(text[:450_000]) + gzip.compress(text[450_000:]), Content_Encoding="gzip"
    )
    assert fetcher.get(server.url("/a")).body == text


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (b"kein gzip", "gzip", "its gzip is broken"),
        (gzip.compress(b"Rat" * 1000)[:-10], "gzip", "the gzip ended before its end"),
        (gzip.compress(bytes(50_000_000)), "gzip", "no honest file"),
        (b"\x1b\x00", "br", "packed as `br`"),
    ],
)
def test_odd_packs(server, fetcher, body, encoding, said):
    server.pages["/a"] = answer(body=body, Content_Encoding=encoding)
    assert said in refused(fetcher, server.url("/a"))


def test_without_being_named_loopback_is_refused(server, tmp_path):
    said = refused(Fetcher(tmp_path, Policy()), server.url("/a"))
    assert "127.0.0.1, which is not a public address" in said
    assert server.asked == []


def test_what_everybody_asks_through(server, fetcher, monkeypatch):
    monkeypatch.setattr(fetch, "_current", [])
    fetch.use(fetcher)
    server.pages["/a"] = answer(body=b"da")
    assert fetch.get(server.url("/a"), accept="text/plain").body == b"da"
    assert server.asked[-1][1]["accept"] == "text/plain"


def test_old_bodies_are_thrown_away(tmp_path):
    old = tmp_path / "alt-liste.csv"
    old.write_bytes(b"alt")
    os.utime(old, (0, 0))
    Fetcher(tmp_path)
    assert not old.exists()
