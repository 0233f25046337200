"""Asking providers whether what we show still stands: one mail for all that a person answers for, with links to do so.

What is due is computed from the ledgers each time (`resolve.asking`); a letter is written once per person and
day, whatever is killed in between.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language_info
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.record.entry import Entry
from anlaufstelle.resolve import asking, freshness
from anlaufstelle.vocabulary import area

from . import mail_words, outbox, tickets

A_DAY = 50
"""Letters a day: answers come back to people, and a new town would otherwise write to everybody on its first night."""
OFFERED = ("service", "opportunity", "event")
SPOKEN = ("crisis", "hours", "phone")
"""The kinds of field that decide whether a way was in vain."""


class Addressed(Struct, frozen=True):
    """`addresses` by organisation. Two organisations with one address are one person, who is asked once for both."""

    subjects: list[asking.Subject]
    addresses: dict[str, str]

    def by_person(self) -> list[asking.Subject]:
        return [replace(one, organization=self.person(one.organization)) for one in self.subjects]

    def person(self, organization: str) -> str:
        address = self.addresses.get(organization)
        return tickets.address_hash(address) if address else organization

    def written(self) -> dict[str, list[date]]:
        """The days each person was written to, oldest first."""
        found: dict[str, set[date]] = {}
        for organization, days in known.written_to().items():
            found.setdefault(self.person(organization), set()).update(days)
        return {person: sorted(days) for person, days in found.items()}


def subjects(today: date) -> Addressed:
    """Everything shown that belongs to an organisation or stands alone, and where organisations can be written to."""
    entries = [entry for kind in OFFERED for entry in read.stream(kind)]
    heard = known.signals(entry.id for entry in entries)
    addresses: dict[str, str] = {}
    for entry in entries:
        if entry.provider and (address := entry.provider.email or getattr(entry.record, "email", None)):
            addresses.setdefault(entry.provider.id, address)
    silent = known.silenced(tickets.address_hash(one) for one in addresses.values())
    usable = {id: one for id, one in addresses.items() if tickets.address_hash(one) not in silent}
    return Addressed([_subject(one, heard.get(one.id, {}), usable, today) for one in entries], usable)


def _subject(
    entry: Entry, heard: dict[freshness.Kind, list[freshness.Event]], usable: dict[str, str], today: date
) -> asking.Subject:
    told = freshness.of_entry(entry, heard, today)
    matters = [one for kind, one in told.items() if kind in SPOKEN] or list(told.values())
    confirmed = [one.confirmed for one in matters if one.confirmed]
    organization = entry.provider.id if entry.provider else ""
    return asking.Subject(
        entry=entry.id,
        organization=organization,
        crisis=freshness.is_crisis((*entry.needs, *entry.situations)),
        confirmed=min(confirmed) if len(confirmed) == len(matters) and confirmed else None,
        since=freshness.day_of(next((one.received for one in entry.sources), None)) or today,
        confidence=min((one.confidence for one in matters), default=0.0),
        doubted=any(one.doubted for one in told.values()),
        mail=organization in usable,
    )


def write(today: date | None = None) -> int:
    """Letters that are due, into the outbox; returns how many are new. Each stands or falls in one transaction."""
    day = today or timezone.localdate()
    asked = subjects(day)
    due = asking.to_write(asked.by_person(), asked.written(), day, A_DAY)
    of = {one.entry: one.organization for one in asked.subjects}
    return sum(_write(Counter(of[one] for one in entries), asked.addresses, day) for entries in due.values())


def nightly() -> dict[str, int]:
    """The last stage of the night. A town that is only a preview writes to nobody."""
    if not any(one.state == "released" for one in read.editions()):
        return {}
    return {"letters": write(), "sent": outbox.send(land=land()).sent}


def land() -> str:
    """Whose holidays hold: that of the town this instance is for."""
    codes = [code for one in read.editions() for code in one.areas if code[:2].isdigit()]
    return area.land(codes[0]) if codes else "NW"


def _write(numbers: Mapping[str, int], addresses: Mapping[str, str], day: date) -> bool:
    """To one person, about so many offers of each organisation."""
    told, kept = [], []
    for entry in read.entries(numbers):
        token, ticket = tickets.make("answer", entry.id)
        told.append(mail_words.Asked(entry.name, numbers[entry.id], _links(token)))
        kept.append(ticket)
    if not told:
        return False
    stop_token, stop_kept = tickets.make("stop", kept[0].organization)
    words = mail_words.reminder(told, _link(stop_token, "abmelden"), tongues())
    letter = store.NewLetter(
        batch=f"{day} {kept[0].organization}",
        message_id=outbox.new_id(),
        organization=kept[0].organization,
        address=addresses[kept[0].organization],
        subject=words.subject,
        body=words.body,
        stop=_link(stop_token, "abmelden"),
    )
    return store.add_letter(letter, [*kept, stop_kept])


def letter(organization: str) -> mail_words.Words:
    """For paper: the same words and links, answered for as long; nothing waits in the outbox."""
    name = read.entry(organization).name
    answer, kept = tickets.make("answer", organization)
    store.add_tickets([kept])
    number = len(read.provider_services(organization))
    return mail_words.reminder([mail_words.Asked(name, number, _links(answer))], "", tongues())


def tongues() -> list[str]:
    """Beside German, what the pages behind the links can be read in, as their speakers call it."""
    offered = {code for one in read.editions() for code in one.languages} - {settings.LANGUAGE_CODE}
    return [str(get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES if code in offered]


def stop(ticket: known.TicketView) -> None:
    """No more mail to the address that this link was sent to."""
    if sent := known.letter(ticket.letter):
        store.silence(tickets.address_hash(sent.address), "stop")


def _links(token: str) -> mail_words.Links:
    return mail_words.Links(*(_link(token, one) for one in ("stimmt", "aendern", "gibt-es-nicht-mehr")))


def _link(token: str, what: str) -> str:
    return f"{settings.ANLAUFSTELLE_ADDRESS.rstrip('/')}/anbieter/{token}/{what}"
