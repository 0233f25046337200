"""Two records side by side, field by field: what they share stands in one row, and so does what only one states."""

from typing import NamedTuple

from anlaufstelle.pipeline.inbox_words import label, told
from anlaufstelle.record import paths
from anlaufstelle.record.model import AnyRecord
from anlaufstelle.record.received import Received

LONGEST = 300
FIELDS = (
    "name", "alternate_name", "organization_name", "description", "phones", "email", "url", "website", "addresses",
    "categories", "schedules", "happening",
)  # fmt: skip


class Row(NamedTuple):
    label: str
    left: str
    right: str
    same: bool


def rows(left: Received, right: Received) -> list[Row]:
    """The sources come first: they say how far each may be believed."""
    found = [Row("Quelle", left.source, right.source, left.source == right.source)]
    for name in FIELDS:
        one, other = _told(left.record, name), _told(right.record, name)
        if one or other:
            found.append(Row(label(name), one, other, one.casefold() == other.casefold()))
    return found


def _told(record: AnyRecord, name: str) -> str:
    if name not in paths.slots(type(record)):
        return ""
    text = told(paths.get(record, name), name)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
