"""What a site's robots.txt says to us (RFC 9309): none there means yes, a server in trouble means no."""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct
from protego import Protego

NAME = "Anlaufstelle"
"""The word a site uses in robots.txt to speak to us."""
MOST_BYTES = 512 * 1024
LONGEST_PAUSE = 60.0

Ask = Callable[[str], tuple[int, bytes]]
"""Fetches a robots.txt; a status of 0 means that nobody answered."""


class Word(Struct, frozen=True):
    """What one site said. `trouble`: why everything is refused, if it is; `nobody` was there to say anything."""

    text: str = ""
    trouble: str = ""
    nobody: bool = False

    def allows(self, url: str) -> bool:
        return not self.trouble and (not self.text or bool(_read(self.text).can_fetch(url, NAME)))

    @property
    def pause(self) -> float:
        wanted = _read(self.text).crawl_delay(NAME) if self.text else None
        return min(float(wanted or 0), LONGEST_PAUSE)


@lru_cache(maxsize=64)
def _read(text: str) -> Protego:
    return Protego.parse(text)


def word(site: str, ask: Ask) -> Word:
    status, body = ask(f"{site}/robots.txt")
    if status == 0:
        return Word(trouble="robots.txt could not be read, which counts as no", nobody=True)
    if status == 429 or status >= 500:
        return Word(trouble=f"robots.txt was answered with {status}, which counts as no")
    return Word(text=body.decode("utf-8-sig", "replace")) if status == 200 else Word()
