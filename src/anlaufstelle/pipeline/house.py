"""Who is when in which room: carriers and editors plan through the one door, and two in one room are told apart.

Nothing refuses a second plan for the same hour: the town has to see that two need the room, and both carriers have to
know. So a clash is stored and shown, never silently turned away.
"""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, read, rules, store
from anlaufstelle.catalogue.rules import Actor, Person
from anlaufstelle.catalogue.shapes_town import House
from anlaufstelle.errors import BadValue, NotAllowed, NotFound
from anlaufstelle.record import slot
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Slot, record_id
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts

from . import door

SOURCE = "haus-"
MOST = 2_000
"""Hours of one town that are laid beside each other."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What somebody wants to have planned; dates are ISO dates, "" for none."""

    house: str
    room: str
    weekday: str
    opens: str
    closes: str
    name: str
    organization_name: str = ""
    weeks: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    funding_source: str = ""
    funding_until: str = ""
    volunteers: str = ""


class Clash(Struct, frozen=True):
    """Two carriers in one room at once, and the first day they would meet there."""

    one: Slot
    other: Slot
    day: date


def houses(person: Person) -> list[tuple[str, House]]:
    """(area, house) of every town this person works in."""
    mine = {one.area for one in person.held}
    return [
        (area, house)
        for edition in read.editions()
        for area in edition.areas[:1]
        if area in mine or "operator" in person.roles
        for house in edition.houses
    ]


def slots(area: str, today: date | None = None) -> list[Entry]:
    """Everybody's hours that are not over, in the order of the week."""
    day = (today or timezone.localdate()).isoformat()
    found = read.quarters.every("slot", (area,), MOST)
    kept = [one for one in found if not (_slot(one).valid_to and str(_slot(one).valid_to) < day)]
    return sorted(kept, key=lambda one: _order(_slot(one)))


def _slot(entry: Entry) -> Slot:
    assert isinstance(entry.record, Slot)
    return entry.record


def _order(one: Slot) -> tuple[str, int, str, str]:
    return (one.house or "", slot.DAYS.index(one.weekday or "MO"), one.opens or "", one.room or "")


def clashes(entries: list[Entry], today: date | None = None) -> list[Clash]:
    found = slot.clashes([_slot(one) for one in entries], today or timezone.localdate())
    return [Clash(*one) for one in found]


def plan(*, person: Person, area: str, wanted: Wanted) -> str:
    """Writes the hours down; returns the record's id. A carrier speaks for itself only. Raises `BadValue` with what is
    wrong, `NotAllowed` for another town's house."""
    if not rules.may_plan(person) or area not in {one.area for one in person.held}:
        raise NotAllowed("Dieses Haus gehört zu einer anderen Stadt.")
    house = next((house for where, house in houses(person) if where == area and house.name == wanted.house), None)
    if house is None or wanted.room not in {one.name for one in house.rooms}:
        raise BadValue("Bitte ein Haus und einen seiner Räume wählen.")
    key = str(uuid4())
    own = _organization(person, area)
    made = Slot(
        id=record_id(_source(area), key),
        name=_line(wanted.name) or "Sprechzeit",
        organization_id=own,
        organization_name=read.entry(own).name if own else _line(wanted.organization_name) or None,
        house=wanted.house,
        room=wanted.room,
        weekday=_weekday(wanted.weekday),
        opens=wanted.opens,
        closes=wanted.closes,
        weeks=tuple(one for one in wanted.weeks if one in ("1", "2", "3", "4", "5", "-1")),
        valid_from=_date(wanted.valid_from),
        valid_to=_date(wanted.valid_to),
        funding_source=_line(wanted.funding_source) or None,
        funding_until=_date(wanted.funding_until),
        volunteers=_number(wanted.volunteers),
    )
    if not made.organization_name:
        raise BadValue("Bitte schreiben Sie, welcher Träger kommt.")
    if not slot.complete(made):
        raise BadValue("Von und bis brauchen Uhrzeiten wie 09:00 und 12:30, und das Ende kommt nach dem Anfang.")
    _keep(area)
    return door.hand_in(actor=_actor(person, area), source=_source(area), received=[_received(area, key, made)])[0]


def end(*, person: Person, area: str, key: str, today: date | None = None) -> None:
    """The hours were there until yesterday. Only what was planned here can be ended here."""
    found = ledger.at_address(_source(area), key)
    if found is None or not isinstance(found.record, Slot):
        raise NotFound("Diese Zeit kommt aus einer anderen Quelle. Bitte dort berichtigen.")
    own = _organization(person, area)
    if not rules.may_plan(person) or area not in {one.area for one in person.held}:
        raise NotAllowed("Dieses Haus gehört zu einer anderen Stadt.")
    if own and read.resolve_id(found.record.organization_id or "") != own:
        raise NotAllowed("Diese Zeit gehört einem anderen Träger.")
    yesterday = ((today or timezone.localdate()) - timedelta(days=1)).isoformat()
    over = replace(found.record, valid_to=yesterday)
    door.hand_in(actor=_actor(person, area), source=_source(area), received=[_received(area, key, over)])


def _organization(person: Person, area: str) -> str | None:
    """Of a carrier, today's id of its organisation; None for editors, who plan for everybody."""
    if area in person.areas("editor"):
        return None
    named = next((one.organization for one in person.held if one.role == "provider" and one.area == area), "")
    found = read.resolve_id(named) if named else None
    if found is None:
        raise NotAllowed("Ihr Konto gehört zu keinem Träger, der hier verzeichnet ist. Bitte fragen Sie die Redaktion.")
    return found


def _source(area: str) -> str:
    return f"{SOURCE}{area}"


def _keep(area: str) -> None:
    store.keep_source(SourceFacts(id=_source(area), title="Belegungsplan", area=area, steward=area, trust=60))


def _actor(person: Person, area: str) -> Actor:
    return Actor(who=person.who, areas=person.areas("editor"), sources=frozenset({_source(area)}))


def _received(area: str, key: str, made: Slot) -> Received:
    return Received(source=_source(area), key=key, record=made, source_date=timezone.localdate().isoformat())


def _line(words: str) -> str:
    return " ".join(words.split())[:200]


def _weekday(stated: str) -> slot.Weekday | None:
    return stated if stated in slot.DAYS else None  # type: ignore[return-value]


def _date(stated: str) -> str | None:
    if not stated.strip():
        return None
    try:
        return date.fromisoformat(stated.strip()).isoformat()
    except ValueError as error:
        raise BadValue(f"„{stated}“ ist kein Datum. Erwartet wird zum Beispiel 2027-05-31.") from error


def _number(stated: str) -> int | None:
    return int(stated) if stated.strip().isdigit() and len(stated) < 6 else None


class Carried(Struct, frozen=True, kw_only=True):
    """One carrier's part in a house: what the council looks at. `funding` are (source, until) pairs."""

    carrier: str
    house: str
    hours: float
    rooms: tuple[str, ...]
    offers: tuple[str, ...]
    funding: tuple[tuple[str, str], ...]
    volunteers: int | None


def picture(entries: list[Entry]) -> list[Carried]:
    """Who carries what, most hours first. People are counted once for each offer that states them; a carrier that
    states none is unknown and not nought."""
    rows: dict[tuple[str, str], list[Slot]] = {}
    for one in map(_slot, entries):
        rows.setdefault((one.house or "", one.organization_name or ""), []).append(one)
    found = [_carried(house, carrier, told) for (house, carrier), told in rows.items()]
    return sorted(found, key=lambda one: (one.house, -one.hours, one.carrier))


def _carried(house: str, carrier: str, told: list[Slot]) -> Carried:
    people = {one.name: one.volunteers for one in told if one.volunteers is not None}
    money = {(one.funding_source, one.funding_until or ""): None for one in told if one.funding_source}
    return Carried(
        carrier=carrier,
        house=house,
        hours=round(sum(slot.hours_a_week(one) for one in told), 2),
        rooms=tuple(dict.fromkeys(one.room or "" for one in told)),
        offers=tuple(dict.fromkeys(one.name or "" for one in told)),
        funding=tuple((source or "", until) for source, until in money),
        volunteers=sum(people.values()) if people else None,
    )
