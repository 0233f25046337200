"""What somebody can do next. Every card and entry has a first action that works, and says whose it is.

Order, the same as the search tells machines: phone, website, mail, of each the offer's own before the provider's; then
the town's number. The page a record was read from is evidence, never a contact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from anlaufstelle.catalogue.shapes import EditionView, TownContact
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Organization, Phone, Service
from anlaufstelle.vocabulary import values

from .languages import isolate
from .phrase import stated

Way = Literal["phone", "mail", "web"]
Whose = Literal["service", "provider", "town"]
ICONS: dict[Way, str] = {"phone": "phone", "mail": "mail", "web": "web"}

AUTHORITIES = "115"
NOT_FOR_TALKING = ("fax", "tty", "pager")
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
            return _("Stadt anrufen")
        return {"phone": _("Anrufen"), "mail": _("E-Mail schreiben"), "web": _("Website öffnen")}[self.way]

    @property
    def strong(self) -> bool:
        """Only the offer's own number is loud: a page of ten loud buttons says nothing."""
        return self.whose == "service" and self.way == "phone"

    @property
    def whose_words(self) -> str:
        """A whole sentence, or "" where it is the offer's own."""
        phrase, owner = self._whose
        return phrase % isolate(owner) if phrase else ""

    @property
    def whose_told(self) -> SafeString:
        """The same for a page: the German name in it is marked as German."""
        phrase, owner = self._whose
        return mark_safe(escape(phrase) % stated(owner)) if phrase else SafeString("")

    @property
    def _whose(self) -> tuple[str, str]:
        if self.whose == "provider":
            told = {"phone": _("Nummer des Trägers: %s."), "mail": _("Adresse des Trägers: %s.")}
            return told.get(self.way, _("Website des Trägers: %s.")), self.owner.rstrip(".")
        if self.whose == "town":
            return _("Eigener Kontakt nicht bekannt. %s hilft weiter."), self.owner
        return "", ""


def _phones(phones: tuple[Phone, ...], whose: Whose, owner: str) -> Iterator[Action]:
    for phone in (one for one in phones if one.type not in NOT_FOR_TALKING):
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


def _own_phones(entry: Entry) -> tuple[Phone, ...]:
    record = entry.record
    own: tuple[Phone, ...] = getattr(record, "phones", ())
    if isinstance(record, Service):
        own += tuple(phone for place in record.service_at_locations for phone in place.phones)
        own += tuple(phone for contact in record.contacts for phone in contact.phones)
    return own + tuple(phone for place in entry.locations if not place.confidential for phone in place.phones)


def ways(entry: Entry, edition: EditionView) -> list[Action]:
    """All of them, best first; never empty."""
    record, provider = entry.record, entry.provider
    website = record.website if isinstance(record, Organization) else getattr(record, "url", None)
    found = list(_phones(_own_phones(entry), "service", ""))
    if provider:
        found += _phones(provider.phones, "provider", provider.name)
    found += _web(website, "service", "")
    if provider:
        found += _web(provider.website, "provider", provider.name)
    found += _mail(getattr(record, "email", None), "service", "")
    if provider:
        found += _mail(provider.email, "provider", provider.name)
    unique: dict[str, Action] = {}
    for action in [*found, *of_town(edition)]:
        unique.setdefault(_same(action), action)
    return list(unique.values())


def _same(action: Action) -> str:
    """Two pages of one site are one way to go."""
    if action.way != "web":
        return action.href
    return (urlsplit(action.href).hostname or action.href).removeprefix("www.")


def phone(stated: str | None) -> Action | None:
    """A number that an edition names, to be tapped."""
    found = tuple(Phone(id="", number=one.number) for one in values.phones(stated or "")[:1])
    return next(_phones(found, "town", ""), None)


def of_town(edition: EditionView) -> list[Action]:
    """Never empty: a town that has named nobody yet hands over to the authorities' common number."""
    return list(_of_town(edition.contact, edition.name))


@lru_cache(maxsize=64)
def _of_town(contact: TownContact, name: str) -> tuple[Action, ...]:
    owner = contact.name or name
    numbers = values.phones(contact.phone or "")
    phones = tuple(Phone(id="", number=number.number) for number in numbers[:1])
    if not (phones or contact.email or contact.website):
        phones, owner = (Phone(id="", number=AUTHORITIES),), f"Behördennummer {AUTHORITIES}"
    return (
        *_phones(phones, "town", owner),
        *_mail(contact.email, "town", owner),
        *_web(contact.website, "town", owner),
    )


def town_beside(ways: list[Action]) -> list[Action]:
    """The town's contact under an entry; and where nobody can be written to, also the town's mail or website.

    Who cannot hear must not end at a telephone.
    """
    town = [way for way in ways[1:] if way.whose == "town"]
    written = any(way.way != "phone" for way in ways if way.whose != "town")
    return town[:1] + ([] if written else [way for way in town[1:] if way.way != "phone"][:1])
