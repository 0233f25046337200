"""One question to a service that the operator named in a setting: no robots.txt, no cache, no redirect, no second try.

Where it may go is guarded as everywhere (`fetch_guard`). Somebody waits for the answer, so it comes soon or not at all.
"""

import http.client
import socket
from collections.abc import Collection, Mapping
from urllib.parse import urlencode

from msgspec import Struct

from ..errors import NotFetched
from . import fetch_guard

SECONDS = 10.0
MOST = 1_000_000


class Reply(Struct, frozen=True):
    status: int
    body: bytes


def ask(
    url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] = {}, inside: Collection[str] = ()
) -> Reply:
    """With a form it is a POST. Whatever status is answered is a reply; nobody, or too much, is `NotFetched`."""
    to = fetch_guard.target(url)
    body = None if form is None else urlencode(form).encode()
    sent = {"User-Agent": "Anlaufstelle", "Accept": "application/json", "Connection": "close", **headers}
    if body is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    where = fetch_guard.addresses(to, inside, socket.getaddrinfo)
    with fetch_guard.Watch(SECONDS) as watch:
        try:
            sock = fetch_guard.connect(to, where, watch, SECONDS)
            line = fetch_guard.connection(to, sock, SECONDS)
            try:
                line.request("GET" if body is None else "POST", to.path, body, sent)
                with line.getresponse() as response:
                    reply = Reply(response.status, response.read(MOST + 1))
            finally:
                line.close()
        except (OSError, http.client.HTTPException) as error:
            raise NotFetched(f"{to.site}: gave no answer ({type(error).__name__}). Try later.") from error
    if watch.over or len(reply.body) > MOST:
        raise NotFetched(f"{to.site}: took longer than {SECONDS:g} seconds or said more than {MOST:,} bytes.")
    return reply
