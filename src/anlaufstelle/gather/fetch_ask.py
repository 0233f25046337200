"""One request and its retries: the answer's head is returned, its body is on disk, and every hop asks anew.

Raises NotFetched for whatever is no honest answer; a server that asks for patience gets it, within limits.
"""

import email.utils
import http.client
import random
import socket
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

from msgspec import Struct

from ..errors import NotFetched
from . import fetch_body, fetch_guard
from .fetch_guard import Target

MOVED = (301, 302, 303, 307, 308)
PATIENCE = (429, 500, 502, 503, 504)


class Policy(Struct, frozen=True, kw_only=True):
    """How fetching behaves. `contact` is what a site's operator may write to; `inside` names hosts ("localhost",
    "127.0.0.1:8001") that may have an address of the own network; `seconds` is the most one request may take."""

    contact: str = ""
    inside: Collection[str] = ()
    most_bytes: int = 100_000_000
    seconds: float = 300.0
    read_timeout: float = 30.0
    attempts: int = 3
    longest_wait: float = 120.0
    pause: float = 1.0
    redirects: int = 5
    sleep: Callable[[float], None] = time.sleep
    resolve: fetch_guard.Resolve = socket.getaddrinfo

    @property
    def agent(self) -> str:
        return f"Anlaufstelle (+{self.contact})" if self.contact else "Anlaufstelle (no contact set)"


class Answer(Struct):
    """`to` is who answered in the end."""

    to: Target
    status: int
    headers: Message


def ask(
    policy: Policy, to: Target, headers: dict[str, str], into: Path | None, most: int, *, method: str = "GET"
) -> Answer:
    """Tries again after what may pass: a connection that failed or ended early, a server that is busy. Without `into`
    no body is read."""
    for attempt in range(1, policy.attempts + 1):
        last = attempt == policy.attempts
        try:
            answer = _once(policy, to, headers, (into, most), method)
        except (OSError, http.client.HTTPException) as error:
            if last:
                why = str(error) or type(error).__name__
                raise NotFetched(
                    f"{to.url}: could not be fetched ({why}), tried {attempt} times. Try later."
                ) from error
            policy.sleep(_backoff(attempt))
            continue
        if answer.status not in PATIENCE or last:
            return answer
        wait = max(_retry_after(answer.headers), _backoff(attempt))
        if wait > policy.longest_wait:
            return answer
        policy.sleep(wait)
    raise AssertionError("at least one attempt")


def _once(policy: Policy, to: Target, headers: dict[str, str], body: tuple[Path | None, int], method: str) -> Answer:
    where = fetch_guard.addresses(to, policy.inside, policy.resolve)
    with fetch_guard.Watch(policy.seconds) as watch:
        try:
            sock = fetch_guard.connect(to, where, watch, policy.read_timeout)
            line = fetch_guard.connection(to, sock, policy.read_timeout)
            try:
                line.request(method, to.path, headers=headers)
                with line.getresponse() as response:
                    if response.status == 200 and body[0]:
                        fetch_body.save(to.url, response, body[0], body[1])
                    if watch.over:
                        raise OSError("cut off")  # to a body without a stated length it looks like its end
                    return Answer(to, response.status, response.headers)
            finally:
                line.close()
        except (OSError, http.client.HTTPException) as error:
            if watch.over:
                raise NotFetched(f"{to.url}: took longer than {policy.seconds:g} seconds and was cut off.") from error
            raise


def _backoff(attempt: int) -> float:
    return float(2 ** (attempt - 1)) * random.uniform(0.75, 1.25)


def _retry_after(headers: Message) -> float:
    """Seconds, or a date; what cannot be read asks for nothing."""
    stated = (headers.get("Retry-After") or "").strip()
    if stated.isdigit():
        return float(stated[:9])
    try:
        when = email.utils.parsedate_to_datetime(stated)
    except ValueError:
        return 0.0
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
