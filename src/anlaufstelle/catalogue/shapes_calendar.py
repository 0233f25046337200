"""What a calendar is asked and what it answers with."""

from datetime import date, datetime

from msgspec import Struct

EVERYONE = ("everyone",)


class Kept(Struct, frozen=True, kw_only=True):
    """An event as the calendar holds it; `days` are (day, start, end), one for each day it touches."""

    id: str
    areas: tuple[str, ...]
    audience: str = "everyone"
    district: str = ""
    organization: str = ""
    free: bool | None = None
    online: bool = False
    topics: tuple[str, ...] = ()
    last: date | None = None
    days: tuple[tuple[date, datetime, datetime], ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """All conditions must hold. `areas` are the codes an event may be for, `around` those of Kreise whose towns count,
    too; without both, everywhere."""

    areas: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    audiences: tuple[str, ...] = EVERYONE
    district: str = ""
    topics: tuple[str, ...] = ()
    organization: str = ""
    free: bool = False
    online: bool = False


class DayView(Struct, frozen=True):
    """One day of one event."""

    entry_id: str
    day: date
    start: datetime
    end: datetime


class DayCount(Struct, frozen=True):
    """A day of a month: how many take place on it, and the first of them."""

    day: date
    total: int
    first: tuple[DayView, ...]


class EventName(Struct, frozen=True):
    """As much of an event as a link to it needs."""

    id: str
    name: str
    needs: tuple[str, ...]
    kind: str = "event"


class Choices(Struct, frozen=True):
    """What conditions lead to something that is still to come: districts by name, organisations as (id, name)."""

    districts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    organizations: tuple[tuple[str, str], ...] = ()
