"""Whether a form may be taken, without a cookie: it came from our own page, from a person, and not too often.

Old browsers that tell nothing of a request's origin are refused and shown the phone number instead.
"""

import hashlib
import secrets
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

from django.http import HttpRequest

HONEYPOT = "website"
"""A field people never see; programs fill it in."""
WINDOW = 600.0
MOST = 5
MOST_OF_ALL = 200
"""Messages per window from everybody together: behind a proxy all visitors may look like one."""


def from_our_page(request: HttpRequest) -> bool:
    """Sec-Fetch-Site where the browser sends it, else Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


class Gate:
    """Counts in memory under a key that nobody can turn back into an address: its salt dies with the window."""

    def __init__(self, most: int = MOST, window: float = WINDOW) -> None:
        self.most, self.window = most, window
        self._lock = threading.Lock()
        self._salt, self._since, self._seen = secrets.token_bytes(16), time.monotonic(), Counter[bytes]()

    def passes(self, address: str) -> bool:
        with self._lock:
            if time.monotonic() - self._since > self.window:
                self._salt, self._since, self._seen = secrets.token_bytes(16), time.monotonic(), Counter()
            key = hashlib.blake2b(address.encode(), key=self._salt, digest_size=16).digest()
            if self._seen[key] >= self.most or self._seen.total() >= MOST_OF_ALL:
                return False
            self._seen[key] += 1
            return True


GATE = Gate()
