"""Polite HTTP: asks robots.txt, says who is asking, asks whether something changed, and never goes inside.

`get` returns a whole and honest answer or raises `NotFetched`; there is nothing between. Nobody else in the house,
`fetch_once` apart, opens a connection to the web.
"""

import os
import time
from pathlib import Path
from urllib.parse import urljoin

from msgspec import Struct

from ..errors import NotFetched
from . import fetch_ask, fetch_guard, fetch_robots
from .fetch_ask import Answer, Policy
from .fetch_cache import Cache, Kept
from .fetch_guard import Target

__all__ = ["Fetched", "Fetcher", "Policy", "get", "use"]

ENDINGS = {
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/calendar": ".ics",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/zip": ".zip",
}


class Fetched(Struct, frozen=True, kw_only=True):
    """`status` is 200, or 304 where the caller's own `etag` or `since` still holds: then there is no `path`.

    `url` is where the answer came from after redirects. `path` is in the cache: read it, never write it."""

    status: int
    url: str
    path: Path | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    from_cache: bool = False

    @property
    def body(self) -> bytes:
        return self.path.read_bytes() if self.path else b""

    def text(self) -> str:
        """In the stated charset, else UTF-8, else Windows-1252: what German sites use without saying so."""
        body = self.body
        stated = () if self.charset is None else (self.charset,)
        for charset in (*stated, "utf-8-sig", "cp1252"):
            try:
                return body.decode("utf-8-sig" if charset.lower() in ("utf-8", "utf8") else charset)
            except (LookupError, UnicodeDecodeError):
                continue  # a wrong or unknown word; the next one is tried
        return body.decode("latin-1")


class Fetcher:
    """Holds what is known between two requests: the cache, each site's word, and when it was last asked."""

    def __init__(self, folder: Path, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.cache = Cache(folder)
        self._words: dict[str, fetch_robots.Word] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, *, accept: str | None = None, etag: str | None = None, since: str | None = None) -> Fetched:
        """`etag` and `since` (an HTTP date) are for callers who hold the body themselves; else the cache asks."""
        to = fetch_guard.target(url)
        kept = None if etag or since else self.cache.find(to.url, accept)
        tag, date = (kept.etag, kept.last_modified) if kept else (etag, since)
        headers = {"Accept": accept or "*/*"}
        headers |= {"If-None-Match": tag} if tag else {}
        headers |= {"If-Modified-Since": date} if date else {}
        part = self.cache.fresh(to.url, accept)
        try:
            answer = self._follow(to, headers, part)
            if answer.status == 200:
                return self._taken(to, accept, answer, part)
            if answer.status != 304:
                raise _refused(to, answer)
            if kept:
                return self._unchanged(to, accept, kept)
            return Fetched(status=304, url=answer.to.url, path=None, etag=tag, last_modified=date, from_cache=True)
        finally:
            part.unlink(missing_ok=True)

    def status(self, url: str) -> int:
        """What is answered there in the end; no body is read. By HEAD, and by GET from servers that refuse to be asked
        so. Raises `NotFetched` when nobody answers, or robots.txt says no."""
        to = fetch_guard.target(url)
        answer = self._follow(to, {"Accept": "*/*"}, None, "HEAD")
        if answer.status >= 400:
            answer = self._follow(to, {"Accept": "*/*"}, None, "GET")
        return answer.status

    def _follow(self, to: Target, headers: dict[str, str], into: Path | None, method: str = "GET") -> Answer:
        """Every hop is a request of its own: checked, asked for in its site's robots.txt, and paused for."""
        seen = [to.url]
        while True:
            word = self._word(to)
            if not word.allows(to.url):
                why = word.trouble or "robots.txt says no"
                error = NotFetched(f"{to.url}: is not fetched: {why}. Ask the publisher, or fetch the file by hand.")
                error.nobody = word.nobody
                raise error
            self._wait(to.site, word.pause)
            answer = fetch_ask.ask(self.policy, to, self._headers(headers), into, self.policy.most_bytes, method=method)
            if answer.status not in fetch_ask.MOVED:
                return answer
            to = _next(answer)
            if to.url in seen or len(seen) > self.policy.redirects:
                raise NotFetched(f"{seen[0]}: is redirected in a circle or too often, last to {to.url}. Check `url`.")
            seen.append(to.url)

    def _headers(self, also: dict[str, str]) -> dict[str, str]:
        return {"User-Agent": self.policy.agent, "Accept-Encoding": "gzip", "Connection": "close", **also}

    def _word(self, to: Target) -> fetch_robots.Word:
        if to.site not in self._words:
            self._words[to.site] = fetch_robots.word(to.site, self._robots)
        return self._words[to.site]

    def _robots(self, url: str) -> tuple[int, bytes]:
        to = fetch_guard.target(url)
        part = self.cache.fresh(url, None)
        try:
            for _ in range(self.policy.redirects + 1):
                answer = fetch_ask.ask(self.policy, to, self._headers({}), part, fetch_robots.MOST_BYTES)
                if answer.status not in fetch_ask.MOVED:
                    return answer.status, part.read_bytes() if answer.status == 200 else b""
                to = _next(answer)
        except NotFetched as error:
            if error.status is None and not isinstance(error.__cause__, OSError):
                raise  # refused by us: the reason says more than "robots.txt"
            return 0, b""
        finally:
            part.unlink(missing_ok=True)
        return 404, b""  # RFC 9309, 2.3.1.2: after five redirects as if there were none

    def _wait(self, site: str, pause: float) -> None:
        pause = max(pause, self.policy.pause)
        before = self._asked.get(site)
        if before is not None and (left := before + pause - time.monotonic()) > 0:
            self.policy.sleep(left)
        self._asked[site] = time.monotonic()

    def _taken(self, asked: Target, accept: str | None, answer: Answer, part: Path) -> Fetched:
        kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
        kept = Kept(
            url=answer.to.url,
            file=self.cache.name(asked.url, accept, ENDINGS.get(kind, "")),
            content_type=answer.headers.get("Content-Type") or "",
            etag=answer.headers.get("ETag"),
            last_modified=answer.headers.get("Last-Modified"),
        )
        return _fetched(self.cache.keep(asked.url, accept, part, kept), kept, from_cache=False)

    def _unchanged(self, asked: Target, accept: str | None, kept: Kept) -> Fetched:
        self.cache.note(asked.url, accept, kept)
        return _fetched(self.cache.folder / kept.file, kept, from_cache=True)


def _fetched(path: Path, kept: Kept, *, from_cache: bool) -> Fetched:
    kind, _, rest = kept.content_type.partition(";")
    charset = rest.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    return Fetched(
        status=200,
        url=kept.url,
        path=path,
        content_type=kind.strip().lower(),
        charset=charset or None,
        etag=kept.etag,
        last_modified=kept.last_modified,
        from_cache=from_cache,
    )


def _next(answer: Answer) -> Target:
    location = answer.headers.get("Location")
    if not location:
        raise NotFetched(f"{answer.to.url}: says that it moved and does not say where. Check `url`.")
    to = fetch_guard.target(urljoin(answer.to.url, location))
    if answer.to.scheme == "https" and to.scheme == "http":
        raise NotFetched(f"{answer.to.url}: is redirected from https to http ({to.url}). Check `url`.")
    return to


def _refused(to: Target, answer: Answer) -> NotFetched:
    error = NotFetched(f"{to.url}: the server answered with status {answer.status}. Check `url`, or try later.")
    error.status = answer.status
    return error


_current: list[Fetcher] = []


def use(fetcher: Fetcher) -> None:
    """From now on `get` asks through this one."""
    _current[:] = [fetcher]


def get(url: str, *, accept: str | None = None, etag: str | None = None, since: str | None = None) -> Fetched:
    """`Fetcher.get` of the one in use; without any, one with the default policy and a cache in the data folder."""
    if not _current:
        use(Fetcher(Path(os.environ.get("ANLAUFSTELLE_HOME", "var")) / "fetched"))
    return _current[0].get(url, accept=accept, etag=etag, since=since)
