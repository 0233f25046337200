"""A few web addresses a night are asked whether they still lead somewhere, the longest unasked first.

One bad night proves nothing: an address counts as dead when it failed on two different days in a row. Then its entries
are doubted (`resolve.freshness`), and their editors find it in the inbox.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import web as known
from anlaufstelle.catalogue.read.web import WebLinkView
from anlaufstelle.catalogue.store import asking
from anlaufstelle.catalogue.store import web as store
from anlaufstelle.gather import links
from anlaufstelle.gather.links import Answered
from anlaufstelle.record.entry import Entry

from . import inbox, setup

A_HOST = 5
"""Addresses of one site a night, at the pace its robots.txt asks for."""
AGAIN = {"alive": 30, "failing": 1, "dead": 7, "unsure": 60}
"""Days until an address is asked again."""
FORGOTTEN = timedelta(days=120)
KINDS = ("service", "organization", "event", "opportunity")
OFFLINE = 3
"""When so many sites are silent, and none answers, it is our own line that is down."""

Ask = Callable[[str], Answered]


class Checked(Struct):
    """`dead` names the addresses that counted as dead tonight; `offline`: nothing was written."""

    asked: int = 0
    dead: tuple[str, ...] = ()
    offline: bool = False


def nightly() -> dict[str, int]:
    """A town that is only a preview asks nobody."""
    if not settings.ANLAUFSTELLE_LINKS or not any(one.state == "released" for one in read.editions()):
        return {}
    fetcher = links.prober(setup.web())
    done = check(lambda url: links.ask(fetcher, url), timezone.localdate(), settings.ANLAUFSTELLE_LINKS)
    return {"links": done.asked, "dead": len(done.dead)}


def check(ask: Ask, today: date, most: int) -> Checked:
    shown = _shown()
    before = known.all_known()
    answers = {url: ask(url) for url in due(shown, before, today, most)}
    if _offline(answers):
        return Checked(offline=True)
    dead = []
    for url, answer in answers.items():
        now = after(url, before.get(url), answer, today)
        store.keep(now)
        if now.state == "dead":
            dead.append(url)
            for entry in shown[url]:
                asking.add_signal(entry, "web", "dead-link", today)
    store.forget(today - FORGOTTEN, shown)
    inbox.refresh({entry for url in dead for entry in shown[url]})
    return Checked(len(answers), tuple(dead))


def due(shown: Iterable[str], before: Mapping[str, WebLinkView], today: date, most: int) -> list[str]:
    """Those never asked first, then the longest unasked; few of each site."""
    waiting = [
        (one.checked_on if (one := before.get(url)) else date.min, url)
        for url in shown
        if (one := before.get(url)) is None or one.checked_on + timedelta(days=AGAIN[one.state]) <= today
    ]
    taken: list[str] = []
    sites: Counter[str] = Counter()
    for _, url in sorted(waiting):
        site = urlsplit(url).netloc.lower()
        if len(taken) < most and sites[site] < A_HOST:
            sites[site] += 1
            taken.append(url)
    return taken


def after(url: str, before: WebLinkView | None, answer: Answered, today: date) -> WebLinkView:
    if answer.state != "dead":
        return WebLinkView(url, answer.state, today, None, answer.why)
    first = before.failed_on if before and before.failed_on else today
    return WebLinkView(url, "dead" if first < today else "failing", today, first, answer.why)


def of(entry: Entry) -> Iterator[str]:
    """The web addresses an entry shows of itself."""
    record = entry.record
    for name in ("url", "website"):
        if address := getattr(record, name, None):
            yield address
    for name in ("additional_urls", "additional_websites"):
        yield from (one.url for one in getattr(record, name, ()) if one.url)


def _shown() -> dict[str, list[str]]:
    """Entry ids by address."""
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        for entry in read.stream(kind):
            for url in of(entry):
                if url.startswith(("http://", "https://")):
                    found.setdefault(url, []).append(entry.id)
    return found


def _offline(answers: Mapping[str, Answered]) -> bool:
    sites = {urlsplit(url).netloc for url in answers}
    return len(sites) >= OFFLINE and all(one.state == "dead" for one in answers.values())
