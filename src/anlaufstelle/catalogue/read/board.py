"""What hangs on the pinboard today, whatever the night has done yet."""

from collections.abc import Collection
from datetime import date

from anlaufstelle.record.entry import Entry
from anlaufstelle.record.model import Notice
from anlaufstelle.vocabulary import area

from .entries import stream


def hanging(today: date, areas: Collection[str] = (), district: str = "", topics: Collection[str] = ()) -> list[Entry]:
    """Of these areas, or of all; what leaves first comes first. One question."""
    found = []
    for one in stream(kind="notice"):
        record, day = one.record, today.isoformat()
        assert isinstance(record, Notice)
        here = not areas or any(area.whole(code).lstrip("~") in areas for code in one.areas)
        asked = (not district or record.district == district) and (not topics or not set(topics).isdisjoint(one.needs))
        if here and asked and (record.since or "") <= day <= (record.until or ""):
            found.append((record.until or "", one.name.casefold(), one.id, one))
    return [told[-1] for told in sorted(found, key=lambda told: told[:3])]
