"""How far a field may still be trusted, when nobody can know: evidence fades, each kind of field in its own time.

Confidence is the best evidence left of it, lowered by what spoke against it since. So time only lowers it, a
confirmation never does, and a doubt stays until a person has looked. docs/explanation/freshness.md says why.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from anlaufstelle.record.entry import Entry
from anlaufstelle.vocabulary import needs

Kind = Literal["crisis", "hours", "phone", "web", "cost", "address", "offer"]
Word = Literal["editor", "provider", "call", "visitor-yes", "source", "run", "visitor-no", "dead-link", "bounce"]
State = Literal["fresh", "ask", "stale"]


class Fading(Struct, frozen=True):
    """`half_life` in days: how long until a full confirmation counts half, which is when somebody should be asked."""

    half_life: int
    why: str


FADING: dict[Kind, Fading] = {
    "crisis": Fading(45, "A dead number in a crisis is the worst we can do: after 90 days it counts as unconfirmed."),
    "hours": Fading(90, "Hours change with seasons, staff and school years, and nobody announces it."),
    "cost": Fading(180, "Prices change with the budget, once a year."),
    "phone": Fading(180, "Numbers live as long as a post is filled; a wrong one is noticed at the first call."),
    "web": Fading(180, "Sites are rebuilt every few years; a dead link is found without asking anybody."),
    "offer": Fading(240, "What an offer is and for whom is decided anew with each year's funding."),
    "address": Fading(720, "A move is rare and is told to everybody."),
}
SAYS: dict[Word, float] = {
    "editor": 1.0,
    "provider": 1.0,
    "call": 1.0,
    "source": 0.7,  # the source's own date: somebody wrote it then, for another purpose than ours
    "visitor-yes": 0.6,  # one person, once, unknown to us
    "run": 0.4,  # it still stands in the list: never enough to be fresh, but not forgotten either
}
DOUBTS: dict[Word, float] = {"visitor-no": 0.5, "dead-link": 0.3, "bounce": 0.3}
"""What each leaves of the trust there was, once a day."""
PERSONS: frozenset[Word] = frozenset({"editor", "provider", "call"})
TOUCHES: dict[Word, frozenset[Kind]] = {"dead-link": frozenset({"web"}), "bounce": frozenset({"phone", "crisis"})}
"""A dead link says nothing of the hours."""
ASK, STALE = 0.5, 0.25
OLD, OLD_CRISIS = 365, 90
"""Days without a person's confirmation after which an entry is marked."""

_HOURS = frozenset({"schedules", "happening"})
_FIELDS: dict[str, Kind] = {
    **dict.fromkeys(_HOURS, "hours"),
    **dict.fromkeys(("phones", "email", "contacts"), "phone"),
    **dict.fromkeys(("url", "website", "additional_urls", "additional_websites"), "web"),
    **dict.fromkeys(("fees", "fees_description", "free", "cost_options"), "cost"),
    **dict.fromkeys(("addresses", "latitude", "longitude", "transportation", "service_at_locations"), "address"),
}  # fmt: skip


class Event(Struct, frozen=True, order=True):
    """Something was said of a field on a day."""

    on: date
    word: Word


class Freshness(Struct, frozen=True):
    """`confirmed` is the last day a person stood for it, `doubted` whether something spoke against it since."""

    kind: Kind
    confidence: float
    state: State
    confirmed: date | None = None
    doubted: bool = False


def kind_of(path: str, *, crisis: bool = False) -> Kind:
    """Of an address in a record (`record.paths`); in an entry for crises numbers and hours are the strictest kind."""
    steps = [step.partition("[")[0] for step in path.split(".")]
    found: Kind = "hours" if _HOURS.intersection(steps) else _FIELDS.get(steps[-1], _FIELDS.get(steps[0], "offer"))
    return "crisis" if crisis and found in ("hours", "phone") else found


def of_field(kind: Kind, events: Iterable[Event], today: date) -> Freshness:
    """Events of days still to come are not known yet."""
    known = [one for one in events if one.on <= today and kind in TOUCHES.get(one.word, (kind,))]
    confirmed = max((one.on for one in known if one.word in PERSONS), default=None)
    doubts = {one for one in known if one.word in DOUBTS and (confirmed is None or one.on > confirmed)}
    best = max((_left(one, kind, today, doubts) for one in known if one.word in SAYS), default=0.0)
    state: State = "fresh" if best >= ASK else "ask" if best >= STALE else "stale"
    return Freshness(kind, best, state, confirmed, bool(doubts))


def _left(said: Event, kind: Kind, today: date, doubts: Iterable[Event]) -> float:
    """A visitor's yes after a no counts for itself, but does not wash the no away from what was there before."""
    left: float = SAYS[said.word] * 0.5 ** ((today - said.on).days / FADING[kind].half_life)
    for one in doubts:
        left *= DOUBTS[one.word] if one.on >= said.on else 1.0
    return left


def day_of(stated: str | None) -> date | None:
    """The middle of a reduced date ("2018" is July); None where none can be read."""
    if not stated:
        return None
    year, month, day = (*stated[:10].split("-"), "", "")[:3]
    try:
        return date(int(year), int(month or 7), int(day or 15))
    except ValueError:
        return None


def is_crisis(concepts: Iterable[str]) -> bool:
    thesaurus = needs.load()
    return any(
        one in thesaurus and not thesaurus.crisis.isdisjoint((one, *thesaurus.ancestors(one))) for one in concepts
    )


def events_of(entry: Entry, *, crisis: bool) -> dict[Kind, list[Event]]:
    """What the entry itself tells: who stood for which field when, and what the sources say of their age.

    A confirmation of one phone is one of the phones; the youngest word counts for its kind.
    """
    found: dict[Kind, list[Event]] = {}
    for path, origin in entry.provenance.items():
        if origin.state == "review" or (on := day_of(origin.date)) is None:
            continue
        word: Word = "source" if origin.state == "stated" else "editor"
        found.setdefault(kind_of(path, crisis=crisis), []).append(Event(on, word))
    return found


def of_entry(entry: Entry, signals: Mapping[Kind, Iterable[Event]], today: date) -> dict[Kind, Freshness]:
    """Every kind of field that the entry states. `signals` are what was heard beside the ledgers."""
    crisis = is_crisis((*entry.needs, *entry.situations))
    own = events_of(entry, crisis=crisis)
    kinds = {kind_of(path, crisis=crisis) for path in entry.provenance}
    return {
        kind: of_field(kind, [*own.get(kind, ()), *signals.get(kind, ())], today)
        for kind in FADING
        if kind in kinds
    }  # fmt: skip


def marked(confirmed: date | None, today: date, *, crisis: bool) -> bool:
    """Whether residents are told that nobody has confirmed it for long (or ever)."""
    return confirmed is None or (today - confirmed).days >= (OLD_CRISIS if crisis else OLD)


def rank_share(age: int, *, crisis: bool) -> float:
    """From 0 to 1: how far an answer has to stand back, so many days after its last confirmation or its own date."""
    return min(1.0, age / (6 * OLD)) if age >= (OLD_CRISIS if crisis else OLD) else 0.0
