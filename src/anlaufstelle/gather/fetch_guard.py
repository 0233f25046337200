"""Where a request may go: only to public addresses, and only to the very address that was checked.

A name is resolved once, all its addresses are checked, and the connection is made to one of them. So no later answer
of the name server (rebinding), no odd spelling of an address and no redirect leads inside the own network.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from types import TracebackType
from typing import Any
from urllib.parse import quote, urlsplit

import idna
from msgspec import Struct

from ..errors import NotFetched

Resolve = Callable[..., list[tuple[Any, ...]]]
PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")
SAFE = "/?&=:;,+$!*'()@~%-._[]#"
Address = IPv4Address | IPv6Address


class Target(Struct, frozen=True):
    """An address taken apart; `host` is ASCII, `path` holds the query too."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def site(self) -> str:
        """What robots.txt and the pause between two requests hold for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")


def target(url: str) -> Target:
    """Raises NotFetched for all but plain http and https addresses without a user's name in them."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise NotFetched(f"{url}: is no web address ({error}). Check `url`.") from error
    if parts.scheme not in PORTS:
        raise NotFetched(f"{url}: only http and https addresses are fetched, not `{parts.scheme or 'no scheme'}:`.")
    if not parts.hostname or "@" in parts.netloc:
        raise NotFetched(f"{url}: needs a host, and no user name or password in it. Check `url`.")
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    plain = Target("", parts.scheme, _ascii(url, parts.hostname), port or PORTS[parts.scheme], path)
    return Target(plain.site + path, plain.scheme, plain.host, plain.port, path)


def _ascii(url: str, host: str) -> str:
    if host.isascii():
        if any(not (sign.isalnum() or sign in "-._:") for sign in host):
            raise NotFetched(f"{url}: `{host}` is no host name. Check `url`.")
        return host.lower()
    try:
        return idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise NotFetched(f"{url}: `{host}` is no host name ({error}). Check `url`.") from error


def is_public(address: Address) -> bool:
    """False too for a private address dressed as another kind (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, IPv6Address):
        teredo = address.teredo
        inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
        if inner is None and address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if address.ipv4_mapped or address in NAT64:
            return True
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_link_local)


def addresses(to: Target, inside: Collection[str], resolve: Resolve) -> list[tuple[int, tuple[Any, ...]]]:
    """Family and socket address of each that may be connected to; one that may not refuses the whole name."""
    try:
        found = resolve(to.host, to.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise NotFetched(f"{to.url}: the name server knows no `{to.host}` ({error}). Check `url`.") from error
    named = to.host in inside or f"{to.host}:{to.port}" in inside
    for _, _, _, _, where in found:
        address = ip_address(str(where[0]).partition("%")[0])
        inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        if is_public(address) or (named and not (inner or address).is_link_local):
            continue
        raise NotFetched(
            f"{to.url}: `{to.host}` stands for {address}, which is not a public address, and is not fetched. "
            "An own machine must be named in ANLAUFSTELLE_FETCH_INSIDE."
        )
    return [(family, where) for family, _, _, _, where in found]


class Watch:
    """Ends a connection when its time is up, wherever it hangs; a timeout of the socket only sees single reads."""

    def __init__(self, seconds: float) -> None:
        self.over = False
        self.sock: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.over = True
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # the plain one: TLS would wait for an answer
            except OSError:
                self.sock = None  # closed already

    def __enter__(self) -> "Watch":
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()


def connect(to: Target, where: list[tuple[int, tuple[Any, ...]]], watch: Watch, timeout: float) -> socket.socket:
    """A socket to the first of the checked addresses that answers."""
    last: OSError | None = None
    for family, address in where:
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(timeout)
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
            continue
        watch.sock = sock
        if to.scheme == "https":
            watch.sock = sock = ssl.create_default_context().wrap_socket(sock, server_hostname=to.host)
        return sock
    raise last or OSError("no address")


def connection(to: Target, sock: socket.socket, timeout: float) -> http.client.HTTPConnection:
    """Speaks HTTP over a socket that stands already, so that nothing resolves the name again."""
    made = http.client.HTTPConnection(to.host, to.port, timeout=timeout)
    made.sock = sock
    made.auto_open = 0
    return made
