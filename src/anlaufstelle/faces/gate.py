"""Not too often: counts per visitor without knowing who that is, in memory only."""

import hashlib
import secrets
import threading
import time
from collections import Counter

WINDOW = 600.0
MOST = 5
MOST_OF_ALL = 200
"""Messages per window from everybody together: behind a proxy all visitors may look like one."""


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
