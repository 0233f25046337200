"""The pinboard: a carrier's note waits for an editor's yes, an editor's own hangs at once, and each leaves by itself.

Both go through the one door: the first as a proposal without a target, the second as a record of the town's own board.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import uuid4

import msgspec
from django.utils import timezone
from msgspec import Struct
from msgspec.structs import replace

from anlaufstelle.catalogue import ledger, store
from anlaufstelle.catalogue.models import EntryRow
from anlaufstelle.catalogue.rules import Actor
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.errors import BadValue, NotFound
from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Notice, Phone, ServiceArea, part_id, record_id
from anlaufstelle.record.notice import LASTING, LONGEST
from anlaufstelle.record.received import Received
from anlaufstelle.resolve.context import SourceFacts
from anlaufstelle.vocabulary import needs, values

from . import door

TITLE = 120
_entry = msgspec.json.Decoder(Entry)


class Draft(Struct, frozen=True, kw_only=True):
    """What a form says, as it was written; `wrong` tells by field what cannot be read."""

    title: str = ""
    text: str = ""
    since: str = ""
    until: str = ""
    district: str = ""
    topic: str = ""
    url: str = ""
    email: str = ""
    phone: str = ""


def draft(form: Mapping[str, str]) -> Draft:
    told = {name: form.get(name, "").replace("\0", "").strip() for name in Draft.__struct_fields__}
    return Draft(**{**told, "title": " ".join(told["title"].split())})


def wrong(told: Draft, today: date) -> dict[str, str]:
    """By field, in the words of the form."""
    found: dict[str, str] = {}
    if not told.title or len(told.title) > TITLE:
        found["title"] = f"Bitte eine Überschrift mit höchstens {TITLE} Zeichen schreiben."
    if not told.text or len(told.text) > LONGEST:
        found["text"] = f"Bitte schreiben, worum es geht, mit höchstens {LONGEST} Zeichen. Es sind {len(told.text)}."
    first, last = _day(told.since) or today, _day(told.until)
    if (told.since and _day(told.since) is None) or first < today:
        found["since"] = "Bitte einen ersten Tag ab heute angeben, zum Beispiel 2027-05-01."
    if last is None or not max(first, today) <= last <= first + timedelta(days=LASTING):
        found["until"] = f"Bitte den letzten Tag angeben, höchstens {LASTING} Tage nach dem ersten."
    if told.topic and told.topic not in needs.load():
        found["topic"] = "Dieses Thema gibt es nicht."
    for name, clean in (("url", values.web), ("email", values.email), ("phone", values.phone)):
        try:
            if getattr(told, name):
                clean(getattr(told, name))
        except BadValue:
            found[name] = _ASK[name]
    return found


_ASK = {
    "phone": "Das lässt sich nicht als Telefonnummer lesen. Bitte so schreiben: 02366 123456.",
    "email": "Das ist keine E-Mail-Adresse. Bitte so schreiben: name@example.org.",
    "url": "Das ist keine Internetadresse. Bitte so schreiben: https://www.example.org.",
}


def _day(stated: str) -> date | None:
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        return None


def source_of(steward: str) -> str:
    return f"board-{steward}"


def pin(*, actor: Actor, steward: str, told: Draft, organization: Entry | None = None) -> str:
    """An editor's note hangs from its first day on. Returns its record id."""
    return _hang(actor, steward, _notice(source_of(steward), str(uuid4()), steward, told, organization))


def offer(*, actor: Actor, steward: str, told: Draft, organization: Entry) -> str:
    """A carrier's note waits in the inbox of the steward's editors. Returns its record id."""
    source = SourceFacts(id=door.PROPOSAL, title="Vorschläge", steward="DE", trust=0, publishes=False)
    store.keep_source(source)
    return door.hand_in(
        actor=actor, source=door.PROPOSAL, received=[_notice(door.PROPOSAL, str(uuid4()), steward, told, organization)]
    )[0]


def _notice(source: str, key: str, steward: str, told: Draft, organization: Entry | None) -> Received:
    id = record_id(source, key)
    code = f"{steward}:{told.district}" if told.district else steward
    phone = [Phone(id=part_id(id, "phones/phone"), number=values.phone(told.phone).number, stated=told.phone)] if (
        told.phone) else []  # fmt: skip
    record = Notice(
        id=id,
        name=told.title,
        description=told.text,
        since=told.since or timezone.localdate().isoformat(),
        until=told.until,
        district=told.district or None,
        categories=(needs.load().caption(told.topic, "de"),) if told.topic else (),
        url=values.web(told.url) if told.url else None,
        email=values.email(told.email) if told.email else None,
        phones=tuple(phone),
        organization_id=organization.record.id if organization else None,
        organization_name=organization.name if organization else None,
        service_areas=(ServiceArea(id=part_id(id, "service_areas/area"), areas=(code,)),),
    )
    return Received(
        source=source, key=key, record=record, note=f"steward:{steward}", source_date=timezone.localdate().isoformat()
    )


def _hang(actor: Actor, steward: str, received: Received) -> str:
    store.keep_source(SourceFacts(id=source_of(steward), title="Pinnwand", steward=steward, area=steward, trust=60))
    return door.hand_in(actor=actor, source=source_of(steward), received=[received])[0]


def accept(actor: Actor, item: Item) -> dict[str, list[str]]:
    """Hangs what waited; the proposal stays in the ledger as it was."""
    found = ledger.at_address(item.data["source"], item.data["key"])
    if found is None or not isinstance(found.record, Notice):
        raise NotFound("Diesen Aushang gibt es nicht mehr.")
    source = source_of(item.area)
    record = replace(found.record, id=record_id(source, found.key))
    _hang(actor, item.area, replace(found, source=source, record=record, note=None, origin=None, order=0))
    return {"pinned": [source, found.key]}


def take_down(*, actor: Actor, source: str, key: str) -> None:
    """Before its last day. Handing the same in again brings it back."""
    found = ledger.at_address(source, key)
    if found is None or not isinstance(found.record, Notice):
        raise NotFound("Diesen Aushang gibt es nicht mehr.")
    yesterday = timezone.localdate() - timedelta(days=1)
    record = replace(found.record, until=yesterday.isoformat(), since=None)
    door.hand_in(actor=actor, source=source, received=[replace(found, record=record)])


def due() -> list[str]:
    """Entries that hang beyond their last day, and those that have come to their first: the night assembles them."""
    today = timezone.localdate().isoformat()
    todo = []
    for id, state, body in (
        EntryRow.objects.filter(kind="notice").exclude(state="gone").values_list("pk", "state", "body")
    ):
        record = _entry.decode(bytes(body)).record
        assert isinstance(record, Notice)
        over, early = (record.until or "") < today, (record.since or "") > today
        if over or (state == "withheld" and not early):
            todo.append(id)
    return todo
