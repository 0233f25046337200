"""Points for addresses that came without one. Answers are kept by the address's text in `geocoded.jsonl`, a ledger of
its own beside the three: it may be thrown away and asked anew. A source's point or an editor's pin is never touched,
since only what has no point is asked about, and assembling looks here last.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.utils import timezone

from anlaufstelle.catalogue import ledger
from anlaufstelle.errors import Unreadable
from anlaufstelle.gather import fetch, geocode
from anlaufstelle.gather.geocode import Answer, Asked
from anlaufstelle.record.entry import Point
from anlaufstelle.record.model import Location

from . import work

logger = logging.getLogger(__name__)
MOST = 5000
"""Addresses a night: at one a second not more than an hour and a half."""
AGAIN = timedelta(days=90)
"""What a geocoder did not know is asked again after that."""
DECODER = msgspec.json.Decoder(Answer)


def point_of(location: Location) -> Point | None:
    """What is known of a location without a point of its own: its address or district, else the middle of its town."""
    one = geocode.asked(location)
    known = _answers().get(one.text) if one else None
    return known.point if known and known.point else geocode.town(location)


def ask() -> int:
    """Asks for what is not known yet; returns how many answers came. A failure ends the asking until the next night."""
    setting = settings.ANLAUFSTELLE_GEOCODER
    geocoder = geocode.geocoder(setting, _fetcher().get) if setting else None
    if geocoder is None:
        return 0
    count = 0
    for one in islice(_unknown(), MOST):
        try:
            point = geocoder.find(one)
        except Unreadable as error:
            logger.warning("geocoding stops until the next night: %s", error)
            break
        _keep(Answer(one.text, point, geocoder.kind, timezone.localdate().isoformat()))
        count += 1
    return count


def waiting() -> tuple[list[str], Callable[[], None]]:
    """Entries whose addresses were answered since this was last applied, and what to call once they are assembled."""
    lines = _lines()
    mark = _file().with_suffix(".applied")
    done = int(mark.read_text()) if mark.exists() else 0
    texts = {line.text for line in lines[done if done <= len(lines) else 0 :] if line.point}
    if not texts:
        return [], lambda: None
    ids = [id for id, one in _asked() if one.text in texts]
    return work.entries_of(ids), lambda: mark.write_text(str(len(lines))) and None


def _unknown() -> Iterator[Asked]:
    known = dict(_answers())
    limit = (timezone.localdate() - AGAIN).isoformat()
    seen: set[str] = set()
    for _, one in _asked():
        before = known.get(one.text)
        if one.text not in seen and (before is None or (before.point is None and before.on < limit)):
            seen.add(one.text)
            yield one


def _asked() -> Iterator[tuple[str, Asked]]:
    places = [one.holding.id for one in ledger.versions() if one.holding.kind == "location" and not one.gone]
    for piece in ledger.pieces(places):
        for id, received in ledger.received(piece).items():
            if isinstance(received.record, Location) and (one := geocode.asked(received.record)):
                yield id, one


def _file() -> Path:
    return Path(settings.ANLAUFSTELLE_HOME) / "geocoded.jsonl"


def _keep(answer: Answer) -> None:
    with _file().open("ab") as file:
        file.write(msgspec.json.encode(answer) + b"\n")


def _answers() -> dict[str, Answer]:
    file = _file()
    if not file.exists():
        return {}
    told = file.stat()
    return _read(file, told.st_size, told.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(file: Path, size: int, changed: int) -> dict[str, Answer]:
    """Kept as long as the file is the same; a later answer replaces an earlier one."""
    return {line.text: line for line in _lines()}


def _lines() -> list[Answer]:
    file = _file()
    if not file.exists():
        return []
    found = []
    for line in file.read_bytes().split(b"\n"):
        try:
            found.append(DECODER.decode(line))
        except msgspec.MsgspecError:
            if line:
                logger.warning("%s: a line cannot be read and is left out", file.name)  # cut off by a crash
    return found


def _fetcher() -> fetch.Fetcher:
    """A geocoder in the own network is asked without pauses; one elsewhere once a second, as public ones demand."""
    inside = tuple(settings.ANLAUFSTELLE_FETCH_INSIDE)
    url = urlsplit(settings.ANLAUFSTELLE_GEOCODER.partition(":")[2])
    own = url.hostname in inside or f"{url.hostname}:{url.port}" in inside
    policy = fetch.Policy(contact=settings.ANLAUFSTELLE_CONTACT, inside=inside, pause=0.0 if own else 1.0)
    return fetch.Fetcher(Path(settings.ANLAUFSTELLE_HOME) / "geocoder", policy)
