"""Questions about asking: whom a link opens, what waits to be sent, what was heard, who was called."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils import timezone
from msgspec import Struct

from anlaufstelle.resolve.freshness import Event, Kind

from ..ledger import pieces
from ..models import Call, Letter, Signal, Silence, Ticket, Trust, Turn


class TicketView(Struct, frozen=True):
    id: int
    purpose: str
    organization: str
    until: datetime
    letter: str


class LetterView(Struct, frozen=True, kw_only=True):
    batch: str
    message_id: str
    organization: str
    address: str
    subject: str
    body: str
    stop: str
    state: str


class CallView(Struct, frozen=True):
    entry_id: str
    who: str
    outcome: str
    at: datetime
    again_on: date | None


def ticket(token_hash: str) -> TicketView | None:
    """Only one that still opens something."""
    row = Ticket.objects.filter(token_hash=token_hash, revoked_at=None, until__gt=timezone.now()).first()
    return TicketView(row.pk, row.purpose, row.organization, row.until, row.letter) if row else None


def letters(*states: str) -> list[LetterView]:
    """Oldest first."""
    rows = Letter.objects.filter(state__in=states).order_by("pk")
    return [_letter(row) for row in rows]


def letters_by_state() -> dict[str, int]:
    """How many letters there are in each state that occurs."""
    return dict(Letter.objects.order_by().values_list("state").annotate(many=Count("pk")))


def letter(message_id: str) -> LetterView | None:
    row = Letter.objects.filter(message_id=message_id).first()
    return _letter(row) if row else None


def asked_by(message_id: str) -> list[str]:
    """The organisations a letter asked about."""
    rows = Ticket.objects.filter(letter=message_id, purpose="answer").order_by("pk")
    return list(dict.fromkeys(rows.values_list("organization", flat=True)))


def _letter(row: Letter) -> LetterView:
    return LetterView(
        batch=row.batch, message_id=row.message_id, organization=row.organization, address=row.address,
        subject=row.subject, body=row.body, stop=row.stop, state=row.state,
    )  # fmt: skip


def written_to() -> dict[str, list[date]]:
    """The days each organisation was written to, oldest first."""
    found: dict[str, list[date]] = {}
    for organization, at in Letter.objects.order_by("made_at").values_list("organization", "made_at"):
        found.setdefault(organization, []).append(timezone.localdate(at))
    return found


def silenced(address_hashes: Iterable[str]) -> set[str]:
    return {
        id
        for piece in pieces(address_hashes)
        for id in Silence.objects.filter(pk__in=piece).values_list("pk", flat=True)
    }


def signals(ids: Iterable[str]) -> dict[str, dict[Kind, list[Event]]]:
    found: dict[str, dict[Kind, list[Event]]] = {}
    for piece in pieces(ids):
        for entry, kind, word, on in Signal.objects.filter(entry_id__in=piece).values_list(
            "entry_id", "kind", "word", "on"
        ):
            found.setdefault(entry, {}).setdefault(kind, []).append(Event(on, word))
    return found


def calls(since: datetime) -> list[CallView]:
    rows = Call.objects.filter(at__gte=since).order_by("pk")
    return [CallView(row.entry_id, row.who, row.outcome, row.at, row.again_on) for row in rows]


def not_before() -> dict[str, date]:
    """Entries somebody promised to call again, and from which day on; only the last call about each counts."""
    last = Call.objects.order_by().values("entry_id").annotate(last=Max("pk")).values("last")
    rows = Call.objects.filter(pk__in=last, again_on__isnull=False)
    return dict(rows.values_list("entry_id", "again_on"))


def others_turns(who: str) -> set[str]:
    """Entries that somebody else has on their list of calls."""
    rows = Turn.objects.filter(until__gt=timezone.now()).exclude(who=who)
    return set(rows.values_list("entry_id", flat=True))


def trusted(organization: str) -> bool:
    return Trust.objects.filter(pk=organization).exists()
