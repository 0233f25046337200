"""No spelling, no name and no second answer of a name server leads inside."""

import socket
from ipaddress import ip_address

import pytest

from anlaufstelle.errors import NotFetched
from anlaufstelle.gather import fetch_guard
from anlaufstelle.gather.fetch import Fetcher, Policy

from .misbehaving import answer, serving

INSIDE = """127.0.0.1 127.255.0.3 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1
240.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 :: ::1 fe80::1 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1
::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1::
2002:c0a8:101::1""".split()


@pytest.mark.parametrize("address", INSIDE)
def test_these_are_inside(address):
    assert not fetch_guard.is_public(ip_address(address))


@pytest.mark.parametrize("address", ["9.9.9.9", "2a00:1450:4001::1", "::ffff:9.9.9.9", "64:ff9b::909:909"])
def test_these_are_public(address):
    assert fetch_guard.is_public(ip_address(address))


@pytest.mark.parametrize(
    ("url", "site", "path"),
    [
        ("https://Example.ORG/a b?q=ü#x", "https://example.org", "/a%20b?q=%C3%BC"),
        ("http://bücher.example:8080", "http://xn--bcher-kva.example:8080", "/"),
        ("https://[2a00:1450::1]:443/x", "https://[2a00:1450::1]", "/x"),
        ("https://example.org/%C3%BC", "https://example.org", "/%C3%BC"),
    ],
)
def test_an_address_taken_apart(url, site, path):
    to = fetch_guard.target(url)
    assert (to.site, to.path, to.url) == (site, path, site + path)


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "file:///etc/passwd", "gopher://example.org/", "http://", "http://a@example.org/",
     "http://example.org:99999/", "http://exa mple.org/", "http://[::1/", "https:///a", "data:text/plain,a"],
)  # fmt: skip
def test_what_is_no_address(url):
    with pytest.raises(NotFetched):
        fetch_guard.target(url)


def test_line_breaks_never_reach_the_wire():
    to = fetch_guard.target("http://example.org/a%0d%0ab\r\nX: y")
    assert "\r" not in to.url + to.path
    assert "\n" not in to.url + to.path


def answering(*addresses):
    """A name server that gives another answer each time."""
    left = list(addresses)

    def resolve(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in left.pop(0)]

    return resolve


@pytest.mark.parametrize("found", [["10.0.0.1"], ["9.9.9.9", "127.0.0.1"]])
def test_a_name_that_stands_for_an_inner_address(tmp_path, found):
    fetcher = Fetcher(tmp_path, Policy(resolve=answering(found)))
    with pytest.raises(NotFetched, match="not a public address"):
        fetcher.get("http://rebind.example.org/")


def test_a_name_is_resolved_once_per_request_and_only_that_answer_is_used(tmp_path):
    """The second answer is the loopback server; without the check it would be fetched."""
    with serving() as server:
        server.pages["/robots.txt"] = server.pages["/a"] = answer(body=b"")
        resolve = answering(["127.0.0.1"], ["169.254.169.254"])
        fetcher = Fetcher(tmp_path, Policy(inside=("rebind.example.org",), pause=0, resolve=resolve))
        with pytest.raises(NotFetched, match=r"169\.254\.169\.254, which is not a public address"):
            fetcher.get(f"http://rebind.example.org:{server.port}/a")
        assert server.paths() == ["/robots.txt"]


def test_inside_may_name_one_port():
    to = fetch_guard.target("http://localhost:8001/")
    found = fetch_guard.addresses(to, ["localhost:8001"], answering(["127.0.0.1"]))
    assert [where for _, where in found] == [("127.0.0.1", 8001)]
    with pytest.raises(NotFetched):
        fetch_guard.addresses(to, ["localhost:8002"], answering(["127.0.0.1"]))
