"""A network's newsletter: what became public in it, told once a month to those who agreed to that twice.

Only what is for everyone is told. Each mail is about one calendar month, so that nothing has to be remembered between
two; whoever agrees during a month gets the first one in the next.
"""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read, store
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.read.newsletter import ReaderView
from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.catalogue.shapes_calendar import Asked
from anlaufstelle.catalogue.store.asking import NewLetter, NewTicket
from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import values

from . import newsletter_words, outbox, tickets

KEPT_DAYS = 7
"""How long an address waits for its owner to agree; the link in the first mail holds as long."""
AHEAD = timedelta(days=45)
PATHS = {"event": "termine", "document": "netz/bibliothek", "project": "projekte"}


class News(Struct, frozen=True):
    """`at`: when it could be read for the first time."""

    entry: Entry
    at: datetime


def offered(edition: EditionView) -> bool:
    """A network that is only a preview writes to nobody."""
    return edition.network is not None and edition.state == "released"


def news(edition: EditionView, most: int, since: datetime | None = None, until: datetime | None = None) -> list[News]:
    """What became public in this time and is not over or replaced, newest first: the network's own events and working
    aids, and its towns' projects."""
    today = timezone.localdate()
    towns = read.networks.towns(read.networks.members(edition.areas, today))
    old = read.networks.replaced()
    ids = [
        *read.calendar.ids(Asked(areas=edition.areas), today),
        *(id for id in read.networks.ids("document", edition.areas) if id not in old),
        *(read.networks.ids("project", towns) if towns else ()),
    ]
    first = read.newsletter.first_published(ids)
    within = [(at, id) for id, at in first.items() if (since is None or since <= at) and (until is None or at < until)]
    chosen = {id: at for at, id in sorted(within, reverse=True)[:most]}
    return [News(one, chosen[one.id]) for one in read.entries(chosen)]


def sign_up(edition: EditionView, address: str) -> None:
    """Asks the owner of the address by mail, once in a week. Nobody learns from here whether it was known.

    Raises `BadValue` for what is no address."""
    address = values.email(address.strip()).lower()
    if known.silenced([tickets.address_hash(address)]):
        return
    id = store.newsletter.add(edition.areas[0], address)
    found = read.newsletter.reader(id)
    if found is None or found.confirmed_on:
        return
    token, kept = tickets.make("join", id)
    words = newsletter_words.question(edition.name, _link(edition, token, "zustimmen"), KEPT_DAYS)
    _write(found, f"newsletter ask {id}", words, [kept])


def opened(edition: EditionView, token: str, purpose: tickets.Purpose) -> ReaderView | None:
    """None also for a reader of another network."""
    ticket = tickets.opened(token, purpose)
    found = read.newsletter.reader(ticket.organization) if ticket else None
    return found if found and found.area in edition.areas else None


def confirm(reader: ReaderView) -> None:
    store.newsletter.confirm(reader.id, timezone.localdate())


def remove(id: str) -> None:
    """The address, its links and letters, and the files they were put into."""
    outbox.discard(store.newsletter.remove(id))


def forget() -> int:
    """Addresses whose owners never agreed; returns how many went."""
    late = read.newsletter.unconfirmed(timezone.now() - timedelta(days=KEPT_DAYS))
    return _remove_all(late)


def forget_address(address: str) -> int:
    return _remove_all(read.newsletter.with_address(address.strip()))


def _remove_all(ids: list[str]) -> int:
    for id in ids:
        remove(id)
    return len(ids)


def write(today: date | None = None) -> int:
    """The newsletters of this month that are not written yet, into the outbox; returns how many."""
    day = today or timezone.localdate()
    return sum(_of(edition, day) for edition in read.editions() if offered(edition))


def _of(edition: EditionView, today: date) -> int:
    first = today.replace(day=1)
    readers = read.newsletter.readers(edition.areas, first)
    silent = known.silenced(tickets.address_hash(one.address) for one in readers)
    readers = [one for one in readers if tickets.address_hash(one.address) not in silent]
    told = _told(edition, today) if readers else None
    if told is None:
        return 0
    number = 0
    for one in readers:
        token, kept = tickets.make("leave", one.id)
        link = _link(edition, token, "abmelden")
        words = newsletter_words.newsletter(told, link)
        number += _write(one, f"newsletter {edition.areas[0]} {first:%Y-%m} {one.id}", words, [kept], link)
    return number


def _told(edition: EditionView, today: date) -> newsletter_words.Told | None:
    """None when there is nothing to tell."""
    first = today.replace(day=1)
    since, until = ((_midnight(one)) for one in ((first - timedelta(days=1)).replace(day=1), first))
    found = [one.entry for one in news(edition, newsletter_words.MOST * 3, since, until)]
    lines = {kind: [_line(edition, one) for one in found if one.kind == kind] for kind in ("document", "project")}
    told = newsletter_words.Told(
        network=edition.name, month=first, events=_events(edition, today), documents=lines["document"],
        projects=lines["project"], page=f"{_front(edition)}/netz",
    )  # fmt: skip
    return told if told.events or told.documents or told.projects else None


def _events(edition: EditionView, today: date) -> list[newsletter_words.Line]:
    """What takes place soon, each once with its next day."""
    spans = read.calendar.days(Asked(areas=edition.areas), today, today + AHEAD, newsletter_words.MOST * 3)
    days: dict[str, date] = {}
    for span in spans:
        days.setdefault(span.entry_id, span.day)
    return [
        _line(edition, one, days[one.id], sure=not dates.uncertain(one, today))
        for one in read.entries(days)
        if getattr(one.record, "status", "") != "cancelled"
    ]


def _line(edition: EditionView, entry: Entry, day: date | None = None, *, sure: bool = True) -> newsletter_words.Line:
    address = f"{_front(edition)}/{PATHS[entry.kind]}/{entry.id}"
    return newsletter_words.Line(" ".join(entry.name.split()), address, day, sure)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _write(reader: ReaderView, batch: str, words: tuple[str, str], kept: list[NewTicket], stop: str = "") -> bool:
    letter = NewLetter(
        batch=batch,
        message_id=outbox.new_id(),
        organization=reader.id,
        address=reader.address,
        subject=words[0][:200],
        body=words[1],
        stop=stop,
    )
    return store.asking.add_letter(letter, kept)


def _link(edition: EditionView, token: str, what: str) -> str:
    return f"{_front(edition)}/netz/rundbrief/{token}/{what}"


def _front(edition: EditionView) -> str:
    """What the addresses of a network's pages begin with, in its first language."""
    base = settings.ANLAUFSTELLE_ADDRESS.rstrip("/")
    if edition.host:
        base = f"{urlsplit(base).scheme}://{edition.host}"
    elif edition.slug != settings.ANLAUFSTELLE_EDITION:
        base = f"{base}/{edition.slug}"
    return f"{base}/{next(iter(edition.languages), settings.LANGUAGE_CODE)}"
