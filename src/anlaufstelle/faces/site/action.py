"""What somebody can do next. Every card and entry has a first action that works, and says whose it is.

Order: the offer's own phone, its mail, the provider's phone, the offer's website, the provider's, the provider's mail,
the town's number. The page a record was read from is evidence, never a contact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Event, Opportunity, Organization, Phone, Service
from anlaufstelle.vocabulary import values

Way = Literal["phone", "mail", "web"]
Whose = Literal["service", "provider", "town"]
ICONS: dict[Way, str] = {"phone": "phone", "mail": "mail", "web": "web"}


LONGEST_CAPTION = 26
"""Letters of a web address on a button; of a longer one only the host is shown."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """`owner` is "" for the offer's own; `note` what the source says about this way (hours of the phone, a person)."""

    way: Way
    href: str
    caption: str
    whose: Whose
    owner: str = ""
    note: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.way]

    @property
    def outside(self) -> bool:
        return self.way == "web"

    @property
    def label(self) -> str:
        if self.whose == "town" and self.way == "phone":
            return _("Stadt anrufen:")
        return {"phone": _("Anrufen:"), "mail": _("E-Mail:"), "web": _("Website:")}[self.way]

    @property
    def whose_words(self) -> str:
        """A whole sentence, or "" where it is the offer's own."""
        if self.whose == "provider":
            told = {"phone": _("Nummer des Trägers: %s."), "mail": _("Adresse des Trägers: %s.")}
            return told.get(self.way, _("Website des Trägers: %s.")) % self.owner
        if self.whose == "town":
            return _("Eigener Kontakt nicht bekannt. %s hilft weiter.") % self.owner
        return ""


def _phones(phones: tuple[Phone, ...], whose: Whose, owner: str) -> Iterator[Action]:
    for phone in phones:
        note = " · ".join(part for part in (phone.description, phone.hours) if part)
        yield Action(
            way="phone",
            href=values.phone_href(phone.number),
            caption=values.phone_caption(phone.number),
            whose=whose,
            owner=owner,
            note=note,
        )


def _mail(address: str | None, whose: Whose, owner: str) -> Iterator[Action]:
    if address:
        yield Action(way="mail", href=f"mailto:{address}", caption=address, whose=whose, owner=owner)


def _web(address: str | None, whose: Whose, owner: str) -> Iterator[Action]:
    if address:
        caption = values.web_caption(address)
        short = caption if len(caption) <= LONGEST_CAPTION else caption.split("/", 1)[0]
        yield Action(way="web", href=address, caption=short, whose=whose, owner=owner)


def _own(entry: Entry) -> Iterator[Action]:
    record = entry.record
    if isinstance(record, Service | Event | Opportunity):
        yield from _phones(record.phones, "service", "")
        if isinstance(record, Service):
            for contact in record.contacts:
                yield from _phones(contact.phones, "service", "")
        yield from _mail(record.email, "service", "")
    if isinstance(record, Organization):
        yield from _phones(record.phones, "service", "")
        yield from _web(record.website, "service", "")
        yield from _mail(record.email, "service", "")
    for place in entry.locations:
        if not place.confidential:
            yield from _phones(place.phones, "service", "")


def ways(entry: Entry, edition: EditionView) -> list[Action]:
    """All of them, best first; never empty where the town has a contact."""
    found = list(_own(entry))
    provider, record = entry.provider, entry.record
    if provider:
        found += _phones(provider.phones, "provider", provider.name)
    if isinstance(record, Service | Event | Opportunity):
        found += _web(record.url, "service", "")
    if provider:
        found += _web(provider.website, "provider", provider.name)
        found += _mail(provider.email, "provider", provider.name)
    unique: dict[str, Action] = {}
    for action in [*found, *of_town(edition)]:
        unique.setdefault(action.href, action)
    return list(unique.values())


def of_town(edition: EditionView) -> list[Action]:
    contact = edition.contact
    owner = contact.name or edition.name
    numbers = values.phones(contact.phone or "")
    phones = tuple(Phone(id="", number=number.number) for number in numbers[:1])
    return [
        *_phones(phones, "town", owner),
        *_mail(contact.email, "town", owner),
        *_web(contact.website, "town", owner),
    ]
