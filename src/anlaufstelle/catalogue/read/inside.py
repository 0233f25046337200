"""What a network of towns keeps for its members: asked for on their own pages and calendars, never in public."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from secrets import compare_digest

import msgspec
from django.utils import timezone

from anlaufstelle.record import dates
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import AnyRecord, Event

from ..models import EntryRow, Subscription
from ..rules import Person, inside_of
from . import people
from .entries import known

_record = msgspec.json.Decoder(AnyRecord)
NOBODY = "0" * 64


def entries(areas: Collection[str], kinds: Collection[str]) -> list[Entry]:
    """All that these networks say, whomever it is for, by name. One question."""
    rows = EntryRow.objects.filter(steward__in=areas, kind__in=kinds, state__in=("published", "withheld"))
    found = rows.order_by("name", "pk").values_list("body", "sequence", "inside")
    told = [_whole(bytes(body), sequence, bytes(inside)) for body, sequence, inside in found]
    return [one for one in told if one.state == "published" or _for_some(one)]


def entry(id: str, areas: Collection[str]) -> Entry | None:
    """One of them."""
    row = EntryRow.objects.filter(pk=id, steward__in=areas).values_list("body", "sequence", "inside").first()
    found = _whole(bytes(row[0]), row[1], bytes(row[2])) if row else None
    return found if found and (found.state == "published" or _for_some(found)) else None


def record(id: str) -> AnyRecord | None:
    """The whole record of an entry that tells less of it."""
    row = EntryRow.objects.filter(pk=id).values_list("inside", flat=True).first()
    return _inside(bytes(row)) if row else None


def events(areas: Collection[str], today: date) -> list[Entry]:
    """Those that are not over."""
    return [one for one in entries(areas, ("event",)) if not _over(one, today)]


def _over(one: Entry, today: date) -> bool:
    assert isinstance(one.record, Event)
    try:
        last = dates.last_day(one.record.happening)
    except ValueError:
        return False  # the entry carries the finding of `check`
    return last is not None and last < today


def _whole(body: bytes, sequence: int, inside: bytes) -> Entry:
    found = known(body, sequence)
    return msgspec.structs.replace(found, record=_inside(inside)) if inside else found


@lru_cache(maxsize=200)
def _inside(body: bytes) -> AnyRecord:
    return _record.decode(body)


def _for_some(one: Entry) -> bool:
    """Withheld for whom it is, and for no other reason."""
    if any(finding.degree == "blocking" for finding in one.findings):
        return False
    return one.state == "withheld" and getattr(one.record, "audience", "everyone") != "everyone"


def subscribed(user: int) -> dict[str, str]:
    """The networks whose calendar this person follows, and since when (ISO day)."""
    rows = Subscription.objects.filter(user_id=user).values_list("area", "at")
    return {area: timezone.localdate(at).isoformat() for area, at in rows}


def subscriber(number: int, token_hash: str) -> tuple[Person, str] | None:
    """Whose calendar of which network this is, as long as that person may read it."""
    row = Subscription.objects.filter(pk=number).first()
    if not compare_digest(row.token_hash if row else NOBODY, token_hash) or row is None:
        return None
    person = people.person(row.user_id)
    return (person, row.area) if row.area in inside_of(person) else None
