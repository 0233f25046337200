"""What of a record anybody may be told. Where an entry is assembled the rest is laid aside, so that no page, calendar,
search, export or feed has to think of it."""

import re
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from anlaufstelle.record.entry import Finding
from anlaufstelle.record.model import AnyRecord, Event

LINK: Final = "online_url"
GONE: Final = "…"


def outward(record: AnyRecord) -> AnyRecord:
    """The same object unless something is laid aside: the link of a meeting, wherever in the record it stands, unless
    both the meeting and its link are for everyone."""
    if not isinstance(record, Event) or not record.online_url:
        return record
    if record.online_for == "everyone" and record.audience == "everyone":
        return record
    _, _, bare = record.online_url.rstrip("/").rpartition("://")
    link = re.compile(rf"(?:[a-z]+://)?{re.escape(bare)}[^\s<>\"']*", re.IGNORECASE)
    told: dict[str, Any] = _without(msgspec.to_builtins(replace(record, online_url=None)), link)
    return msgspec.convert(told, Event)


def _without(value: Any, link: "re.Pattern[str]") -> Any:
    """What is nothing but the link goes; in a text three dots stand for it."""
    if isinstance(value, str):
        return link.sub(GONE, value)
    if isinstance(value, list):
        return [_without(one, link) for one in value if not _is(one, link)]
    if isinstance(value, dict):
        return {name: _without(one, link) for name, one in value.items() if not _is(one, link)}
    return value


def _is(value: Any, link: "re.Pattern[str]") -> bool:
    return isinstance(value, str) and link.fullmatch(value.strip()) is not None


def quoting(finding: Finding, laid_aside: bool) -> Finding:
    """Without the value it is about, where that is laid aside."""
    return replace(finding, value=None, message=GONE) if laid_aside and finding.path == LINK else finding
