"""What a town's edition says of its own life: who answers those who want to help, its quarters, its houses."""

from msgspec import Struct


class HelpDesk(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who reads what people write that want to help ("Freiwilligenagentur Musterstadt"), and within how many days they
    are answered. Those people are the editors and advisers of the town's areas at the desk."""

    name: str
    days: int = 7


class Network(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What makes an edition a network of towns. `office` is who runs it, `formats` what it holds ("Exkursionen"),
    `terms` what joining means for every town, `url` its own page."""

    about: str | None = None
    office: str | None = None
    url: str | None = None
    formats: tuple[str, ...] = ()
    terms: str | None = None


class Quarter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What only the town knows of one of its districts: whom to ask there. `name` as in `districts`."""

    name: str
    about: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    website: str | None = None


class Room(Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    floor: str | None = None
    seats: int | None = None
    step_free: bool | None = None


class House(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A house where many carriers work. `name` and the rooms' names are what a `slot` says."""

    name: str
    place: str | None = None
    phone: str | None = None
    rooms: tuple[Room, ...] = ()
