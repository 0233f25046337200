"""Notes for the pinboard that wait for an editor's word."""

from collections.abc import Iterator
from datetime import date, datetime

from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.record.model import Notice
from anlaufstelle.record.received import Received

from .inbox_words import harm_of, mark_of


def waiting(said: Received, who: str, at: datetime) -> Iterator[Item]:
    """A note of the inbox; its steward stands in the proposal's note."""
    record = said.record
    steward = (said.note or "").removeprefix("steward:")
    if isinstance(record, Notice) and steward:
        days = f"Hängt von {_german(record.since)} bis {_german(record.until)}"
        where = f", {record.district}" if record.district else ""
        reach = [*(one.stated or one.number for one in record.phones), record.email, record.url]
        words = "\n".join(one for one in (record.description, f"{days}{where}.", *reach) if one)
        yield Item(
            key=f"notice:{said.id}", kind="notice", area=steward, harm=harm_of("notice", ()), at=at,
            title=record.name or "", words=words, other_id=said.id, mark=mark_of(record.name, words),
            data={"who": record.organization_name or who, "source": said.source, "key": said.key},
        )  # fmt: skip


def _german(stated: str | None) -> str:
    try:
        return f"{date.fromisoformat(stated or ''):%d.%m.%Y}"
    except ValueError:
        return ""
