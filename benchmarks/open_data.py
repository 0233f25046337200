"""What the open interface costs on a big catalogue: a page early and late, and everything as a stream.

Prints server time before compression, through the whole middleware; the stream's memory is Python's own peak.
"""

import statistics
import time
import tracemalloc

from django.conf import settings
from django.test import Client

ROUNDS = 15


def measure() -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    client = Client(headers={"host": "localhost"})
    total = client.get("/api/hsds/services?per_page=1").json()["total_items"]
    last = max(1, total // 100)
    print(f"open data, {total} services, per_page=100, full=true, median of {ROUNDS}:")
    for number in sorted({1, min(900, last), last}):
        _page(client, f"/api/hsds/services?full=true&per_page=100&page={number}", f"page {number}")
    for path, name in (("full=true&", "full"), ("", "short")):
        _stream(client, f"/api/hsds/services?{path}format=ndjson", f"ndjson {name}")


def _page(client: Client, path: str, name: str) -> None:
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        body = client.get(path).content
        taken.append((time.perf_counter() - started) * 1000)
    print(f"  {name}: {statistics.median(taken):.1f} ms, {len(body) / 1000:.0f} kB")


def _stream(client: Client, path: str, name: str) -> None:
    started = time.perf_counter()
    lines = sum(piece.count(b"\n") for piece in client.get(path).streaming_content)
    took = time.perf_counter() - started
    tracemalloc.start()
    for _ in client.get(path).streaming_content:
        pass
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    print(f"  {name}: {lines} lines in {took:.1f} s = {lines / took:.0f} records/s, peak {peak:.0f} MB")
