"""What visitors tell us, through the one door: a record of source `visitor` that never publishes by itself.

A message about an entry is a proposal with that entry's record as its origin, so that its steward's editors find it
there; one about the site stands alone. Nothing about the person is kept but what they wrote themselves.
"""

from uuid import uuid4

from django.utils import timezone

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.rules import ANYBODY
from anlaufstelle.errors import NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Service, record_id
from anlaufstelle.record.received import Origin, Received
from anlaufstelle.resolve import freshness
from anlaufstelle.resolve.context import SourceFacts

from . import door

VISITOR = "visitor"
LONGEST = 2000


def tell(text: str, *, about: Entry | None = None, steward: str = "DE") -> str:
    """Hands a message in; returns its record id. Raises `NotFound` when the entry has no record left."""
    store.keep_source(SourceFacts(id=VISITOR, title="Hinweise von Besuchern", steward="DE", trust=0, publishes=False))
    key = str(uuid4())
    text = text.strip()[:LONGEST]
    received = _about(about, key, text) if about else _alone(key, text, steward)
    if about:
        _doubt(about, text)
    return door.hand_in(actor=ANYBODY, source=VISITOR, received=[received])[0]


DOUBTED: dict[str, tuple[freshness.Kind, ...]] = {
    "phone": ("phone",),
    "hours": ("hours",),
    "address": ("address",),
    "gone": ("hours", "phone", "offer"),
}
"""What a reason chosen on the page speaks against; words alone are read by a person."""


def _doubt(entry: Entry, text: str) -> None:
    crisis = freshness.is_crisis((*entry.needs, *entry.situations))
    for kind in DOUBTED.get(text.partition("\n")[0], ()):
        heard: freshness.Kind = "crisis" if crisis and kind in ("hours", "phone") else kind
        store.asking.add_signal(entry.id, heard, "visitor-no", timezone.localdate())


TRIED: tuple[freshness.Kind, ...] = ("crisis", "hours", "phone", "address")
"""What whoever was there, or called, has found right or wrong; prices and conditions are not asked for."""


def right(entry: Entry) -> None:
    """One tap on "stimmt": heard once a day for each kind of field, whoever says it how often."""
    today = timezone.localdate()
    for kind in freshness.of_entry(entry, {}, today).keys() & set(TRIED):
        store.asking.add_signal(entry.id, kind, "visitor-yes", today)


def wrong(entry: Entry) -> None:
    """One tap on "stimmt nicht": what it is about is asked for afterwards, so only the whole is doubted."""
    store.asking.add_signal(entry.id, "offer", "visitor-no", timezone.localdate())


def _about(entry: Entry, key: str, text: str) -> Received:
    ref = next(iter(entry.sources), None)
    target = ledger.at_address(ref.source, ref.key) if ref else None
    if target is None or ref is None:
        raise NotFound(f"Entry {entry.id} has no record to tell something about.")
    return Received(
        source=VISITOR,
        key=key,
        record=type(target.record)(id=target.id, name=target.record.name, language=target.record.language),
        note=text,
        origin=Origin(ref.source, ref.key),
        source_date=_today(),
    )


def _alone(key: str, text: str, steward: str) -> Received:
    record = Service(id=record_id(VISITOR, key), name="Rückmeldung zur Website", description=text)
    return Received(source=VISITOR, key=key, record=record, note=f"site:{steward}", source_date=_today())


def _today() -> str:
    return timezone.localdate().isoformat()
