"""What was fetched before, on disk: the body as it came, and beside it what is needed to ask whether it changed.

A body is written beside and moved into place last, so that a reader never sees half of one.
"""

import os
import time
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from msgspec import Struct

KEPT_DAYS = 60


class Kept(Struct, kw_only=True):
    """`url` is where the body came from in the end."""

    url: str
    file: str
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    at: float = 0.0


class Cache:
    """One folder, one pair of files for each address and `accept`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._tidy()

    def find(self, url: str, accept: str | None) -> Kept | None:
        try:
            kept = msgspec.json.decode((self.folder / f"{_name(url, accept)}.json").read_bytes(), type=Kept)
        except (OSError, msgspec.DecodeError):
            return None  # never fetched, or a half-written note: asked again without conditions
        return kept if (self.folder / kept.file).is_file() else None

    def fresh(self, url: str, accept: str | None) -> Path:
        """Where to write a body before it is known to be whole; every writer has its own."""
        return self.folder / f"{_name(url, accept)}.{os.getpid()}-{time.monotonic_ns()}.part"

    def keep(self, url: str, accept: str | None, body: Path, kept: Kept) -> Path:
        path = self.folder / kept.file
        body.replace(path)
        self.note(url, accept, kept)
        return path

    def note(self, url: str, accept: str | None, kept: Kept) -> None:
        kept.at = time.time()
        beside = self.fresh(url, accept)
        beside.write_bytes(msgspec.json.encode(kept))
        beside.replace(self.folder / f"{_name(url, accept)}.json")

    def name(self, url: str, accept: str | None, ending: str) -> str:
        """A file name that keeps the address's own, since readers go by its ending and people by its words."""
        own = Path(unquote(urlsplit(url).path)).name
        own = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in own)[-60:].lstrip(".")
        return f"{_name(url, accept)}-{own or 'page'}" + ("" if Path(own).suffix else ending)

    def _tidy(self) -> None:
        before = time.time() - KEPT_DAYS * 86400
        for path in self.folder.iterdir():
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)


def _name(url: str, accept: str | None) -> str:
    return blake2b(f"{url}\n{accept or ''}".encode(), digest_size=12).hexdigest()
