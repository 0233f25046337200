"""What `read` tells the desk: people, their sessions, what waits and what was done with it."""

from datetime import date, datetime
from typing import Any

from msgspec import Struct

from .rules import Held, Person


class AccountView(Struct, frozen=True, kw_only=True):
    """`secure`: a second step is set up. `sittings` is how many sessions are open."""

    id: int
    person: Person
    active: bool
    secure: bool
    last_seen: datetime | None
    grants: tuple[tuple[int, Held], ...]
    sittings: int = 0


class AccessView(Struct, frozen=True, kw_only=True):
    secret: str = ""
    confirmed: bool = False
    locked: bool = False


class InvitationView(Struct, frozen=True, kw_only=True):
    id: int
    name: str
    held: Held
    by: str
    until: datetime
    mail: str = ""


class SittingView(Struct, frozen=True, kw_only=True):
    id: int
    at: datetime
    browser: str
    session: str


class DeedView(Struct, frozen=True, kw_only=True):
    at: datetime
    who: str
    act: str
    about: str


class Item(Struct, frozen=True, kw_only=True):
    """One thing to look at, as it is written into the inbox. See `models.desk` for the fields."""

    key: str
    kind: str
    area: str
    harm: int
    at: datetime
    title: str
    mark: str
    words: str = ""
    entry_id: str = ""
    other_id: str = ""
    bundle: str = ""
    data: dict[str, Any] = {}
    id: int = 0


class Group(Struct, frozen=True, kw_only=True):
    """Many items that are one and the same matter. `first` is one of them, to show what it is about."""

    bundle: str
    kind: str
    count: int
    harm: int
    first: Item


class Done(Struct, frozen=True, kw_only=True):
    """What somebody did with an item. `line` is its number here, `did` the ledger lines that came of it. `batch`: done
    at one stroke with others, `count` of them where one stands for all."""

    line: int
    key: str
    act: str
    who: str
    why: str
    at: datetime
    until: date | None
    title: str
    did: dict[str, Any]
    item: dict[str, Any]
    batch: str = ""
    count: int = 1


class HintView(Struct, frozen=True, kw_only=True):
    """A word among those who advise. `phone` is a number to hand over to, as it was written."""

    id: int
    entry_id: str
    area: str
    text: str
    phone: str
    who: str
    at: datetime
