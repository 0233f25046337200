"""Letters on paper to those who have no mail address that works: who is due, and the letters with their links.

A letter counts as sent when it is made: nobody can see the post. Its link stands on the paper alone; made anew (the
printer jammed) it gets another one, and counts once a day.
"""

from collections.abc import Sequence
from datetime import date
from email.utils import make_msgid

from django.db import transaction
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.rules import Person
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.catalogue.store import people
from anlaufstelle.errors import BadValue
from anlaufstelle.record.entry import Entry
from anlaufstelle.resolve import asking

from . import mail_words, reminders

MOST = 50
ADDRESS = "Brief"
"""Stands where a mail has its address."""
RESTS = 60
"""Days in which a letter may be answered; so long nobody is proposed for another one."""


class Recipient(Struct, frozen=True, kw_only=True):
    """An organisation without a mail address. `last`: when it was last written to, by whichever way."""

    id: str
    name: str
    offers: int
    crisis: bool
    last: date | None
    due: bool


class OnPaper(Struct, frozen=True):
    """`address`: the lines of the envelope, as far as the place is no secret."""

    name: str
    address: tuple[str, ...]
    words: mail_words.Words


def recipients(areas: frozenset[str], today: date | None = None) -> list[Recipient]:
    """Of these stewards' areas, those in need first; who was written to lately stands last."""
    day = today or timezone.localdate()
    told = reminders.subjects(day)
    waiting: dict[str, list[asking.Subject]] = {}
    for one in sorted(told.subjects, key=lambda one: asking.urgency(one, day)):
        if one.organization and not one.mail and one.due(day, asking.AHEAD):
            waiting.setdefault(one.organization, []).append(one)
    stewards, written = {one.id: one.steward for one in read.sources()}, known.written_to()
    own = {one.id: one for one in read.entries(waiting) if stewards.get(one.sources[0].source) in areas}
    found = [
        _recipient(own[id], group, max(written.get(id, ()), default=None), day)
        for id, group in waiting.items()
        if id in own
    ]
    return sorted(found, key=lambda one: not one.due)


def _recipient(entry: Entry, group: Sequence[asking.Subject], last: date | None, day: date) -> Recipient:
    return Recipient(
        id=entry.id,
        name=entry.name,
        offers=len(group),
        crisis=any(one.crisis for one in group),
        last=last,
        due=last is None or (day - last).days >= RESTS,
    )


def write(*, person: Person, chosen: Sequence[str], areas: frozenset[str]) -> list[OnPaper]:
    """Each in one transaction with its link, and into the account log; only for whom `recipients` names."""
    known_here = {one.id: one for one in recipients(areas)}
    wanted = [known_here[id] for id in dict.fromkeys(chosen) if id in known_here]
    if not wanted or len(wanted) > MOST:
        raise BadValue(f"Bitte mindestens eine und höchstens {MOST} Einrichtungen auswählen.")
    return [_written(person, one, timezone.localdate()) for one in wanted]


def _written(person: Person, one: Recipient, day: date) -> OnPaper:
    with transaction.atomic():
        words = reminders.letter(one.id)
        letter = store.NewLetter(
            batch=f"{day} {one.id} paper", message_id=make_msgid(domain="paper.invalid"), organization=one.id,
            address=ADDRESS, subject=words.subject, body="",
        )  # fmt: skip
        if store.add_letter(letter, []):
            store.move_letter(letter.message_id, before="waiting", after="sent")
        people.note(person.who, "letter", one.name)
    return OnPaper(one.name, _address(one.id), words)


def _address(organization: str) -> tuple[str, ...]:
    """Where most of its offers are."""
    offers = read.provider_services(organization)
    places = [place for one in offers for place in one.locations if not place.confidential]
    told = [
        (one.address_1, f"{one.postal_code or ''} {one.city or ''}".strip())
        for place in places
        for one in place.addresses
        if one.address_1 and one.city
    ]
    return max(told, key=told.count) if told else ()  # type: ignore[return-value]
